"""Invented people as a scenario writes them: ages and days instead of dates."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from console.domain.ids import ClientId, StaffId
from console.domain.people.circle import Scope, Supporter
from console.domain.people.client import Address, Client, Flag, Identifier, Phone
from console.domain.people.directive import Agent, Directive, DirectiveKind
from console.domain.people.plan import Part, PlanItem, SafetyPlan
from console.domain.people.release import Channel, Form, Paper, Statement
from console.domain.people.staff import Role, Staff
from console.domain.place.point import Point
from console.intake.event import phone_number

FICTION = "555-01"
"""Numbers 555-0100 to 555-0199 are set aside for fiction in the North American plan."""

Table = Mapping[str, Any]


def staff_of(row: Table) -> Staff:
    """Return the member of staff in ``row``."""
    roles = frozenset(Role(role) for role in row["roles"])
    return Staff(StaffId(row["id"]), row["name"], roles, number_of(row["phone"]))


def client_of(row: Table, today: date, system: str) -> Client:
    """Return the client in ``row`` as they are on ``today``.

    Args:
        row: one client of the scenario.
        today: what ages and days are counted from.
        system: the system of the record number.
    """
    return Client(
        ClientId(row["id"]),
        row["name"],
        row.get("preferred", ""),
        row["pronouns"],
        born(row["age"], row["birthday"], today),
        tuple(row["languages"]),
        (Identifier(system, row["mrn"]),),
        tuple(_phone(phone) for phone in row["phones"]),
        tuple(_address(row[name], today) for name in ("address", "home") if name in row),
        frozenset(Flag(flag) for flag in row.get("flags", ())),
        tuple(_supporter(one, today) for one in row["circle"]),
        _plan(row["plan"], today) if "plan" in row else None,
        row["team"],
        _directive(row["directive"], today) if "directive" in row else None,
    )


def born(age: int, birthday: str, today: date) -> date:
    """Return the day of birth of somebody who is ``age`` on ``today``.

    Args:
        age: in whole years.
        birthday: month and day, ``MM-DD``.
        today: the day on which they are so old.
    """
    month, day = (int(part) for part in birthday.split("-"))
    had_it = (month, day) <= (today.month, today.day)
    return date(today.year - age - (not had_it), month, day)


def number_of(text: str) -> str:
    """Return an invented telephone number in E.164.

    Raises:
        ValueError: it could be somebody's.
    """
    number = phone_number(text)
    if number is None or FICTION not in text:
        raise ValueError(f"{text} is not a number of the form 614-555-0100")
    return number


def _phone(row: Table) -> Phone:
    return Phone(
        number_of(row["number"]),
        row.get("voicemail_ok", False),
        row.get("text_ok", False),
        row.get("note", ""),
    )


def _address(row: Table, today: date) -> Address:
    return Address(
        row["line"],
        row["city"],
        row["state"],
        row["zip"],
        row.get("unit", ""),
        row.get("access", ""),
        Point(row["lat"], row["lon"]),
        float(row["error_m"]),
        today - timedelta(days=row["days_ago"]),
    )


def _back(row: Table, name: str, today: date) -> date | None:
    """Return the day that is as many days before ``today`` as the row says."""
    return today - timedelta(days=row[name]) if name in row else None


def _supporter(row: Table, today: date) -> Supporter:
    return Supporter(
        row["name"],
        row["relation"],
        (number_of(row["phone"]),),
        frozenset(Scope(scope) for scope in row.get("scope", ())),
        _back(row, "started", today),
        today + timedelta(days=row["ends_in"]) if "ends_in" in row else None,
        _back(row, "revoked", today),
        row.get("never", False),
        row.get("note", ""),
        row.get("suspect", False),
        _paper(row, today) if "signed_by" in row else None,
        verified_on=_back(row, "verified", today),
        lives_with=row.get("lives_with"),
        minutes_away=row.get("minutes"),
        languages=tuple(row.get("languages", ())),
        has_keys=row.get("keys"),
        prefers=row.get("prefers", ""),
    )


def _paper(row: Table, today: date) -> Paper:
    """Return the form of a release; it was signed on the day on which it began."""
    return Paper(
        row.get("purpose", "support in a crisis"),
        frozenset(Channel(channel) for channel in row.get("channels", ())),
        row.get("hours", ""),
        signed_by=row["signed_by"],
        signed_on=_back(row, "started", today),
        authority=row.get("authority", ""),
        form=Form(row["form"]) if "form" in row else None,
        statements=frozenset(Statement),
    )


def _plan(row: Table, today: date) -> SafetyPlan:
    done = row["safer_done"]
    items = tuple(
        PlanItem(part, text, n in done if part is Part.SAFER else None)
        for part in Part
        for n, text in enumerate(row[part.value])
    )
    return SafetyPlan(
        row["version"],
        today - timedelta(days=row["days_ago"]),
        row["made_with"],
        items,
        row.get("copy_given"),
        row.get("location_of_copy", ""),
        row.get("barriers", ""),
        row.get("likelihood"),
        _back(row, "reviewed", today),
    )


def _directive(row: Table, today: date) -> Directive:
    return Directive(
        exists=True,
        recorded_on=today - timedelta(days=row["recorded"]),
        kind=DirectiveKind(row["kind"]),
        state=row["state"],
        signed_on=_back(row, "signed", today),
        agent=_agent(row["agent"]) if "agent" in row else None,
        alternate=_agent(row["alternate"]) if "alternate" in row else None,
        medicines_yes=row.get("medicines_yes", ""),
        medicines_no=row.get("medicines_no", ""),
        facility_yes=row.get("facility_yes", ""),
        facility_no=row.get("facility_no", ""),
        calms=row.get("calms", ""),
        may_be_told=row.get("may_be_told", ""),
        not_told=row.get("not_told", ""),
        at_home=row.get("at_home", ""),
        revoked_on=_back(row, "revoked", today),
    )


def _agent(text: str) -> Agent:
    name, _comma, number = text.partition(", ")
    return Agent(name, number_of(number) if number else "")
