"""A case of a client with a circle, and a checklist that tells."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from console.desk.fresh import private
from console.domain.care.contact import ContactKind
from console.domain.commands import DoStep, PublishProtocols, RecordClient, TakeCase
from console.domain.events import DisclosureMade
from console.domain.ids import SYSTEM, CaseId, ClientId
from console.domain.people.circle import Scope, Supporter
from console.domain.people.client import Client
from tests.domain.centre import START, Centre, sources

TODAY = START.date()
TELLING = Path(__file__).with_name("telling.toml")
PLAIN = frozenset({Scope.SAFETY_CONCERN, Scope.LOCATION})
ROAD = "P05"


def somebody(name: str, scope: frozenset[Scope] = PLAIN, expires: date | None = None) -> Supporter:
    return Supporter(name, "sister", ("+16145550111",), scope, expires=expires)


CIRCLE = (
    somebody("Rosa Lee", expires=TODAY + timedelta(days=200)),
    somebody("Old Friend", expires=TODAY - timedelta(days=1)),
    Supporter("Taken Back", "cousin", (), PLAIN, revoked_on=TODAY - timedelta(days=3)),
    Supporter("Nora Nothing", "neighbour"),
    Supporter("Mike Never", "ex-husband", (), PLAIN, do_not_contact=True),
    somebody("Sam Sponsor", PLAIN | {Scope.SUBSTANCE_USE}),
)


class Room(Centre):
    """A centre with one case at its telling step."""

    def __init__(self) -> None:
        super().__init__()
        texts = (*sources(), TELLING.read_text("utf-8"))
        self.do(PublishProtocols(texts), SYSTEM)
        client = ClientId("ana-lee")
        self.do(
            RecordClient(client, private(Client(client, "Ana Lee", circle=CIRCLE)), "t"), SYSTEM
        )
        self.id, _ = self.arrives(ContactKind.CALL, client)
        self.do(TakeCase(self.id))
        self.begin(self.id, "T1")

    def telling(self, who: str, basis: str, **more: str) -> DoStep:
        """Tell ``who`` that we worry and where she is, on ``basis``."""
        said = {"notify.who": who, "notify.basis": basis, "notify.items": "safety_concern,location"}
        said |= {"notify.what": "We worry for her."}
        said |= {f"notify.{part}": words for part, words in more.items()}
        return self.doing(self.id, "T1", "a1", "told", said)

    def told(self, told: Mapping[str, str]) -> DoStep:
        """Tell the 911 centre or medical staff."""
        said = {"psap.name": "County Communications", "disclosure.what": "Risk.", **told}
        return self.doing(self.id, "T1", "a2", None, said)

    @property
    def disclosures(self) -> tuple[DisclosureMade, ...]:
        return tuple(event for event in self.events if isinstance(event, DisclosureMade))

    @property
    def number(self) -> CaseId:
        return self.id
