"""``python -m console.cli``."""

from console.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
