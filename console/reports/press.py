"""The printing process: ``python -m console.reports.press``, HTML in, PDF out.

It runs apart because a long report takes seconds, and because it needs nothing but the
page itself: it opens no address and no file, and leaves none.
"""

import sys

from weasyprint import HTML
from weasyprint.urls import URLFetcher


def main() -> None:
    """Print the page on standard input to standard output, tagged (PDF/UA-1)."""
    page = sys.stdin.buffer.read().decode()
    nothing = URLFetcher(allowed_protocols=())
    made = HTML(string=page, url_fetcher=nothing).write_pdf(pdf_variant="pdf/ua-1")
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
