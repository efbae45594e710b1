"""The sentences that are said aloud, and what the window says when none can be."""

from gettext import gettext as _
from gettext import ngettext
from typing import assert_never

from console.voice.utterance import (
    Chime,
    ClinicianNeeded,
    HelpAsked,
    ImminentDeclared,
    LeadNeeded,
    NewContact,
    NewContacts,
    OnCallNeeded,
    PastCeiling,
    RecordBack,
    RecordLost,
    RespondersUnconfirmed,
    SoundCheck,
    Utterance,
)
from console.voice.wire import Why
from console.words import labels


def spoken(utterance: Utterance) -> str:  # noqa: C901, PLR0912 -- one for each
    """Return what is said for ``utterance``; nothing for a chime.

    The tier comes first and alone: who hears only one word has heard the one that counts.
    """
    match utterance:
        case NewContact(kind, tier):
            return _("{tier}. New {kind}.").format(
                tier=labels.tier(tier), kind=labels.contact_kind(kind)
            )
        case NewContacts(count, tier):
            many = ngettext("{tier}. {n} new contact.", "{tier}. {n} new contacts.", count)
            return many.format(tier=labels.tier(tier), n=f"{count:d}")
        case PastCeiling(kind, tier):
            return _("{tier}. A {kind} has waited past its limit.").format(
                tier=labels.tier(tier), kind=labels.contact_kind(kind)
            )
        case LeadNeeded(kind, tier, seconds):
            return _("For the lead. {tier}. A {kind} has waited {wait}.").format(
                tier=labels.tier(tier), kind=labels.contact_kind(kind), wait=_wait(seconds)
            )
        case OnCallNeeded(kind, tier, seconds):
            return _("Page the person on call. {tier}. A {kind} has waited {wait}.").format(
                tier=labels.tier(tier), kind=labels.contact_kind(kind), wait=_wait(seconds)
            )
        case ClinicianNeeded(tier):
            return _("Page the clinician on call. {tier}. The lead has not come.").format(
                tier=labels.tier(tier)
            )
        case ImminentDeclared():
            return _("Imminent risk declared.")
        case HelpAsked(tier):
            return _("{tier}. A colleague asks for help.").format(tier=labels.tier(tier))
        case RespondersUnconfirmed(minutes):
            return ngettext(
                "Responders not confirmed for {n} minute.",
                "Responders not confirmed for {n} minutes.",
                minutes,
            ).format(n=f"{minutes:d}")
        case RecordLost():
            return _("The record is out of reach. Look at the screen.")
        case RecordBack():
            return _("The record is back.")
        case SoundCheck():
            return _("This station can be heard.")
        case Chime():
            return ""
        case _:
            assert_never(utterance)


def unheard(why: Why) -> str:
    """Return what the window says when a station cannot be heard, and what to do."""
    match why:
        case Why.NO_ENGINE:
            return _(
                "This station has no voice. Alerts sound as tones. Install espeak-ng to hear words."
            )
        case Why.NO_PLAYER:
            return _(
                "This station has no sound player. Alerts show on screen only. Install alsa-utils."
            )
        case Why.NO_DEVICE:
            return _(
                "This station has no working sound device. "
                "Alerts show on screen only. Check the headset."
            )
        case Why.STOPPED:
            return _("The voice stopped and was started again.")
        case Why.GONE:
            return _(
                "The voice has stopped. "
                "Alerts show on screen only. Open the program again when you can."
            )
        case _:
            assert_never(why)


def _wait(seconds: int) -> str:
    minutes = seconds // 60
    if minutes:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=f"{minutes:d}")
    return ngettext("{n} second", "{n} seconds", seconds).format(n=f"{seconds:d}")
