"""A shift report put into words and tables."""

from collections.abc import Iterable
from datetime import tzinfo
from gettext import gettext as _
from gettext import ngettext

from console.domain.tier import Tier
from console.reports.document import Block, Cell, Document, Figure, Figures, Seal, Table
from console.reports.shift import Integrity, Noted, ShiftReport
from console.reports.times import day, grouped, instant, moment, share, span, time
from console.words import labels


def shift_document(report: ShiftReport, zone: tzinfo, language: str = "en") -> Document:
    """Return ``report`` as a document, with times of ``zone``."""
    since, until = report.period.since, report.period.until
    zone_name = since.astimezone(zone).tzname() or ""
    hours = _("{since} to {until} {zone}").format(
        since=time(since, zone)[:5], until=time(until, zone)[:5], zone=zone_name
    )
    leads = _("led by {names}").format(names=", ".join(report.leads)) if report.leads else ""
    blocks: tuple[Block, ...] = (
        integrity_line(report.integrity),
        _figures(report),
        _contacts(report),
        _landed(report),
        *_handed_on(report, zone),
        *_looked_at(report, zone),
        _carried(report),
    )
    subtitle = " · ".join(part for part in (day(since, zone), hours, leads) if part)
    return Document(_("Shift report"), subtitle, blocks, report.practice, language)


def integrity_line(integrity: Integrity) -> Seal:
    """Return the sentence about the journal that a report was made from."""
    entries = grouped(integrity.entries)
    sealed = (
        _("sealed to {n}").format(n=grouped(integrity.sealed_to))
        if integrity.sealed_to is not None
        else _("not sealed yet")
    )
    head = _("last digest {digest}").format(digest=integrity.head[:16])
    if integrity.faults:
        verdict = _("The journal is not whole: {n} places. Do not rely on this report.").format(
            n=integrity.faults
        )
        return Seal(whole=False, text=f"{verdict} · {entries} · {sealed} · {head}")
    verdict = _("Journal whole: {n} entries").format(n=entries)
    return Seal(whole=True, text=f"{verdict} · {sealed} · {head}")


def _figures(report: ShiftReport) -> Figures:
    calls, high = report.calls, report.high_to_human
    total = sum(kind.total for kind in report.contacts)
    within = dict(calls.within)
    return Figures(
        (
            Figure(_("Contacts"), str(total), _("{n} cases opened").format(n=report.opened)),
            Figure(
                _("Answered in 20 s"),
                share(calls.share(20)),
                _("{n} of {all} calls · goal 95 %").format(n=within[20], all=calls.rang),
            ),
            Figure(
                _("High risk to a human"),
                span(high.mean),
                _("mean of {n} · longest {wait}").format(n=high.count, wait=span(high.longest)),
            ),
            Figure(
                _("Dispatch to arrival"),
                span(report.dispatches.arrival.mean),
                _dispatches(report),
            ),
            Figure(
                _("Landed"),
                str(report.closed),
                _("{n} handed on open").format(n=len(report.handed_on)),
            ),
        )
    )


def _dispatches(report: ShiftReport) -> str:
    sent, arrival = report.dispatches, report.dispatches.arrival
    if not sent.sent:
        return _("nobody was sent")
    parts = []
    if arrival.count:
        words = _("mean of {n} · half within {p50} · 95 % within {p95}")
        p50, p95 = span(arrival.p50), span(arrival.p95)
        parts.append(words.format(n=arrival.count, p50=p50, p95=p95))
    if sent.waiting:
        parts.append(_("{n} not confirmed yet").format(n=sent.waiting))
    if sent.landed_unseen:
        parts.append(_("{n} never confirmed").format(n=sent.landed_unseen))
    return " · ".join(parts)


def _contacts(report: ShiftReport) -> Table:
    tiers = sorted(Tier, reverse=True)
    rows: list[tuple[Cell, ...]] = [
        (
            _sentence(labels.contact_kind(kind.kind)),
            *(str(dict(kind.tiers)[tier]) for tier in tiers),
            str(kind.total),
        )
        for kind in report.contacts
        if kind.total
    ]
    sums = [sum(dict(kind.tiers)[tier] for kind in report.contacts) for tier in tiers]
    if rows:
        rows.append((_("All"), *map(str, sums), str(sum(sums))))
    calls = report.calls
    within = ", ".join(_("{n} in {s} s").format(n=count, s=limit) for limit, count in calls.within)
    note = _(
        "{rang} calls rang: {answered} answered ({within}), {abandoned} hung up first, "
        "{dropped} lost in the middle; the longest wait was {slowest}."
    ).format(
        rang=calls.rang,
        answered=calls.answered,
        within=within,
        abandoned=calls.abandoned,
        dropped=calls.dropped,
        slowest=span(calls.slowest),
    )
    return Table(
        _("Contacts by kind and highest tier"),
        (_("Kind"), *(labels.shaped(tier) for tier in tiers), _("All")),
        tuple(rows),
        frozenset(range(1, 6)),
        _("No contact came."),
        note if calls.rang else "",
        (0, 26, 26, 26, 26, 20),
        total=True,
    )


