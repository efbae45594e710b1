"""A report as JSON."""

import json

from console.journal.plain import Inline, plain
from console.reports.after.followups import FollowUpsReport
from console.reports.case import CaseReport
from console.reports.shift import ShiftReport
from console.reports.told.accounting import Accounting


def json_text(report: ShiftReport | CaseReport | FollowUpsReport | Accounting) -> str:
    """Return ``report`` as one JSON object; times are UTC, durations are seconds."""
    return json.dumps(plain(report, Inline()), indent=2, ensure_ascii=False)
