"""What is odd about a filled form of another system, in words."""

from gettext import gettext as _

from console.domain.instrument.doubt import Doubt


def doubt(code: str) -> str | None:
    """Return the sentence for ``code``; it may name an ``{item}`` and a ``{value}``.

    ``None`` for what is no doubt about a form.
    """
    if code not in set(Doubt):
        return None
    return (_of_the_form() | _of_answers())[Doubt(code)]


def _of_the_form() -> dict[Doubt, str]:
    return {
        Doubt.UNSCORED: _("unscored: please look at the answers yourself"),
        Doubt.NO_INSTRUMENT: _("nothing in it says which questionnaire this is"),
        Doubt.OTHER_INSTRUMENT: _("it is another questionnaire: {value}"),
        Doubt.WHICH_INSTRUMENT: _("its questions fit several questionnaires: {value}"),
        Doubt.FORM_VERSION: _("another version of this questionnaire than the one known here"),
        Doubt.OLDER_FHIR: _("it is written in an older FHIR ({value})"),
        Doubt.NEWER_FHIR: _("it is written in a newer FHIR ({value})"),
        Doubt.IN_PROGRESS: _("it is not finished yet"),
        Doubt.STOPPED: _("it was broken off"),
        Doubt.AMENDED: _("it was changed after it was finished"),
        Doubt.WITHDRAWN: _("its sender has withdrawn it as a mistake"),
        Doubt.NO_STATUS: _("it does not say whether it is finished"),
        Doubt.REFUSED_WHOLE: _("they would not answer it at all"),
        Doubt.TOTAL_UNREAD: _("the total that came along cannot be read"),
        Doubt.LEVEL_DIFFERS: _(
            "the level that came along is not what the answers come to: {value}"
        ),
        Doubt.LEVEL_UNREAD: _("the level that came along is not known here"),
        Doubt.RAISED_BY: _("an answer to a question of {value} raises the alarm"),
    }


def _of_answers() -> dict[Doubt, str]:
    return {
        Doubt.CODE_SYSTEM_SWAPPED: _("{item}: code and system have changed places; not counted"),
        Doubt.CODE_SYSTEM: _("{item}: the code is of another system; not counted"),
        Doubt.UNKNOWN_OPTION: _("{item}: the answer is not on the list; not counted"),
        Doubt.BY_ORDINAL: _("{item}: counted by the number in the form, {value}"),
        Doubt.BY_NUMBER: _("{item}: a bare number, counted as {value}"),
        Doubt.ORDINAL_DIFFERS: _(
            "{item}: its number is not that of its code: {value}; not counted"
        ),
        Doubt.POLARITY: _("{item}: the form counts it the other way round ({value})"),
        Doubt.ANSWERED_TWICE: _("{item}: answered twice alike, counted once"),
        Doubt.ANSWERS_DIFFER: _("{item}: two answers that differ; not counted"),
    }
