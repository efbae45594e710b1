"""What a step says about somebody who is told: to whom, on what basis, and what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from console.domain.care.case import Case
from console.domain.care.disclosure import Basis, Recipient
from console.domain.people.circle import Scope, means, words_of
from console.domain.private import Private
from console.domain.protocol.escalation import Answered, Escalation, Value
from console.domain.protocol.protocol import Gate, Kind, Protocol, Step

PART2 = "part2.told"
TO_MEDICAL, BY_CONSENT = "medical", "consent"
"""The codes of ``part2.told``: told to medical staff (2.51), or by written consent (2.31)."""

RECEIVERS = ("facility", "part2.who", "handoff.to")
"""The fields in which a run says who has the person now; ``UNIT`` says who is on the way."""
UNIT = "responder.unit"


@dataclass(frozen=True, slots=True)
class Family:
    """A family of fields that describes one telling: ``NAME.basis``, ``NAME.what`` and others.

    Attributes:
        who: the field that says who was told.
    """

    name: str
    who: str
    kind: Recipient


FAMILIES = (
    Family("notify", "notify.who", Recipient.CONTACT),
    Family("disclosure", "psap.name", Recipient.POLICE),
    Family("mct", "mct.team", Recipient.CRISIS_TEAM),
    Family("handoff", "handoff.to", Recipient.OTHER_LINE),
    Family("report", "report.agency", Recipient.AGENCY),
    Family("threat", "threat.target", Recipient.THREATENED),
)


@dataclass(frozen=True, slots=True)
class Telling:
    """Somebody outside is told something.

    Attributes:
        what: in words; ``None`` while it is only being prepared.
        said: the same where the checklist says it, and nobody wrote anything.
        items: what is told, as far as it was said in codes.
        because: what the client said, or why it is in their best interest.
        sud: whether something of substance-use treatment is told.
        asks_because: whether the checklist asks for ``because`` at all.
        facility: where the medical person works, and ``nature`` of the emergency (2.51(c)).
        now: whether it is this step that completes it.
    """

    who: str
    kind: Recipient
    basis: Basis
    what: Private[str] | None = None
    items: frozenset[Scope] = frozenset()
    because: str = ""
    sud: bool = False
    asks_because: bool = False
    said: str = ""
    facility: str = ""
    nature: str = ""
    now: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What was said in one run: in the step that is settled now, or earlier in the same run."""

    case: Case
    run: Escalation
    given: Mapping[str, Value]

    def __call__(self, field: str) -> Value | None:
        """Return the newest word on ``field`` in this run."""
        if field in self.given:
            return self.given[field]
        known = self.case.answers.get(field)
        return known.value if known is not None and self._of_here(known) else None

    def _of_here(self, known: Answered) -> bool:
        """Whether it was said in this run: what runs beside tells other people."""
        return known.entry >= self.run.entry and known.run in {None, self.run.id}

    def text(self, field: str) -> str:
        """Return it as text; nothing where nothing was said."""
        found = self(field)
        return found.shown.strip() if found is not None else ""

    def because(self, family: Family) -> str:
        """Return what was said of this telling; what was said of another person is not."""
        field, now = f"{family.name}.because", self.given.get(family.who)
        before = self.case.answers.get(family.who)
        other = before is not None and self._of_here(before) and now is not None
        if other and field not in self.given and not _same(now, before):
            return ""
        return self.text(field)

    def anywhere(self, field: str) -> str:
        """Return the newest word on ``field`` in the whole case, as text."""
        if field in self.given:
            return self.given[field].shown.strip()
        known = self.case.answers.get(field)
        return known.value.shown.strip() if known is not None else ""


def _early(family: Family, asked: set[str], *, consented: bool) -> Value | None:
    """Return the basis where substances are told by consent before the checklist asks for it."""
    field = f"{family.name}.basis"
    return Value(field, Basis.PART2_CONSENT.value) if consented and field in asked else None


def _same(one: Value | None, other: Answered | None) -> bool:
    """Whether both name one person."""
    if one is None or other is None:
        return False
    return words_of(one.shown) == words_of(other.value.shown)


