"""Which case is meant on the command line: by its id, or by the number that people call it."""

import json
from collections.abc import Sequence

from console.cli.centre import Opened
from console.cli.out import BadNews
from console.domain.ids import CaseId
from console.journal.entry import Entry

LONGEST = 15
"""Of the number of an entry, in digits."""


def entries_of(centre: Opened, said: str) -> tuple[CaseId, Sequence[Entry]]:
    """Return the case that ``said`` is the id or the number of, and its entries.

    Raises:
        BadNews: there is none.
    """
    case, history = CaseId(said), centre.store.history
    found = history.of_case(case)
    if (
        not found and said.isdecimal() and len(said) <= LONGEST
    ):  # a case has the number of its first entry
        first = centre.store.journal.since(int(said) - 1, 1)
        named = json.loads(first[0].body).get("case") if first else None
        if named is not None:
            case, found = CaseId(named), history.of_case(CaseId(named))
    if not found:
        raise BadNews(f"There is no case “{said}”.")
    return case, found
