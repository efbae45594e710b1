"""Files of FHIR R4 JSON: a resource, a Bundle, lines of resources, or a folder-like object.

Patients become records; RelatedPersons, Consents and Flags join them.  Anything else is
named as not taken: nothing is dropped in silence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from gettext import gettext as _

from console.domain.people.circle import Supporter
from console.domain.people.client import Flag
from console.domain.people.directive import Directive
from console.domain.people.plan import SafetyPlan
from console.intake.enrol import fhir_values as v
from console.intake.enrol.fhir_directive import directive_of, is_directive
from console.intake.enrol.fhir_patient import (
    NotTaken,
    client_of,
    consent_problem,
    flag_of,
    supporter_of,
)
from console.intake.enrol.fhir_plan import in_use, is_safety_plan, plan_of
from console.intake.enrol.fhir_values import Object, text
from console.intake.enrol.record import Record, Rejected
from console.intake.strict.json_in import Json, read
from console.intake.strict.wanted import NotAsWanted

LARGEST = 64 * 1024 * 1024
DEEPEST = 64
_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_POINTERS = {
    "RelatedPerson": "patient",
    "Consent": "patient",
    "Flag": "subject",
    "CarePlan": "subject",
    "QuestionnaireResponse": "subject",
    "DocumentReference": "subject",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A resource in a file."""

    file: str
    source: str
    body: Object
    url: str = ""

    @property
    def kind(self) -> str:
        """Which resource it is."""
        return text(self.body.get("resourceType"))

    @property
    def label(self) -> str:
        """What it is called, as far as that can be shown: an odd id may be anything."""
        id_ = text(self.body.get("id"))
        return f"{self.kind}/{id_}" if _ID.fullmatch(id_) else self.kind


def resources(file: str, source: str, raw: bytes) -> list[Found]:
    """Return every resource in a file.

    Args:
        file: the name of the file, for what is not taken.
        source: where a record of it comes from, for the journal.
        raw: what stands in the file.

    Raises:
        NotAsWanted: it is no JSON.
    """
    if raw.lstrip()[:1] == b"<":
        raise NotAsWanted("", _("FHIR as JSON is wanted, and this is XML"))
    try:
        values = [read(raw, LARGEST, DEEPEST)]
    except NotAsWanted:
        lines = [line for line in raw.splitlines() if line.strip()]
        if len(lines) <= 1:
            raise
        values = [read(line, LARGEST, DEEPEST) for line in lines]
    return [Found(file, source, *found) for value in values for found in _within(value)]


def records(
    found: Sequence[Found],
    today: date,
    rejected: list[Rejected],
    left_out: list[Rejected],
    *,
    plans: bool = False,
) -> list[Record]:
    """Return the records that the resources of some files make together.

    Args:
        found: all resources, of all files.
        today: for what has ended.
        rejected: what is not taken is added here.
        left_out: what of something taken is not is added here.
        plans: whether the centre may keep safety plans made on their holders' form.
    """
    around = _Around(found, rejected, left_out, plans=plans)
    made = []
    for n, one in enumerate(found):
        if one.kind != "Patient":
            continue
        left: list[str] = []
        try:
            client = client_of(one.body, today, left)
        except NotTaken as reason:
            rejected.append(Rejected(one.file, one.label, str(reason)))
            continue
        circle = (*client.circle, *around.circle(n, today))
        flags = client.flags.union(around.flags(n, today))
        whole = replace(
            client,
            circle=circle,
            flags=flags,
            plan=around.plan(n, today),
            directive=around.directive(n, today),
        )
        made.append(Record(one.file, one.label, whole, one.source))
        _leave_out(one, left, left_out)
    around.rest()
    return made


def _leave_out(one: Found, left: Sequence[str], left_out: list[Rejected]) -> None:
    if left:
        said = _("Not taken of it: {parts}.").format(parts=", ".join(dict.fromkeys(left)))
        left_out.append(Rejected(one.file, one.label, said))


