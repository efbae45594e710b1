"""A review as a file: PDF to print and write on, or JSON."""

import json
from pathlib import Path

from console.journal.plain import Inline, plain
from console.practice.drills.review import Review, document
from console.practice.drills.score import Score
from console.reports.pdf import pdf


def as_plain(score: Score) -> dict[str, object]:
    """Return a score as JSON can hold it; durations are seconds, times UTC."""
    met, of = score.met
    held: dict[str, object] = dict(plain(score, Inline()))
    return {**held, "landed": score.landed, "aims": {"met": met, "of": of}}


def content(review: Review, file: Path) -> bytes:
    """Return the file's content, by how its name ends; a PDF takes seconds.

    Raises:
        NotPrinted: no PDF could be made on this machine.
    """
    if file.suffix == ".json":
        whole = {**plain(review, Inline()), "score": as_plain(review.score)}
        return json.dumps(whole, indent=2, ensure_ascii=False).encode()
    return pdf(document(review))
