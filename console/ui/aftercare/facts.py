"""What stands beside the answers: how to reach somebody, what was tried, what is planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _

from console.domain.care.after.caring import Caring
from console.domain.care.after.discharge import Discharge
from console.domain.care.after.frequency import Raised
from console.domain.care.after.message import TeamMessage
from console.domain.care.after.reach import STOPS, unsafe
from console.domain.care.after.referral import Referral
from console.domain.care.after.rules import AfterRules
from console.domain.care.case import Case, Ending, PlanLook
from console.domain.care.followup import Agreed, FollowUp, Try
from console.domain.ids import ClientId, StaffId
from console.domain.people.client import Client
from console.domain.private import Private
from console.domain.seen.owed import Owed
from console.domain.seen.repeat import Crisis, repeat
from console.ui.aftercare.answers import Here
from console.words import labels
from console.words.aftercare import said
from console.words.aftercare.planned import crises, planned
from console.words.line import text_of
from console.words.refusals import staff_name


@dataclass(frozen=True, slots=True)
class Said:
    """One line; ``tone`` is a tier's name, well or nothing, and the words say the same."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines under a heading."""

    title: str
    lines: tuple[Said, ...]
    tone: str = ""


def reach(client: Client | None, one: Owed | None) -> tuple[Said, ...]:
    """Return how somebody may be reached, and what to look at before (gate G5)."""
    thing = one.thing if one is not None else None
    agreed = thing.agreed if isinstance(thing, FollowUp | Case) else Agreed()
    warned = (
        Said(f"⚠ {said.unsafe(why)}", "high" if why in STOPS else "moderate")
        for why in unsafe(client, agreed)
    )
    phones = []
    if text_of(agreed.number):
        words = _("{number} · in this case")
        phones.append(Said(words.format(number=labels.phone(text_of(agreed.number)))))
    if text_of(agreed.code_word):
        phones.append(Said(_("code word: {word}").format(word=text_of(agreed.code_word))))
    if client is None:
        return (Said(_("Nobody knows whose case this was.")), *warned, *phones)
    for phone in client.phones:
        parts = [labels.phone(phone.number)]
        parts.append(_("voicemail agreed") if phone.voicemail_ok else _("no voicemail"))
        parts.append(_("text agreed") if phone.text_ok else _("no text"))
        parts += [phone.note] if phone.note else []
        phones.append(Said(" · ".join(parts)))
    return (*warned, *phones)


def parts(here: Here, client: ClientId | None, one: Owed | None, rules: AfterRules) -> list[Part]:
    """Return everything that stands below the answers; parts without lines are left out."""
    known = repeat(here.board, client, here.now, rules)
    care = here.board.aftercare_of(client)
    found = [
        Part(_("So far"), tuple(_so_far(here, one))),
        Part(_("Planned and owed"), tuple(Said(one.text, one.tone) for one in planned(care))),
        Part(
            crises(known),
            tuple(_crisis(crisis) for crisis in known.crises),
            "high" if known.flagged else "",
        ),
    ]
    return [part for part in found if part.lines]


def _so_far(here: Here, one: Owed | None) -> Iterator[Said]:
    match one.thing if one is not None else None:
        case FollowUp(log=log) | Case(tries=log):
            yield from (_try(here, tried) for tried in reversed(log))
        case Referral() as referral:
            yield Said(text_of(referral.asked_for))
            for step in reversed(referral.steps):
                yield Said(_step(here, said.referral(step.state), step.at, step.by, step.reason))
        case TeamMessage() as message:
            yield Said(text_of(message.text))
            yield Said(_step(here, _("written"), message.at, message.by))
        case Raised() as raised:
            yield Said(_step(here, text_of(raised.reason), raised.at, raised.by))
        case Discharge() as left:
            yield from _visits(here, left)
        case Caring() as caring:
            for tried in reversed(caring.tries):
                words = _("contact {n} {outcome}")
                words = words.format(n=tried.number, outcome=said.caring(tried.outcome))
                yield Said(_step(here, words, tried.at, tried.by))
        case _:
            return


def _step(
    here: Here, words: str, at: datetime, by: StaffId, reason: Private[str] | None = None
) -> str:
    parts_ = (said.moment(at), words, staff_name(here.board, by), text_of(reason))
    return " · ".join(part for part in parts_ if part)


def _try(here: Here, tried: Try) -> Said:
    words = labels.follow_up(tried.outcome)
    if tried.concern:
        words = _("{outcome}, NEW SAFETY CONCERN").format(outcome=words)
    return Said(_step(here, words, tried.at, tried.by), "high" if tried.concern else "")


def _visits(here: Here, left: Discharge) -> Iterator[Said]:
    days = _("visit within 7 days: by {week} · within 30 days: by {month}")
    yield Said(days.format(week=said.day(left.week), month=said.day(left.month)))
    yield Said(_("A visit on the day of the discharge does not count."))
    for visit in left.visits:
        why = left.uncounted(visit)
        words = _("seen {day}, {how}").format(day=said.day(visit.on), how=said.visit(visit.kind))
        counts = said.uncounted(why) if why is not None else _("✓ counts")
        by = staff_name(here.board, visit.by)
        yield Said(f"{words} · {counts} · {by}", "moderate" if why is not None else "well")


def _crisis(one: Crisis) -> Said:
    parts_ = [said.moment(one.began), _("case {n}").format(n=one.number)]
    tiers = [labels.shaped(tier) for tier in (one.at_start, one.at_end) if tier is not None]
    parts_.append(" → ".join(tiers))
    ending = next((found for found in Ending if found == one.ending), None)
    parts_.append(labels.ending(ending) if ending is not None else _("open now"))
    plan = next((found for found in PlanLook if found == one.plan), None)
    if plan is not None:
        parts_.append(_("plan {what}").format(what=labels.plan_look(plan)))
    if one.owed:
        parts_.append(_("follow-up owed"))
    return Said(" · ".join(part for part in parts_ if part))
