"""A FHIR R4 Patient, and the people around it, as a record of ours.

Base: R4 Patient, RelatedPerson, Consent and Flag, and US Core's and HL7's own extensions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from gettext import gettext as _

from console.domain.people.circle import Scope, Supporter
from console.domain.people.client import Client, Flag
from console.domain.people.release import Form, Paper
from console.intake.enrol import fhir_values as v
from console.intake.enrol.fhir_values import Object, text
from console.intake.enrol.record import UNNAMED
from console.intake.strict.json_in import Json

PRONOUNS = "http://hl7.org/fhir/StructureDefinition/individual-pronouns"
INTERPRETER = (
    "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired",
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed",
)
SNOMED_YES = "373066001"
_LOINC_PRONOUNS = {"LA29518-0": "he/him", "LA29519-8": "she/her", "LA29520-6": "they/them"}
"""LOINC answer list LL5144-2."""
_LANGUAGES = {"english": "en", "spanish": "es", "french": "fr", "vietnamese": "vi"}
_READ = {
    "resourceType", "id", "meta", "text", "language", "implicitRules", "contained", "active",
    "identifier", "name", "telecom", "birthDate", "address", "contact", "communication",
    "extension", "link", "deceasedBoolean", "deceasedDateTime",
}  # fmt: skip
_FLAG_WORDS = {
    Flag.WEAPONS: ("firearm", "weapon", "gun in", "guns in"),
    Flag.DOMESTIC_VIOLENCE: ("domestic violence", "intimate partner"),
    Flag.PART2: ("42 cfr part 2", "42cfrpart2"),
    Flag.PAST_ATTEMPT: ("suicide attempt", "attempted suicide"),
    Flag.DO_NOT_CALL: ("do not call",),
    Flag.INTERPRETER: ("interpreter needed", "needs interpreter", "needs an interpreter"),
}
_DENIALS = ("no ", "not ", "denies", "without", "never")


class NotTaken(Exception):  # noqa: N818 -- the file's content says no
    """The resource cannot become, or become part of, a record; the text says why."""


def client_of(patient: Object, today: date, left: list[str]) -> Client:
    """Return the record that ``patient`` describes.

    Args:
        patient: a Patient resource.
        today: for what has ended.
        left: what of the resource is not taken is added here, in words.

    Raises:
        NotTaken: it is nobody whom the console could enrol.
    """
    _living(patient)
    identifiers = v.identifiers(patient.get("identifier"), left)
    if not identifiers:
        raise NotTaken(
            _("It has no record number with its system, so nobody can tell whose it is.")
        )
    name, preferred = _names(patient, today)
    meta = patient.get("meta")
    written = v.day(meta.get("lastUpdated")) if isinstance(meta, Mapping) else None
    client = Client(
        UNNAMED,
        name,
        preferred,
        _pronouns(patient),
        _born(patient, today, left),
        _languages(patient, left),
        identifiers,
        v.phones(patient.get("telecom"), today, left),
        v.addresses(patient.get("address"), today, written, left),
        frozenset({Flag.INTERPRETER}) if _needs_interpreter(patient) else frozenset(),
        _contacts(patient, today, left),
    )
    _unread(patient, left)
    return client


def supporter_of(
    person: Object, consents: Sequence[Object], today: date, left: list[str]
) -> Supporter:
    """Return somebody around a client, with the release that ``consents`` give them.

    Raises:
        NotTaken: they have no name, or are no longer in the client's life.
    """
    if person.get("active") is False or v.over(person, today):
        raise NotTaken(_("It is marked as past."))
    names = [name for one in v.objects(person.get("name")) if (name := v.name_of(one))]
    if not names:
        raise NotTaken(_("It has no name."))
    phones = tuple(phone.number for phone in v.phones(person.get("telecom"), today, left))
    supporter = Supporter(names[0], v.words(person.get("relationship")), phones)
    for consent in sorted(consents, key=lambda one: v.day(one.get("dateTime")) or date.min):
        supporter = _released(supporter, consent)  # the newest is the one that counts
    return supporter


def flag_of(resource: Object, today: date) -> Flag:
    """Return our flag for a FHIR Flag.

    Charts word flags freely, so it goes by words; a sentence that denies something is
    for a person to read.

    Raises:
        NotTaken: it is past, or none of ours.
    """
    if text(resource.get("status")) != "active" or v.over(resource, today):
        raise NotTaken(_("It is marked as past."))
    said = v.words(resource.get("code")).casefold()
    for flag, some in _FLAG_WORDS.items():
        if any(word in said for word in some) and not said.startswith(_DENIALS):
            return flag
    raise NotTaken(_("It is none of the flags that the console knows; look at it by hand."))


def consent_problem(consent: Object) -> str | None:
    """Return why a Consent cannot be read as a release to one person, ``None`` if it can."""
    if _code(consent.get("scope")) != "patient-privacy":
        return _("It is about something else than privacy.")
    provision = consent.get("provision")
    inner = provision.get("provision") if isinstance(provision, Mapping) else None
    if not isinstance(provision, Mapping) or text(provision.get("type")) != "permit" or inner:
        return _("It denies something or has exceptions; enter what it allows by hand.")
    return None


def _released(supporter: Supporter, consent: Object) -> Supporter:
    """Return ``supporter`` with a release.

    A FHIR Consent does not say what our scopes say, so it opens the narrowest one only,
    and one that is no longer active is one that was taken back.
    """
    provision = next(v.objects(consent.get("provision")))
    period = next(v.objects(provision.get("period")), {})
    made = v.day(consent.get("dateTime"))
    taken_back = text(consent.get("status")) != "active"
    signers = (text(one.get("display")) for one in v.objects(consent.get("performer")))
    checked = (v.day(one.get("verificationDate")) for one in v.objects(consent.get("verification")))
    tellers = (text(one.get("display")) for one in v.objects(consent.get("organization")))
    paper = Paper(
        v.words(provision.get("purpose")),
        signed_by=next(filter(None, signers), ""),
        signed_on=made,
        form=Form.ELECTRONIC,
        discloser=next(filter(None, tellers), ""),
    )
    return replace(
        supporter,
        scope=frozenset({Scope.SAFETY_CONCERN}),
        starts=v.day(period.get("start")) or made,
        expires=v.day(period.get("end")),
        revoked_on=(made or date.min) if taken_back else None,
        paper=paper,
        verified_on=max((day for day in checked if day is not None), default=None),
    )


def _living(patient: Object) -> None:
    if patient.get("deceasedBoolean") is True or patient.get("deceasedDateTime"):
        raise NotTaken(_("The chart says that they have died."))
    if patient.get("active") is False:
        raise NotTaken(_("The chart says that the record is no longer in use."))
    if any(text(link.get("type")) == "replaced-by" for link in v.objects(patient.get("link"))):
        raise NotTaken(_("The chart says that another record has taken its place."))


def _names(patient: Object, today: date) -> tuple[str, str]:
    """Return the legal name, and the preferred one where the chart has another."""
    by_use: dict[str, Object] = {}
    for name in v.objects(patient.get("name")):
        use = text(name.get("use"))
        if v.name_of(name) and use != "maiden" and not v.over(name, today):
            by_use.setdefault(use, name)
    order = ("official", "", "usual", "temp", "nickname", "anonymous")
    legal = next((by_use[use] for use in order if use in by_use), None)
    if legal is None:
        raise NotTaken(_("It has no name that is in use."))
    whole = v.name_of(legal)
    called = by_use.get("nickname") or by_use.get("usual")
    if called is None or called is legal:
        return whole, ""
    first = (v.texts(called.get("given")) or v.name_of(called).split())[0]
    return whole, "" if first == whole.split()[0] else first


def _pronouns(patient: Object) -> str:
    for extension in v.extensions(patient, PRONOUNS):
        for part in v.objects(extension.get("extension")):
            concept = part.get("valueCodeableConcept")
            for _system, code, _display in v.codes(concept):
                if code in _LOINC_PRONOUNS:
                    return _LOINC_PRONOUNS[code]
            if text(part.get("url")) == "value" and v.words(concept):
                return v.words(concept)
    return ""


def _born(patient: Object, today: date, left: list[str]) -> date | None:
    said = patient.get("birthDate")
    born = v.day(said)
    if said is not None and (born is None or born > today):
        left.append(_("a day of birth that is not a whole date in the past"))
        return None
    return born


def _languages(patient: Object, left: list[str]) -> tuple[str, ...]:
    found: list[tuple[bool, str]] = []
    for one in v.objects(patient.get("communication")):
        tag = next(
            (code for system, code, _d in v.codes(one.get("language")) if system.endswith(":47")),
            _LANGUAGES.get(v.words(one.get("language")).casefold()),
        )
        if tag:
            found.append((one.get("preferred") is not True, tag))
        else:
            left.append(_("a language without its code"))
    return tuple(dict.fromkeys(tag for _later, tag in sorted(found, key=lambda pair: pair[0])))


def _needs_interpreter(patient: Object) -> bool:
    for url in INTERPRETER:
        for extension in v.extensions(patient, url):
            answer = {code for _s, code, _d in v.codes(extension.get("valueCoding"))}
            if extension.get("valueBoolean") is True or SNOMED_YES in answer:
                return True
    return False


def _contacts(patient: Object, today: date, left: list[str]) -> tuple[Supporter, ...]:
    """Return the contacts in the chart: that somebody is named there releases nothing."""
    found = []
    for one in v.objects(patient.get("contact")):
        try:
            found.append(supporter_of(one, (), today, left))
        except NotTaken:
            left.append(_("a contact without a name or a past one"))
    return tuple(found)


def _unread(patient: Object, left: list[str]) -> None:
    left.extend(name for name in patient if name not in _READ and not name.startswith("_"))
    for extension in v.objects(patient.get("extension")):
        url = text(extension.get("url"))
        if url not in {PRONOUNS, *INTERPRETER}:
            left.append(url.rsplit("/", 1)[-1])


def _code(concept: Json) -> str:
    return next((code for _system, code, _display in v.codes(concept)), "")
