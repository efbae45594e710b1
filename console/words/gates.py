"""Why a gate does not open, and the next way."""

from gettext import gettext as _
from typing import assert_never

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.disclosure import Basis, Recipient, Why
from console.domain.care.part2 import Programme
from console.domain.decide.gates import talk
from console.domain.people.circle import ConsentState
from console.domain.people.client import Client
from console.domain.people.staff import Role
from console.domain.reasons import gates as b
from console.words import labels


def gate(reason: b.GateReason) -> str:
    """Return why a gate does not open, to the person who stands before it."""
    match reason:
        case b.NotReachedSo():
            return _talk(reason)
        case b.NeedsHandOfLead() | b.Untold():
            return _closing(reason)
        case b.Part2Bars() | b.NotMedical() | b.NeedsEmergencyFacts():
            return _part2(reason)
        case b.NeverTold() | b.ReleaseDoesNotHold() | b.TheyObjected() | b.BeyondScope():
            return f"{_person(reason)} {_slip()}"
        case b.NeedsTheirWord():
            if reason.basis is Basis.AGREED_510B:
                return _("Write down what they said when they agreed; then it goes on.")
            return _("Write down why it is best for them to tell this person now; then it goes on.")
        case b.NeedsOverride():
            return _(
                "A threat to life opens this only with the override form of this case: "
                "the involuntary decision (P29), with the lead."
            )
        case b.StillOut() | b.SomebodyWasTold() | b.NothingRecorded() | b.NeedsTheirYes():
            return _not_so(reason)
        case b.NeedsSentence():
            return _("Say in a sentence why this cannot wait for their consent.")
        case _:
            assert_never(reason)


def _part2(reason: b.Part2Bars | b.NotMedical | b.NeedsEmergencyFacts) -> str:
    match reason:
        case b.Part2Bars():
            to = recipient(reason.recipient)
            return _(
                "Nothing of substance-use treatment goes to the {to} without their written consent "
                "(42 CFR Part 2). Leave it out. {slip}"
            ).format(to=to, slip=_slip())
        case b.NotMedical():
            to = recipient(reason.recipient)
            return _(
                "The emergency rule of Part 2 (2.51) reaches medical staff, not the {to}. "
                "Choose another basis. {slip}"
            ).format(to=to, slip=_slip())
        case b.NeedsEmergencyFacts():
            return _(
                "Part 2 (2.51) wants four things now: the medical person, where they work, "
                "who told them, and what the emergency was. Fill in who, where and what."
            )


def _slip() -> str:
    """Return how what was told all the same is written down: it is a fact, and no gate bars it."""
    return _(
        "If it was said already, write it down as told by mistake: closing (P32), "
        "“Disclosures recorded”."
    )


def _talk(reason: b.NotReachedSo) -> str:
    return (
        f"{_agreed(reason.why)} {_('Call the lead with F9; if it was done already, write a note.')}"
    )


def reach(case: Case, client: Client | None) -> str:
    """Return how they may be reached, to whoever is about to; empty where nothing stands."""
    word = case.answers.get("callback.code")
    rule = case.answers.get(talk.RULE)
    coded = rule is not None and rule.value.code == "code_word" and word is not None
    parts = [_agreed(why) for why in talk.shut(case, client)]
    if coded and word is not None:
        parts.append(_("Say the code word first: {word}.").format(word=word.value.shown))
    return " ".join(parts)


def _agreed(why: b.Talk) -> str:
    return {
        b.Talk.NEVER: _("They agreed that nobody calls or writes; they call us."),
        b.Talk.RECORD: _("The record says: do not call. No other rule was agreed in this case."),
        b.Talk.DECLINED: _("They do not want to be called back."),
        b.Talk.UNSAFE: _("They could not talk safely, and no rule was agreed since."),
        b.Talk.CALL_ONLY: _("They agreed to calls only."),
        b.Talk.NO_VOICEMAIL: _("They agreed to no voicemail."),
        b.Talk.OTHER_WAYS: _("They agreed to other ways only."),
    }[why]


def _closing(reason: b.NeedsHandOfLead | b.Untold) -> str:
    match reason:
        case b.NeedsHandOfLead():
            return _("A lead co-signs with their own hand, at their own desk. “Ask” calls them.")
        case b.Untold():
            lists = "; ".join(reason.lists)
            return _("Somebody was told and there is no record yet: {lists}.").format(lists=lists)