def _landed(report: ShiftReport) -> Table:
    rows = tuple((_sentence(labels.ending(ending)), str(count)) for ending, count in report.landed)
    return Table(
        _("How cases landed"),
        (_("Ending"), _("Cases")),
        rows,
        frozenset({1}),
        _("No case was closed."),
    )


def _handed_on(report: ShiftReport, zone: tzinfo) -> tuple[Table, Table]:
    cases: list[tuple[Cell, ...]] = [
        (
            f"#{case.number}",
            case.tier,
            case.owner if case.taken else _("nobody yet · {lead}").format(lead=case.owner),
            moment(case.opened, zone),
            "—"
            if case.waiting is None
            else f"{span(case.waiting)} · {labels.lateness(case.lateness)}",
            str(case.open_checklists),
        )
        for case in report.handed_on
    ]
    owed: list[tuple[Cell, ...]] = [
        (
            f"#{owed.number}",
            owed.tier,
            _("{due} · overdue").format(due=moment(owed.due, zone))
            if owed.due <= report.period.until
            else moment(owed.due, zone),
            str(owed.tries),
        )
        for owed in report.follow_ups
    ]
    return (
        Table(
            _("Open cases handed on"),
            (_("Case"), _("Tier"), _("Owner"), _("Opened"), _("Waits"), _("Checklists")),
            tuple(cases),
            frozenset({5}),
            _("No case was open at the end."),
            widths=(16, 30, 0, 36, 36, 20),
        ),
        Table(
            _("Follow-ups owed"),
            (_("Case"), _("Tier"), _("Due"), _("Tries")),
            tuple(owed),
            frozenset({3}),
            _("No follow-up is owed."),
            widths=(16, 30, 0, 20),
        ),
    )


def _looked_at(report: ShiftReport, zone: tzinfo) -> tuple[Table, ...]:
    return (
        _noted(
            _("Imminent risk declared"),
            (),
            ((noted, ()) for noted in report.imminent),
            zone,
            note=_help(report),
        ),
        _noted(
            _("Steps skipped"),
            (_("Step"), _("Reason")),
            ((s.noted, (s.noted.what, labels.skip(s.code))) for s in report.skipped),
            zone,
        ),
        _noted(
            _("Clocks missed"),
            (_("Step"),),
            ((noted, (noted.what,)) for noted in report.missed),
            zone,
            note=_ceilings(report),
        ),
        _noted(
            _("Gates passed by override"),
            (_("Step"),),
            ((noted, (noted.what,)) for noted in report.overrides),
            zone,
        ),
        _noted(
            _("Tiers changed by hand"),
            (_("Rule"), _("Before"), _("Set")),
            ((c.noted, (c.suggested or "—", c.before or "—", c.tier)) for c in report.tiers),
            zone,
        ),
        _noted(
            _("Disclosures"),
            (_("Legal basis"),),
            ((told.noted, (labels.basis(told.basis),)) for told in report.told),
            zone,
        ),
        _noted(
            _("Late entries"),
            (_("Happened"), _("Step")),
            ((e.noted, (moment(e.happened, zone), e.noted.what or _("note"))) for e in report.late),
            zone,
        ),
    )


def _noted(
    title: str,
    heads: tuple[str, ...],
    noted: Iterable[tuple[Noted, tuple[Cell, ...]]],
    zone: tzinfo,
    *,
    note: str = "",
) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (grouped(one.seq), instant(one.at, zone), f"#{one.case}", *more, one.by or _("clock"))
        for one, more in noted
    ]
    return Table(
        title,
        (_("Entry"), _("Time"), _("Case"), *heads, _("By")),
        tuple(rows),
        frozenset({0}),
        _("None."),
        note,
        (16, 38, 16, *((0,) * len(heads)), 38 if heads else 0),
    )


def _sentence(words: str) -> str:
    """Return ``words`` with a capital first letter."""
    return words[:1].upper() + words[1:]


def _help(report: ShiftReport) -> str:
    asked, came = report.help_asked, report.help_answered
    if not asked:
        return ""
    pressed = ngettext(
        "The help key was pressed once", "The help key was pressed {n} times", asked
    ).format(n=asked)
    if came.mean is None:
        return _("{pressed}; no lead came.").format(pressed=pressed)
    return _("{pressed}; a lead came after {wait}, the longest {longest}.").format(
        pressed=pressed, wait=span(came.mean), longest=span(came.longest)
    )


def _ceilings(report: ShiftReport) -> str:
    crossed = report.ceilings_crossed
    if not crossed:
        return ""
    return ngettext(
        "A waiting case passed a ceiling once.",
        "Waiting cases passed a ceiling {n} times.",
        crossed,
    ).format(n=crossed)


def _carried(report: ShiftReport) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            line.name,
            str(line.taken),
            str(line.high),
            str(line.imminent),
            str(line.landed),
            str(line.help_asked),
            str(line.help_given),
            str(line.follow_ups),
        )
        for line in report.carried
    ]
    return Table(
        _("What people carried"),
        (
            _("Name"),
            _("Taken"),
            _("High"),
            _("Imminent"),
            _("Landed"),
            _("Help asked"),
            _("Help given"),
            _("Follow-ups"),
        ),
        tuple(rows),
        frozenset(range(1, 8)),
        _("Nobody took a case."),
        _("In order of name. A reason to ask somebody how they are, never a rank."),
        (0, *((18,) * 7)),
    )
