"""A hundred thousand entries: every answer comes within a second, whatever is looked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from console.domain.events import Event
from console.domain.happened import Asked, Happened
from console.domain.ids import CaseId, ClientId, ContactId, EscalationId
from console.domain.tier import Tier
from console.journal.entry import Draft, draft
from console.ui.review.narrow import Group, Look, Narrow
from console.ui.review.search import Search
from tests.conftest import Clock
from tests.ui.review.ward import OKAFOR, Ward

ENTRIES = 100_000
LOOKED_FOR = (
    Narrow(),
    Narrow(words="pills hand"),
    Narrow(client=ClientId("dana")),
    Narrow(case=CaseId("old-500")),
    Narrow(staff=OKAFOR),
    *(Narrow(looks=frozenset({look})) for look in Look),
    *(Narrow(groups=frozenset({group})) for group in Group),
    *(Narrow(tiers=frozenset({tier})) for tier in Tier),
)


def again(event: Event, case: CaseId, n: int) -> Event:
    """The same event in another case."""
    names: dict[str, object] = {
        name: CaseId(f"old-{n}") for name in ("case", "into") if getattr(event, name, "") == case
    }
    if hasattr(event, "escalation"):
        names["escalation"] = EscalationId(f"{event.escalation}-{n}")
    if hasattr(event, "contact"):
        names["contact"] = ContactId(f"old-{n}")
    return replace(event, **names)  # type: ignore[arg-type]


def drafts(told: list[Happened], case: CaseId, n: int) -> Iterator[Draft]:
    for one in told:
        at = one.at - timedelta(days=400) + timedelta(minutes=5 * n)
        yield draft(again(one.event, case, n), Asked(one.by, one.station, at))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    ward = Ward(tmp_path_factory.mktemp("many"), Clock())
    case = ward.rescue()
    told = [entry.happened for entry in ward.store.history.of_case(case)]
    for first in range(0, ENTRIES // len(told), 12):
        batch = [made for n in range(first, first + 12) for made in drafts(told, case, n)]
        ward.store.journal.append(batch, seen=10**9, request=str(uuid4()))
    yield ward
    ward.whole.close()


@pytest.mark.long
@pytest.mark.parametrize("narrow", LOOKED_FOR, ids=str)
def test_every_answer_comes_within_a_second(many: Ward, narrow: Narrow) -> None:
    search = Search(many.store.history)
    page = search.page(narrow, many.board)
    assert many.store.journal.head()[0] >= ENTRIES
    assert page.took < 1_000
