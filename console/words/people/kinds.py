"""One word or two for each value of a circle, a release and a directive."""

from gettext import gettext as _

from console.domain.people.circle import Oral
from console.domain.people.directive import DirectiveKind
from console.domain.people.release import Channel, Form, RevokedHow, Statement
from console.words.line import ERASED


def oral(value: Oral) -> str:
    """Return what a client said to somebody being told."""
    return {
        Oral.AGREED: _("agreed"),
        Oral.NO_OBJECTION: _("asked, did not object"),
        Oral.INFERRED: _("did not say; inferred from what is going on"),
        Oral.EMERGENCY_BEST_INTEREST: _("cannot say; in their best interest"),
        Oral.OBJECTED: _("objected"),
    }[value]


def channel(value: Channel) -> str:
    """Return a way to reach somebody."""
    return {
        Channel.CALL: _("call"),
        Channel.VOICEMAIL: _("voicemail"),
        Channel.TEXT: _("text"),
        Channel.EMAIL: _("e-mail"),
        Channel.LETTER: _("letter"),
        Channel.IN_PERSON: _("in person"),
    }[value]


def form(value: Form) -> str:
    """Return what a release is written on."""
    return {Form.PAPER: _("on paper"), Form.ELECTRONIC: _("electronic")}[value]


def statement(value: Statement) -> str:
    """Return what a form tells whoever signs it."""
    return {
        Statement.REVOCATION: _("how to take it back"),
        Statement.CONDITIONING: _("care does not depend on it"),
        Statement.REDISCLOSURE: _("it may be told on"),
    }[value]


def revoked_how(value: RevokedHow | None) -> str:
    """Return in what way a release was taken back."""
    if value is None:
        return ERASED
    return {
        RevokedHow.ORALLY: _("said"),
        RevokedHow.IN_WRITING: _("in writing"),
        RevokedHow.IN_THE_CHART: _("in the chart"),
    }[value]


def directive_kind(value: DirectiveKind) -> str:
    """Return what a directive does."""
    return {
        DirectiveKind.INSTRUCTIONS: _("instructions"),
        DirectiveKind.PROXY: _("names an agent"),
        DirectiveKind.BOTH: _("instructions and agent"),
    }[value]
