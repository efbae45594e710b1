"""Cases of invented people as odd as they come, and what would tell of substance use in them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.board import Board
from console.domain.care.assessment import Assessment
from console.domain.care.case import Case, Rating
from console.domain.care.contact import Contact, ContactKind, LineState, Rule, Suggestion
from console.domain.care.disclosure import Recipient
from console.domain.care.packet import FIELDS, Audience, Item, Source, packet
from console.domain.care.part2 import Programme
from console.domain.ids import CaseId, ClientId, ContactId, InstrumentId, StaffId
from console.domain.instrument.instrument import Finding
from console.domain.people.circle import Scope, Supporter
from console.domain.people.client import Client, Flag, Phone
from console.domain.people.directive import Agent, Directive
from console.domain.people.plan import Part, PlanItem, SafetyPlan
from console.domain.place.location import Confirmation, Location, Placed, Precision
from console.domain.place.location import Source as From
from console.domain.place.point import Point
from console.domain.protocol.escalation import Answered, Value
from console.domain.tier import Tier
from console.reports.handoff.told import Making, Told, told
from console.words.packet import FREE_WORDS, Origin
from tests.domain.centre import START, Centre

TELLS = "methadone"
"""Stands wherever somebody could have written of substance use, and nowhere else."""

WORDS = f"She takes {TELLS}."
ANA = StaffId("ana")
ODD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
CODES = st.sampled_from(["yes", "no", "unknown", "attempt", "overdose", "a,b", "other"])
TEXTS = ("threat.what", "scene.people", "scene.access", "presenting_problem", "buffers")
SUBSTANCE_FIELDS = FIELDS[Item.SUD]


@cache
def board() -> Board:
    """Return the board of a centre with its protocols and no case."""
    centre = Centre()
    centre.publish()
    return centre.board


@dataclass(frozen=True)
class Odd:
    """A case that could be, with its client."""

    case: Case
    client: Client | None
    programme: Programme

    def board(self) -> Board:
        clients = {self.client.id: self.client} if self.client is not None else {}
        cases = {self.case.id: self.case}
        return replace(board(), clients=clients, cases=cases, programme=self.programme)

    def told(self, to: Audience, *, read: bool = False) -> Told:
        found = packet(Source(self.case, self.client, self.programme), to, START.date())
        origin = Origin("Harbour Line", "+16145550100", "Ana")
        return told(Making(self.board(), self.case, found, origin, START, read))


def _answers() -> st.SearchStrategy[Mapping[str, Answered]]:
    free = [name for item in FREE_WORDS for name in FIELDS[item] if name in TEXTS]
    coded = [name for item in FIELDS if item is not Item.SUD for name in FIELDS[item]]
    said = st.one_of(
        st.tuples(st.sampled_from(free), st.just(Value("x", text=private(WORDS)))),
        st.tuples(st.sampled_from([n for n in coded if n not in TEXTS]), st.builds(_code, CODES)),
        st.tuples(st.sampled_from(SUBSTANCE_FIELDS), st.just(Value("x", TELLS))),
        st.tuples(st.sampled_from(SUBSTANCE_FIELDS), st.just(Value("x", text=private(WORDS)))),
    )
    return st.lists(said, max_size=9).map(
        lambda found: {
            name: Answered(replace(value, field=name), START, ANA, 9) for name, value in found
        }
    )


def _code(code: str) -> Value:
    return Value("x", code)


POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
PLACES = st.builds(
    Placed,
    st.builds(
        Location,
        address=ODD | st.just("12 Elm St"),
        source=st.sampled_from(From),
        stated_at=st.just(START - timedelta(days=100)) | st.just(START + timedelta(days=1)),
        unit=ODD,
        city=ODD,
        state=ODD,
        zip=ODD,
        access=ODD,
        at=st.none() | POINTS,
        error_m=st.none() | st.floats(0, 1e6),
        precision=st.none() | st.sampled_from(Precision),
        moving=st.booleans(),
    ),
    st.none() | st.just(Confirmation(START, ANA)),
)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
CIRCLE = st.lists(
    st.builds(
        Supporter,
        name=st.sampled_from(["Rosa Lee", "Sam Poe"]) | ODD,
        relation=st.just(f"{TELLS} sponsor"),
        phones=st.just(("+16145550111",)),
        scope=st.frozensets(st.sampled_from(Scope)),
        starts=DAYS,
        expires=DAYS,
        do_not_contact=st.booleans(),
    ),
    max_size=3,
    unique_by=lambda one: one.name,
).map(tuple)
PLAN = SafetyPlan(
    2,
    START.date(),
    WORDS,
    tuple(PlanItem(part, WORDS, who=WORDS) for part in Part),
    barriers=WORDS,
    likelihood_of_use=7,
)
DIRECTIVE = Directive(
    exists=True,
    recorded_on=START.date(),
    agent=Agent("Rosa Lee"),
    medicines_yes=WORDS,
    calms=WORDS,
)
CLIENTS = st.builds(
    Client,
    id=st.just(ClientId("ana-lee")),
    name=ODD | st.just("Ana Lee"),
    preferred=ODD,
    pronouns=ODD,
    born=DAYS,
    languages=st.lists(st.sampled_from(["en", "es-MX", "zz", ""]), max_size=2).map(tuple),
    phones=st.lists(st.builds(Phone, st.just("+16145550123")), max_size=1).map(tuple),
    flags=st.frozensets(st.sampled_from(Flag)),
    circle=CIRCLE,
    plan=st.none() | st.just(PLAN),
    team=st.just(f"{TELLS} clinic"),
    directive=st.none() | st.just(DIRECTIVE),
)


def contact(kind: ContactKind, phone: str | None) -> Contact:
    return Contact(
        ContactId("c1"),
        kind,
        "test",
        START,
        LineState.OPEN,
        Suggestion(Tier.MODERATE, Rule.CALL_WAITING),
        said=private(WORDS),
        phone=private(phone) if phone is not None else None,
    )


def _score(instrument: str, score: int | None, tier: Finding | None) -> Assessment:
    band = "x" if score is not None else None
    done = score is not None
    return Assessment(
        InstrumentId(instrument), 1, private(()), score, band, tier, (), done, None, START, ANA, 9
    )


SCORES = st.lists(
    st.builds(
        _score,
        st.sampled_from(["phq-9", "audit-c", "dast-10", "asq", "c-ssrs-screener-recent", "new"]),
        st.none() | st.integers(0, 27),
        st.none() | st.sampled_from(Finding),
    ),
    max_size=3,
).map(tuple)
RATINGS = st.builds(
    Rating, st.sampled_from(Tier), st.just(START), st.just(ANA), st.none(), st.just(())
)


def odd(  # noqa: PLR0913, PLR0917 -- one for each thing that can be odd
    client: Client | None,
    contact: Contact,
    place: Placed | None,
    tier: Rating | None,
    answers: Mapping[str, Answered],
    scores: tuple[Assessment, ...],
    programme: Programme,
) -> Odd:
    case = Case(
        CaseId("8d3e-77"),
        77,
        START,
        client=client.id if client is not None else None,
        contacts=(contact,),
        tier=tier,
        place=place,
        answers=answers,
        assessments=scores,
    )
    return Odd(case, client, programme)


CASES = st.builds(
    odd,
    st.none() | CLIENTS,
    st.builds(contact, st.sampled_from(ContactKind), st.none() | st.just("+16145550199")),
    st.none() | PLACES,
    st.none() | RATINGS,
    _answers(),
    SCORES,
    st.builds(Programme, st.booleans(), st.booleans(), st.booleans()),
)
AUDIENCES = st.builds(
    Audience,
    st.sampled_from(Recipient),
    st.sampled_from(["", "Rosa Lee", "Sam Poe", "Nobody"]),
    st.booleans(),
)


HOME = Location(
    "12 Elm St",
    From.SAID,
    START,
    unit="4b",
    city="Columbus",
    state="OH",
    zip="43215",
    access="code 99",
    at=Point(39.96, -83.0),
    error_m=120.0,
)


def said(**answers: str) -> Mapping[str, Answered]:
    """Return answers by their fields, ``__`` for the dot; what has a space is in own words."""
    found = {}
    for name, words in answers.items():
        field = name.replace("__", ".")
        value = Value(field, text=private(words)) if " " in words else Value(field, words)
        found[field] = Answered(value, START, ANA, 9)
    return found


def usual(**changes: object) -> Odd:
    """Return the case of Ana Lee: at home, read back, a weapon there, under Part 2."""
    client = Client(
        ClientId("ana-lee"),
        "Anastasia Lee",
        preferred="Ana",
        pronouns="she/her",
        born=date(1990, 5, 4),
        languages=("es",),
        phones=(Phone("+16145550123"),),
        flags=frozenset({Flag.PART2}),
        circle=(Supporter("Rosa Lee", "sister", (), frozenset(Scope)),),
        plan=PLAN,
        team=f"{TELLS} clinic",
    )
    answers = said(
        weapons="yes",
        suicide_q__now="yes",
        scene__hazards="no",
        scene__people=WORDS,
        presenting_problem=WORDS,
        substances="yes",
        use__substances=WORDS,
    )
    rating = Rating(Tier.HIGH, START, ANA, None, ())
    scores = (_score("phq-9", 21, Finding.MODERATE), _score("audit-c", 9, None))
    found = odd(
        client,
        contact(ContactKind.CALL, "+16145550199"),
        Placed(HOME, Confirmation(START, ANA)),
        rating,
        answers,
        scores,
        Programme(),
    )
    return replace(found, case=replace(found.case, **changes))  # type: ignore[arg-type]
