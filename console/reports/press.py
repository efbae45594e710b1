"""The printing process: ``python -m console.reports.press``, HTML in, PDF out.

It runs apart because a long report takes seconds, and because it needs nothing but the
page itself: it opens no address and no file, and leaves none.
"""

import sys
from typing import NoReturn

from weasyprint import HTML


def main() -> None:
    """Print the page on standard input to standard output, tagged (PDF/UA-1)."""
    page = sys.stdin.buffer.read().decode()
    made = HTML(string=page, url_fetcher=_nothing).write_pdf(pdf_variant="pdf/ua-1")
    sys.stdout.buffer.write(made)


def _nothing(url: str) -> NoReturn:
    raise ValueError(url)


if __name__ == "__main__":
    main()
