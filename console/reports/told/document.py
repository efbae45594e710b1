"""The accounting of disclosures, and the Part 2 record, put into words and tables."""

from collections.abc import Sequence
from datetime import tzinfo
from gettext import gettext as _

from console.reports.document import Block, Cell, Document, Table
from console.reports.shift_document import integrity_line
from console.reports.times import moment
from console.reports.told.accounting import Accounting, Told
from console.words import labels
from console.words.gates import recipient

ERASED = "—"


def disclosures_document(report: Accounting, zone: tzinfo, language: str = "en") -> Document:
    """Return the accounting of disclosures as a document, with times of ``zone``."""
    blocks: tuple[Block, ...] = (
        integrity_line(report.integrity),
        _table(
            _("To be accounted for"),
            report.accountable,
            zone,
            _("45 CFR 164.528: the client may ask for this list, six years back."),
        ),
        _table(
            _("Told to the circle"),
            report.circle,
            zone,
            _("164.510(b): recorded, kept apart, not to be accounted for."),
        ),
        _table(
            _("Told for care, or by a signed consent"),
            report.care,
            zone,
            _("Treatment and the work itself, and signed releases: recorded, not accounted for."),
        ),
    )
    return _whole(_("Disclosures"), report, zone, blocks, language)


def part2_document(report: Accounting, zone: tzinfo, language: str = "en") -> Document:
    """Return the record of 42 CFR Part 2 as a document, with times of ``zone``."""
    blocks: tuple[Block, ...] = (
        integrity_line(report.integrity),
        _table(
            _("Told under 42 CFR Part 2"),
            report.part2,
            zone,
            _("Everything in which substance-use treatment was told of."),
        ),
        _emergencies(report, zone),
    )
    return _whole(_("Part 2 record"), report, zone, blocks, language)


def _whole(
    title: str, report: Accounting, zone: tzinfo, blocks: tuple[Block, ...], language: str
) -> Document:
    since, until = moment(report.period.since, zone), moment(report.period.until, zone)
    of = report.client or _("all clients")
    subtitle = _("{client}, from {since} to {until}").format(client=of, since=since, until=until)
    return Document(title, subtitle, blocks, report.practice, language)


def _table(title: str, told: Sequence[Told], zone: tzinfo, note: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            moment(one.at, zone),
            _whom(one),
            _to(one),
            one.disclosure.what if one.disclosure is not None else ERASED,
            one.disclosure.purpose if one.disclosure is not None else ERASED,
            _basis(one),
            _("{name} · entry {n}").format(name=one.by, n=one.entry),
        )
        for one in told
    ]
    standing = sum(not one.corrected_in for one in told)
    if standing < len(told):
        note = f"{note} {_('Corrected ones stand here and do not count: {n} count.')}".format(
            n=standing
        )
    heads = (_("When"), _("Client"), _("To whom"), _("What"), _("Why"), _("Basis"), _("By"))
    widths = (23, 21, 32, 0, 27, 26, 18)
    return Table(title, heads, tuple(rows), frozenset(), _("None."), note, widths)


def _whom(one: Told) -> str:
    if not one.taken_for:
        return one.client or _("not known")
    words = _("{client}, then taken for {other}")
    return words.format(client=one.client or _("not known"), other=one.taken_for)


def _basis(one: Told) -> str:
    consent = one.disclosure.consent if one.disclosure is not None else ""
    mark = "⚠ " if one.amiss else ""
    corrected = _("corrected: entry {n} counts").format(n=one.corrected_in)
    parts = (corrected if one.corrected_in else "", f"{mark}{labels.basis(one.basis)}", consent)
    return " · ".join(filter(None, parts))


def _to(one: Told) -> str:
    if one.disclosure is None:
        return ERASED
    found = one.disclosure
    kind = recipient(found.kind) if found.kind is not None else ""
    return " · ".join(
        part for part in (found.recipient, found.organisation, found.address, kind) if part
    )


def _emergencies(report: Accounting, zone: tzinfo) -> Table:
    """Return the four facts of 2.51(c) of each medical emergency, and what of them is missing."""
    rows: list[tuple[Cell, ...]] = []
    for one in report.part2:
        found = one.disclosure.emergency if one.disclosure is not None else None
        if found is None:
            continue
        rows.append(
            (
                _("{personnel}, {facility}").format(
                    personnel=found.personnel, facility=found.facility
                ),
                found.discloser,
                moment(found.at, zone),
                found.nature,
                "" if found.whole else _("not whole"),
            )
        )
    return Table(
        _("Medical emergencies (2.51(c))"),
        (_("Medical person, facility"), _("Told by"), _("When"), _("Emergency"), ""),
        tuple(rows),
        frozenset(),
        _("None."),
        widths=(52, 24, 28, 0, 18),
    )
