"""Somebody of the circle as a form: who they are and how to reach them."""

from collections.abc import Sequence
from gettext import gettext as _

from console.desk.fresh import private
from console.domain.commands import Command, NameSupporter
from console.domain.people.circle import Supporter
from console.domain.people.client import Client
from console.ui.person.write.blanks import Blank, Kind, yes_no
from console.ui.person.write.form import Paper
from console.ui.person.write.read import (
    Unclear,
    Values,
    answer,
    number_of,
    phones_of,
    words_of,
    yes_of,
)
from console.words import labels

FARTHEST_MIN = 999


def person_paper(client: Client, one: Supporter) -> Paper:
    """Return the form with what is known of ``one``, who may be new."""
    return Paper(
        f"reach:{client.id}:{one.name.casefold()}",
        _("IN THE CIRCLE: {who}").format(who=one.name.upper()),
        (
            Blank("name", _("Name"), _("first and family name")),
            Blank("relation", _("How they stand to the client"), _("sister, neighbour")),
            Blank("phones", _("Numbers"), _("614 555 0155; a comma between two")),
            Blank("minutes", _("Minutes away")),
            Blank("lives_with", _("Lives with the client"), kind=Kind.ONE, choices=yes_no()),
            Blank("has_keys", _("Has keys"), kind=Kind.ONE, choices=yes_no()),
            Blank("languages", _("Languages"), _("English, Spanish")),
            Blank("prefers", _("What the client would want"), _("in the client's words")),
            Blank("note", _("Note")),
        ),
        {
            "name": one.name,
            "relation": one.relation,
            "phones": ", ".join(labels.phone(number) for number in one.phones),
            "minutes": str(one.minutes_away) if one.minutes_away is not None else "",
            "lives_with": answer(one.lives_with),
            "has_keys": answer(one.has_keys),
            "languages": ", ".join(one.languages),
            "prefers": one.prefers,
            "note": one.note,
        },
        lambda values, _made_from: _commands(client, one, values),
    )


def _commands(client: Client, one: Supporter, values: Values) -> Sequence[Command]:
    name = words_of(values, "name")
    known = any(held.name == one.name for held in client.circle)
    if known and name.casefold() != one.name.casefold():
        raise Unclear("name", _("Release and bar stand under this name; name somebody new."))
    languages = (words_of({"": part}, "") for part in values.get("languages", "").split(","))
    who = Supporter(
        name,
        words_of(values, "relation"),
        phones_of(values, "phones"),
        note=words_of(values, "note"),
        lives_with=yes_of(values, "lives_with"),
        minutes_away=number_of(values, "minutes", 0, FARTHEST_MIN),
        languages=tuple(part for part in languages if part),
        has_keys=yes_of(values, "has_keys"),
        prefers=words_of(values, "prefers"),
    )
    return (NameSupporter(client.id, private(who)),)