def _not_so(
    reason: b.StillOut | b.SomebodyWasTold | b.NothingRecorded | b.NeedsTheirYes,
) -> str:
    match reason:
        case b.NeedsTheirYes():
            return _(
                "Only an attempt, an overdose or another medical emergency needs no consent. "
                "Answer that they agreed, or that the override form is done; P29 is the form."
            )
        case b.StillOut():
            return _(
                "Somebody may be on the way. Answer “{step}” first: that they came, or did not."
            ).format(step=reason.text)
        case b.NothingRecorded():
            return _(
                "No telling is on record in this case. Write it down where it was done (P24, "
                "“Disclosure record complete”); or answer that nobody outside was told, or that "
                "the 911 centre had it from others."
            )
        case b.SomebodyWasTold():
            return _(
                "Somebody outside was told in this case. Write it down if it is not yet "
                "(P24, “Disclosure record complete”), then answer “recorded”."
            )


def _person(
    reason: b.NeverTold | b.ReleaseDoesNotHold | b.TheyObjected | b.BeyondScope,
) -> str:
    match reason:
        case b.NeverTold():
            return {
                b.Shut.NEVER: _("{name} is never to be contacted. Think of somebody else."),
                b.Shut.SUSPECT: _(
                    "{name} may be a danger to them and is told nothing. Think of somebody else."
                ),
                b.Shut.ALIKE: _(
                    "{name} may be somebody who is never to be contacted. Write the whole name "
                    "as the circle has it, or think of somebody else."
                ),
                b.Shut.HERE: _(
                    "Contacts were barred in this case, so {name} is told nothing. If this is "
                    "another person and it is safe, answer “not barred” first."
                ),
            }[reason.why].format(name=reason.name)
        case b.ReleaseDoesNotHold():
            return _release(reason)
        case b.TheyObjected():
            return _(
                "The client said no to {name} being told. Ask once more; only a danger to life "
                "with the override form (P29) goes past their no."
            ).format(name=reason.name)
        case b.BeyondScope():
            things = ", ".join(labels.scope(item) for item in reason.items)
            said = {
                Basis.AUTHORIZATION: _("The release of {name} does not reach: {things}."),
                Basis.EMERGENCY_510B: _(
                    "In an emergency {name} hears only what helps now, not: {things}."
                ),
            }
            words = said.get(
                reason.basis,
                _("{name} may hear of this only by a release that names it: {things}."),
            )
            return f"{words} {_('Leave it out, or ask the client.')}".format(
                name=reason.name, things=things
            )


def _release(reason: b.ReleaseDoesNotHold) -> str:
    if reason.outside:
        return _(
            "No release on file names “{name}”. Whoever takes over their care is told as "
            "treatment; for a threat to life fill in the override form (P29). If the client "
            "signed a release, write it down in their record first."
        ).format(name=reason.name)
    why = labels.consent(reason.state)
    if reason.state is ConsentState.NONE:
        why = _("no release names them")
    return _(
        "{name}: {why}. Ask the client now (P28); or, in an emergency, say why it is best for "
        "them; or, if a life is in danger, fill in the override form (P29). If they treat the "
        "client, call the lead."
    ).format(name=reason.name, why=why)


def recipient(value: Recipient | None) -> str:
    """Return what sort of somebody is told."""
    if value is None:
        return _("person")
    return {
        Recipient.MEDICAL: _("medical staff"),
        Recipient.POLICE: _("911 centre or police"),
        Recipient.CONTACT: _("emergency contact"),
        Recipient.CRISIS_TEAM: _("mobile crisis team"),
        Recipient.OTHER_LINE: _("other crisis line"),
        Recipient.AGENCY: _("agency"),
        Recipient.THREATENED: _("threatened person"),
        Recipient.INTERNAL: _("programme's own team"),
    }[value]


def on_call(board: Board, name: str = "", number: str = "") -> str:
    """Return the clinician on call with the number, as the settings or the staff list say it."""
    if not name and not number:
        known = (
            one
            for one in board.staff.values()
            if one.is_(Role.CLINICIAN_ON_CALL) and one.phone is not None
        )
        found = next(known, None)
        name, number = (found.name, found.phone or "") if found is not None else ("", "")
    if not name and not number:
        return _("Nobody is named as clinician on call: ask the administrator.")
    return _("Clinician on call: {who}.").format(
        who=", ".join(part for part in (name, labels.phone(number)) if part)
    )


def programme(value: Programme) -> tuple[str, ...]:
    """Return what counsel has said of the programme, in words."""
    return (
        _("it is a Part 2 programme") if value.part2 else _("it is no Part 2 programme"),
        _("its name tells of substance-use treatment")
        if value.sud_only_name
        else _("its name tells nothing of substance-use treatment"),
        _("a mobile crisis team is medical personnel")
        if value.mct_medical
        else _("a mobile crisis team is no medical personnel"),
    )


def why(value: Why) -> str:
    """Return why something was held back."""
    return {
        Why.DECLINED: _("the client declined"),
        Why.EXCLUDED: _("not needed by this recipient"),
        Why.EXPIRED: _("the release has expired"),
        Why.NONE_ON_FILE: _("no release on file"),
        Why.PART2: _("42 CFR Part 2"),
    }[value]