class _Around:
    """What stands beside the patients: who belongs to whom, and what nobody asked for."""

    def __init__(
        self,
        found: Sequence[Found],
        rejected: list[Rejected],
        left_out: list[Rejected],
        *,
        plans: bool,
    ) -> None:
        self._found = found
        self._plans = plans
        self._rejected = rejected
        self._left_out = left_out
        self._named = _named(found)
        self._used: set[int] = set()
        self._of: dict[tuple[int, str], list[int]] = {}
        for n, one in enumerate(found):
            whose = self._whose(one)
            if whose is not None:
                self._of.setdefault((whose, one.kind), []).append(n)

    def circle(self, patient: int, today: date) -> Iterator[Supporter]:
        """Yield the people around a patient, with their releases."""
        releases = [
            (n, self._names(n))
            for n in self._of.get((patient, "Consent"), ())
            if not is_directive(self._found[n].body)
        ]
        for n in self._of.get((patient, "RelatedPerson"), ()):
            self._used.add(n)
            fit = [c for c, names in releases if n in names and self._fits(c)]
            left: list[str] = []
            try:
                bodies = [self._found[c].body for c in fit]
                yield supporter_of(self._found[n].body, bodies, today, left)
            except NotTaken as reason:
                self._reject(n, str(reason))
            else:
                _leave_out(self._found[n], left, self._left_out)

    def flags(self, patient: int, today: date) -> Iterator[Flag]:
        """Yield the flags of a patient that are ours too."""
        for n in self._of.get((patient, "Flag"), ()):
            self._used.add(n)
            try:
                yield flag_of(self._found[n].body, today)
            except NotTaken as reason:
                self._reject(n, str(reason))

    def plan(self, patient: int, today: date) -> SafetyPlan | None:
        """Return the newest safety plan of a patient, where it may be kept."""
        if not self._plans:
            return None
        made: list[tuple[int, SafetyPlan]] = []
        for n in self._all_of(patient, "CarePlan", "QuestionnaireResponse"):
            body = self._found[n].body
            if not is_safety_plan(body):
                continue
            self._used.add(n)
            plan = plan_of(body, today) if in_use(body) else None
            if plan is None:
                self._reject(n, _("It is past, or holds no line of a safety plan."))
            else:
                made.append((n, plan))
        # Of one day the filled-in form goes before the summary: it keeps the lines apart.
        best = max(made, key=lambda found: (found[1].made_on, len(found[1].items)), default=None)
        for n, _plan in made:
            if best is not None and n != best[0]:
                self._reject(n, _("A newer or fuller form of the same plan was taken."))
        return best[1] if best is not None else None

    def directive(self, patient: int, today: date) -> Directive | None:
        """Return the newest advance directive of a patient; of equals, the one that stands."""
        found = []
        for n in self._all_of(patient, "Consent", "DocumentReference"):
            if is_directive(self._found[n].body):
                self._used.add(n)
                found.append(directive_of(self._found[n].body, today))
        return max(found, key=lambda one: (one.recorded_on, one.revoked_on is None), default=None)

    def rest(self) -> None:
        """Name everything that did not become part of a record."""
        for n, one in enumerate(self._found):
            if one.kind != "Patient" and n not in self._used:
                self._reject(n, _why_not(one))

    def _all_of(self, patient: int, *kinds: str) -> Iterator[int]:
        for kind in kinds:
            yield from self._of.get((patient, kind), ())

    def _whose(self, one: Found) -> int | None:
        """Return the patient that ``one`` points to: of its own file, else the only one of all."""
        field = _POINTERS.get(one.kind)
        if field is None:
            return None
        there = self._named.get(_pointed_at(one.body.get(field)), ())
        here = [n for n in there if self._found[n].file == one.file]
        choice = here or there
        return choice[0] if len(choice) == 1 else None

    def _names(self, consent: int) -> set[int]:
        """Return the resources that a consent is about letting know."""
        one = self._found[consent]
        provision = next(v.objects(one.body.get("provision")), {})
        pointed = {_pointed_at(a.get("reference")) for a in v.objects(provision.get("actor"))}
        return {n for name in pointed for n in self._named.get(name, ())}

    def _fits(self, consent: int) -> bool:
        self._used.add(consent)
        problem = consent_problem(self._found[consent].body)
        if problem is not None:
            self._reject(consent, problem)
        return problem is None

    def _reject(self, n: int, reason: str) -> None:
        one = self._found[n]
        self._rejected.append(Rejected(one.file, one.label, reason))


def _named(found: Sequence[Found]) -> Mapping[str, Sequence[int]]:
    """Return which resources each reference may mean."""
    named: dict[str, list[int]] = {}
    for n, one in enumerate(found):
        names = {one.url, f"{one.kind}/{text(one.body.get('id'))}"}
        for name in names - {"", f"{one.kind}/"}:
            named.setdefault(name, []).append(n)
    return named


def _pointed_at(reference: Json) -> str:
    """Return a reference as ``_named`` knows it: type and id, or the address in the Bundle."""
    if not isinstance(reference, Mapping):
        return ""
    said = text(reference.get("reference"))
    return "/".join(said.split("/")[-2:]) if "/" in said else said


def _within(value: Json) -> Iterator[tuple[Object, str]]:
    """Yield the resources in a value with the address that a Bundle gives each."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _within(item)
    elif isinstance(value, Mapping):
        kind = text(value.get("resourceType"))
        if kind == "Bundle":
            for entry in v.objects(value.get("entry")):
                for body, _url in _within(entry.get("resource")):
                    yield body, text(entry.get("fullUrl"))
        elif kind:
            yield value, ""
            yield from _within(value.get("contained"))
        else:
            for inner in value.values():
                yield from _within(inner)


def _why_not(one: Found) -> str:
    match one.kind:
        case "RelatedPerson" | "Flag":
            return _("Its patient is not in these files; import both together.")
        case "Consent":
            return _("It names nobody in these files; enter what it allows by hand.")
        case "CarePlan" | "QuestionnaireResponse" if is_safety_plan(one.body):
            return _(
                "A safety plan on a form that may be kept electronically only with its "
                "holder's written permission; enter the plan by hand, or say with "
                "--plan-permission what permission you hold."
            )
        case "QuestionnaireResponse":
            return _(
                "It holds answers to questions; have them scored (console score), for they "
                "may ask for a call today."
            )
        case _:
            return _("It is not part of a client's record here.")
