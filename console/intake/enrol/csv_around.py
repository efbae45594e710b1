"""The columns of a file of comma-separated clients that are about circle, plan and directive.

Up to three people of the circle: ``contact`` (their name), ``contact2``, ``contact3``, and for
each ``_relation``, ``_phone``, ``_scope`` (with spaces between), ``_starts``, ``_expires``,
``_signed_by``, ``_signed_on``, ``_purpose``, ``_revoked`` (a day), ``_bar`` (``never`` or
``violence``).  ``directive`` (``yes`` or ``no``) with ``_state``, ``_signed``, ``_agent``,
``_agent_phone``, ``_revoked``.  ``plan_made_on``, ``plan_made_with`` and the seven parts,
``plan_signs`` to ``plan_lives_for``, with ``|`` between lines.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from gettext import gettext as _

from console.domain.people.circle import Scope, Supporter
from console.domain.people.directive import Agent, Directive, DirectiveKind
from console.domain.people.plan import Part, PlanItem, SafetyPlan
from console.domain.people.release import Paper
from console.intake.event import phone_number

CONTACTS = ("contact", "contact2", "contact3")
_OF_CONTACT = (
    "relation", "phone", "scope", "starts", "expires", "signed_by", "signed_on", "purpose",
    "revoked", "bar",
)  # fmt: skip
_OF_DIRECTIVE = ("state", "signed", "agent", "agent_phone", "revoked")
_BARS = ("", "never", "violence")
_ANSWERS = ("", "yes", "no")
_BETWEEN = "|"
COLUMNS = frozenset(
    {
        *CONTACTS,
        *(f"{who}_{what}" for who in CONTACTS for what in _OF_CONTACT),
        "directive",
        *(f"directive_{what}" for what in _OF_DIRECTIVE),
        "plan_made_on",
        "plan_made_with",
        *(f"plan_{part}" for part in Part),
    }
)

Day = Callable[[str, str], date | None]
Said = Mapping[str, str]


def circle_of(said: Said, day: Day) -> Iterator[Supporter]:
    """Yield the people of the circle in a row; ``day`` reads a day of a column.

    Raises:
        ValueError: a value is none that its column may have; the text says which.
    """
    for who in CONTACTS:
        name = said.get(who, "")
        held = {what: said.get(f"{who}_{what}", "") for what in _OF_CONTACT}
        if name:
            yield _supporter(name, who, held, day)
        elif any(held.values()):
            raise ValueError(_("In {column}, a name is wanted.").format(column=who))


def _supporter(name: str, who: str, held: Said, day: Day) -> Supporter:
    number, bar = phone_number(held["phone"]) if held["phone"] else None, held["bar"]
    if held["phone"] and number is None:
        raise ValueError(_("In {column}, the number is not whole.").format(column=f"{who}_phone"))
    _one_of(bar, _BARS, f"{who}_bar")
    signed = day(held["signed_on"], f"{who}_signed_on")
    paper = Paper(held["purpose"], signed_by=held["signed_by"], signed_on=signed)
    return Supporter(
        name,
        held["relation"],
        (number,) if number is not None else (),
        frozenset(_scope(code, f"{who}_scope") for code in held["scope"].split()),
        day(held["starts"], f"{who}_starts"),
        day(held["expires"], f"{who}_expires"),
        day(held["revoked"], f"{who}_revoked"),
        bar == "never",
        dv_suspect=bar == "violence",
        paper=paper if paper != Paper() else None,
    )


def _scope(code: str, column: str) -> Scope:
    _one_of(code, tuple(Scope), column)
    return Scope(code)


def directive_of(said: Said, day: Day, today: date) -> Directive | None:
    """Return the directive in a row, ``None`` where the row does not say.

    Raises:
        ValueError: a value is none that its column may have; the text says which.
    """
    exists = said.get("directive", "").casefold()
    _one_of(exists, _ANSWERS, "directive")
    held = {what: said.get(f"directive_{what}", "") for what in _OF_DIRECTIVE}
    if not exists:
        if any(held.values()):
            _one_of("?", _ANSWERS[1:], "directive")
        return None
    signed = day(held["signed"], "directive_signed")
    number = phone_number(held["agent_phone"]) if held["agent_phone"] else ""
    if number is None:
        raise ValueError(_("In {column}, the number is not whole.").format(column="agent_phone"))
    agent = Agent(held["agent"], number) if held["agent"] else None
    return Directive(
        exists == "yes",
        signed or today,
        DirectiveKind.PROXY if agent is not None else None,
        held["state"].upper(),
        signed,
        agent,
        revoked_on=day(held["revoked"], "directive_revoked"),
    )


def plan_of(said: Said, day: Day) -> SafetyPlan | None:
    """Return the plan in a row, in our own seven parts; ``None`` where it has no lines.

    Raises:
        ValueError: it has lines and no day on which it was made.
    """
    items = tuple(
        PlanItem(part, line.strip(), False if part is Part.SAFER else None)
        for part in Part
        for line in said.get(f"plan_{part}", "").split(_BETWEEN)
        if line.strip()
    )
    made = day(said.get("plan_made_on", ""), "plan_made_on")
    if not items:
        return None
    if made is None:
        raise ValueError(_("In plan_made_on, the day on which the plan was made is wanted."))
    return SafetyPlan(1, made, said.get("plan_made_with", ""), items)


def _one_of(value: str, some: tuple[str, ...], column: str) -> None:
    if value not in some:
        names = ", ".join(one for one in some if one)
        words = _("In {column}, one of these is wanted: {names}.")
        raise ValueError(words.format(column=column, names=names))
