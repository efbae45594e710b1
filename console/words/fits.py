"""Why a protocol is offered, in a few words."""

from gettext import gettext as _

from console.domain.board import Board
from console.domain.care.contact import ContactKind
from console.domain.people.client import Flag
from console.domain.protocol.condition import LOST, Condition, Sign
from console.domain.seen.fits import Fit
from console.domain.tier import Tier
from console.words import labels


def because(fit: Fit, board: Board) -> str:
    """Return why ``fit`` is offered, for example "weapons there: yes"."""
    condition = fit.because
    what = condition.what
    match condition.sign:
        case Sign.TIER:
            return _("tier: {tier}").format(tier=labels.tier(Tier[what.upper()]))
        case Sign.CONTACT:
            return labels.contact_kind(ContactKind(what))
        case Sign.ANSWER:
            return _answer(condition, board)
        case Sign.FLAG:
            return _("on record: {flag}").format(flag=labels.flag(Flag(what)))
        case Sign.LINE:
            return _("the call was lost") if what == LOST else _("the phone rings")
        case Sign.PLACE:
            return _("in another state than home")
        case Sign.FOLLOWUP:
            return _("a follow-up is due")


def _answer(condition: Condition, board: Board) -> str:
    field = board.field_called(condition.field)
    plain = {"yes": _("yes"), "no": _("no"), "unknown": _("unknown")}
    said = dict(field.choices).get(condition.what) if field is not None else None
    said = said or plain.get(condition.what, condition.what.replace("_", " "))
    return f"{field.label}: {said}" if field is not None else said
