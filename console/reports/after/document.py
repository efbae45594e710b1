"""A report of follow-ups put into words and tables."""

from collections import Counter
from datetime import tzinfo
from gettext import gettext as _

from console.domain.seen.owed import OwedKind
from console.reports.after.followups import FollowUpsReport, Promise
from console.reports.document import Block, Cell, Document, Figure, Figures, Table
from console.reports.shift_document import integrity_line
from console.reports.times import moment, share
from console.words import labels
from console.words.aftercare import said


def follow_ups_document(report: FollowUpsReport, zone: tzinfo, language: str = "en") -> Document:
    """Return ``report`` as a document, with times of ``zone``."""
    since, until = report.period.since, report.period.until
    subtitle = _("due from {since} to {until}").format(
        since=moment(since, zone), until=moment(until, zone)
    )
    blocks: tuple[Block, ...] = (
        integrity_line(report.integrity),
        _figures(report),
        _by_tier(report),
        _promises(report, zone),
        _ends(report),
        _owed(report, zone),
    )
    return Document(_("Follow-ups"), subtitle, blocks, report.practice, language)


def _figures(report: FollowUpsReport) -> Figures:
    due = report.followups_due
    late = sum(one.overdue for one in report.owed)
    missed = report.missed
    return Figures(
        (
            Figure(_("Due"), str(due), _("promised when a case landed")),
            Figure(
                _("On time"),
                share(report.followups_on_time / due if due else None),
                _("{n} tried by their time").format(n=report.followups_on_time),
            ),
            Figure(
                _("Reached"),
                share(report.followups_reached / due if due else None),
                _("{n} spoken with").format(n=report.followups_reached),
            ),
            Figure(
                _("New safety concerns"), str(report.concerns), _("each opened care again at once")
            ),
            Figure(
                _("Missed sessions"),
                str(missed.sessions),
                _("{n} reached · {m} tried often enough").format(
                    n=missed.reached, m=missed.tried_enough
                ),
            ),
            Figure(_("Overdue at the end"), str(late), _("of {n} owed").format(n=len(report.owed))),
        )
    )


def _by_tier(report: FollowUpsReport) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (tier, str(due), str(timely), share(timely / due if due else None))
        for tier, due, timely in report.by_tier
    )
    return Table(
        _("By the tier at the end of the case"),
        (_("Tier"), _("Due"), _("On time"), _("Share")),
        rows,
        frozenset({1, 2, 3}),
        note=_(
            "Due: promised at a landing, by the time that was promised. On time: tried by then."
        ),
    )


def _promises(report: FollowUpsReport, zone: tzinfo) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            f"#{one.number}",
            one.tier,
            moment(one.due, zone),
            _first(one, zone),
            str(one.tries),
            _state(one),
        )
        for one in report.promises
    ]
    return Table(
        _("Every follow-up that was due"),
        (_("Case"), _("Tier"), _("Due"), _("First try"), _("Tries"), _("How it stands")),
        tuple(rows),
        frozenset({4}),
        _("No follow-up was due."),
        widths=(16, 28, 34, 46, 14, 0),
    )


def _first(one: Promise, zone: tzinfo) -> str:
    if one.begun is None:
        return _("not tried")
    at = moment(one.begun, zone)
    return at if one.on_time else _("{at} · late").format(at=at)


def _state(one: Promise) -> str:
    parts = [labels.follow_up(one.last)] if one.last is not None else []
    if one.concern:
        parts.append(_("new safety concern"))
    if one.ended is not None:
        parts.append(_("ended: {why}").format(why=said.end(one.ended)))
    elif one.ended_at is None:
        parts.append(_("owed still"))
    return " · ".join(parts)


def _ends(report: FollowUpsReport) -> Table:
    rows = tuple((said.end(why), str(count)) for why, count in report.ends)
    return Table(
        _("Why follow-ups ended"),
        (_("Reason"), _("Follow-ups")),
        rows,
        frozenset({1}),
        _("None ended."),
    )


def _owed(report: FollowUpsReport, zone: tzinfo) -> Table:
    counts = Counter(one.kind for one in report.owed)
    note = " · ".join(f"{said.kind(kind)} {counts[kind]}" for kind in OwedKind if counts[kind])
    rows: list[tuple[Cell, ...]] = [
        (
            said.kind(one.kind),
            f"#{one.number}" if one.number is not None else "",
            one.tier if one.tier is not None else "",
            moment(one.due, zone),
            " · ".join(
                word
                for word, holds in ((_("overdue"), one.overdue), (_("stuck"), one.stuck))
                if holds
            ),
            one.by,
        )
        for one in report.owed
    ]
    return Table(
        _("All that is owed at the end"),
        (_("What"), _("Case"), _("Tier"), _("Due"), _("State"), _("With")),
        tuple(rows),
        frozenset(),
        _("Nothing is owed."),
        note,
        (36, 16, 28, 36, 34, 0),
    )
