"""The clinical part of a FHIR document: scores, tier, flag, safety plan, releases on file."""

from collections.abc import Iterator
from gettext import gettext as _
from typing import Final

from console.domain.care.packet import Item
from console.domain.people.circle import ConsentState
from console.domain.people.plan import Part, PlanItem, SafetyPlan
from console.reports.handoff.resource import (
    LOINC,
    TERMS,
    Names,
    Resource,
    coded,
    instant,
    worded,
)
from console.reports.handoff.told import OF_NO_SUBSTANCE, Permission, Scored, Told
from console.words import labels

CONSENT_STATUS: Final = {
    ConsentState.GIVEN: "active",
    ConsentState.ENDS_SOON: "active",
    ConsentState.NOT_YET: "proposed",
    ConsentState.EXPIRED: "inactive",
    ConsentState.REVOKED: "inactive",
    ConsentState.NONE: "inactive",
    ConsentState.NEVER: "inactive",
}


def care(told: Told, names: Names) -> Iterator[tuple[str, Resource]]:
    """Yield each resource by its part."""
    if told.armed:
        yield "flag", _flag(told, names)
    if told.tier is not None:
        yield "tier", _tier(told, names)
    for place, score in enumerate(told.scores):
        plain = score.found.instrument in OF_NO_SUBSTANCE
        yield f"{'score' if plain else 'sud-score'}-{place}", _score(score, names)
    if told.plan is not None:
        yield "careplan", _plan(told.plan, names)
    for place, release in enumerate(told.permissions):
        yield f"related-{place}", _related(release, names)
        yield f"consent-{place}", _consent(release, place, names)


def _flag(told: Told, names: Names) -> Resource:
    """Return that weapons are there, or that the record warns of them."""
    line = told.line(Item.WEAPONS)
    return {
        "resourceType": "Flag",
        "status": "active",
        "category": [coded(f"{TERMS}flag-category", "safety", "Safety")],
        "code": worded(f"{_('Weapons')}: {line.value}" if line is not None else _("Weapons")),
        "subject": names.ref("patient"),
        "encounter": names.ref("encounter"),
    }


def _tier(told: Told, names: Names) -> Resource:
    """Return the tier as a person set it: a judgement, and no rule's."""
    assert told.tier is not None  # noqa: S101 -- only called with one
    return {
        "resourceType": "RiskAssessment",
        "status": "final",
        "subject": names.ref("patient"),
        "encounter": names.ref("encounter"),
        "occurrenceDateTime": instant(told.tier.at),
        "method": worded(_("declared by a person")),
        "prediction": [{"qualitativeRisk": worded(labels.tier(told.tier.tier))}],
    }


def _score(score: Scored, names: Names) -> Resource:
    """Return what an instrument came to: its total, else its band, else that there is none."""
    found = score.found
    code = coded(LOINC, score.loinc, score.title) if score.loinc else worded(score.title)
    made: Resource = {
        "resourceType": "Observation",
        "status": "final" if found.complete else "preliminary",
        "category": [coded(f"{TERMS}observation-category", "survey", "Survey")],
        "code": code,
        "subject": names.ref("patient"),
        "encounter": names.ref("encounter"),
        "effectiveDateTime": instant(found.at),
        "interpretation": [worded(found.band)] if found.band and found.score is not None else [],
    }
    if found.score is not None:
        return {**made, "valueInteger": found.score}
    if found.band:
        return {**made, "valueCodeableConcept": worded(found.band)}
    missing = coded(f"{TERMS}data-absent-reason", "not-performed", "Not Performed")
    return {**made, "dataAbsentReason": missing}


def _plan(plan: SafetyPlan, names: Names) -> Resource:
    """Return the safety plan, its lines in the order in which they are used."""
    return {
        "resourceType": "CarePlan",
        "status": "active",
        "intent": "plan",
        "title": _("Safety plan"),
        "subject": names.ref("patient"),
        "created": plan.made_on.isoformat(),
        "activity": [
            {"detail": {"status": _status(item), "description": _said(item)}}
            for part in Part
            for item in plan.of(part)
            if item.text.strip()
        ],
    }


def _status(item: PlanItem) -> str:
    """Return whether it is done, where that can be said: else nobody knows."""
    return {True: "completed", False: "not-started", None: "unknown"}[item.done]


def _said(item: PlanItem) -> str:
    parts = (item.text, item.action, item.who, item.by_when)
    return f"{labels.part(item.part)}: {' · '.join(part for part in parts if part)}"


def _related(release: Permission, names: Names) -> Resource:
    return {
        "resourceType": "RelatedPerson",
        "patient": names.ref("patient"),
        "relationship": [worded(release.relation)] if release.relation else [],
        "name": [{"text": release.who}] if release.who else [],
    }


def _consent(release: Permission, place: int, names: Names) -> Resource:
    """Return a release on file: whom it names, what they may be told, and until when."""
    period = {
        "start": release.starts.isoformat() if release.starts is not None else None,
        "end": release.expires.isoformat() if release.expires is not None else None,
    }
    starts, ends = period.values()
    if starts and ends and ends < starts:
        period["start"] = None  # FHIR lets no time run backwards; the end is what binds
    role = coded(f"{TERMS}v3-ParticipationType", "IRCP", "information recipient")
    return {
        "resourceType": "Consent",
        "status": CONSENT_STATUS[release.state],
        "scope": coded(f"{TERMS}consentscope", "patient-privacy", "Privacy Consent"),
        "category": [coded(LOINC, "59284-0", "Consent Document")],
        "patient": names.ref("patient"),
        "organization": [names.ref("organization")],
        "policyRule": worded("45 CFR 164.508"),
        "provision": {
            "type": "permit",
            "period": period,
            "actor": [{"role": role, "reference": names.ref(f"related-{place}")}],
            "code": [worded(labels.scope(one)) for one in release.scope],
        },
    }
