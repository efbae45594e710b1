"""How the queue keeps still under a hand: nothing jumps while somebody points at it.

While it is held, every card stays where it is and shows what is new about it; one that
has gone stays as a shadow, and one that has come is told in the heading.  Taking the next
never goes by what is shown but by the rules, so holding can only delay the eye.
"""

from collections.abc import Sequence
from dataclasses import replace

from console.ui.queue.cards import Card, Head, Nobody, Row, Section
from console.ui.queue.owed import Owed


def held(shown: Sequence[Row], wanted: Sequence[Row]) -> list[Row]:
    """Return ``wanted`` in the places of ``shown``."""
    now = {row.key: row for row in wanted}
    known = {row.key for row in shown}
    news = [row for row in wanted if isinstance(row, Card) and row.key not in known]
    kept: list[Row] = []
    for row in shown:
        match now.get(row.key, row):
            case Head(section=Section.WAITING) as head:
                gravest = max((card.tier for card in news), default=None)
                kept.append(replace(head, news=len(news), tier=gravest))
            case Card() as card:
                kept.append(card if row.key in now else replace(card, gone=True))
            case Owed() as owed:
                kept.append(owed if row.key in now else replace(owed, gone=True))
            case Head() as head:
                kept.append(head if row.key in now else replace(head, count=0))
            case Nobody() as nobody:
                kept.append(nobody)
    return kept