def tellings(
    said: Said, protocol: Protocol, step: Step, values: tuple[Value, ...]
) -> Iterator[Telling]:
    """Yield each telling that ``step`` adds something to, with all that this run says of it."""
    asked = {field.id for one in protocol.steps for field in one.fields}
    touched = {value.field for value in values}
    plans = Gate.G3 in step.gates  # the override form says what will be told, and tells nobody
    if PART2 in touched and not plans and said.text(PART2) == TO_MEDICAL:
        yield _to_medical(said)
    here = {field.id for field in step.fields}
    of_here = {family.name for family in FAMILIES if f"{family.name}.basis" in here}
    explicit = False
    for family in FAMILIES:
        explicit = explicit or f"{family.name}.basis" in asked
        consented = said.text(PART2) == BY_CONSENT
        basis = said(f"{family.name}.basis") or _early(family, asked, consented=consented)
        fields = {f"{family.name}.{part}" for part in ("basis", "what", "items")} | {family.who}
        if basis is None or basis.code not in set(Basis) or not touched & {*fields, PART2}:
            continue
        if of_here and family.name not in of_here and not touched & fields:
            continue  # what is said of substance use in this step is said of its own telling
        to = _recipient(family, asked)
        what = said(f"{family.name}.what")
        items = _items(said, family)
        yield Telling(
            said.anywhere(to.who) or _unnamed(said, to, protocol),
            to.kind,
            Basis(basis.code),
            what.text if what is not None else None,
            items,
            said.because(family),
            Scope.SUBSTANCE_USE in items or consented,
            f"{family.name}.because" in asked,
            now=bool(touched & {f"{family.name}.basis", f"{family.name}.what"}),
        )
    if not explicit and not plans and (step.kind is Kind.HANDOFF or Gate.G4 in step.gates):
        yield _briefed(said, protocol, step)


def _unnamed(said: Said, to: Family, protocol: Protocol) -> str:
    """Return what stands for a name that nobody wrote down; the circle is never told unnamed."""
    if to.kind is Recipient.CONTACT:
        return ""
    number = said.anywhere("psap.number") if to.kind is Recipient.POLICE else ""
    return number or protocol.title


def _to_medical(said: Said) -> Telling:
    """Return that medical staff were told of substance-use treatment in an emergency.

    Where the step asks for no other name, it is who has the person now.
    """
    who = next((name for name in ("part2.who", "handoff.to") if said.text(name)), "part2.who")
    return Telling(
        said.text(who),
        Recipient.MEDICAL,
        Basis.PART2_EMERGENCY,
        _text(said, "part2.nature") or _text(said, who),
        frozenset({Scope.SUBSTANCE_USE}),
        sud=True,
        facility=said.text("part2.facility") or said.anywhere("facility"),
        nature=said.text("part2.nature"),
        now=True,
    )


def _briefed(said: Said, protocol: Protocol, step: Step) -> Telling:
    """Return that whoever has the person now was told: treatment needs no other basis.

    Whoever of the circle was told in this case before is told on the same basis again.
    """
    named = (said.text(field) for field in RECEIVERS)
    who = next((name for name in named if name), "") or said.anywhere(UNIT) or protocol.title
    basis = said.anywhere("notify.basis")
    if means(who, said.anywhere("notify.who")) and basis in set(Basis):
        because = said.anywhere("notify.because")
        items = _codes(said.anywhere("notify.items"))
        return Telling(
            who, Recipient.CONTACT, Basis(basis), None, items, because, said=step.text, now=True
        )
    return Telling(
        who,
        Recipient.MEDICAL,
        Basis.TREATMENT,
        None,
        sud=said.text(PART2) == BY_CONSENT,
        said=step.text,
        now=True,
    )


def _text(said: Said, field: str) -> Private[str] | None:
    found = said(field)
    return found.text if found is not None else None


def _recipient(family: Family, asked: set[str]) -> Family:
    """Return who is told: ``disclosure`` is said of whomever the checklist deals with."""
    if family.name != "disclosure" or family.who in asked:
        return family
    return next((one for one in FAMILIES if one.who in asked), family)


def _items(said: Said, family: Family) -> frozenset[Scope]:
    return _codes(said.text(f"{family.name}.items"))


def _codes(items: str) -> frozenset[Scope]:
    codes = items.split(",")
    return frozenset(scope for scope in Scope if scope.value in codes)
