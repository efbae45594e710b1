"""Notes that are still being written: kept every second, never part of the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, select

from console.domain.ids import CaseId, StaffId
from console.journal.plain import time_of, time_text
from console.store import tables as t
from console.store.engine import writing
from console.store.trouble import reachable

_KEEP = t.upsert(t.drafts)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody had typed into a case's note, and when (UTC)."""

    case: CaseId
    staff: StaffId
    text: str
    at: datetime


class Drafts:
    """One draft a case and a member of staff.  Every method raises ``StoreTrouble``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, draft: Draft) -> None:
        """Keep ``draft`` in place of the one before it; an empty text is no draft."""
        if not draft.text:
            self.discard(draft.case, draft.staff)
            return
        row = {
            "case_id": draft.case,
            "staff": draft.staff,
            "text": draft.text,
            "at": time_text(draft.at),
        }
        with reachable(), writing(self._engine).begin() as connection:
            connection.execute(_KEEP, row)

    def get(self, case: CaseId, staff: StaffId) -> Draft | None:
        """Return what ``staff`` was writing in ``case``."""
        kept = t.drafts.c
        query = select(t.drafts).where(kept.case_id == case, kept.staff == staff)
        with reachable(), self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Draft(case, staff, row.text, time_of(row.at))

    def of(self, staff: StaffId) -> Sequence[Draft]:
        """Return everything that ``staff`` was writing, newest first."""
        kept = t.drafts.c
        query = select(t.drafts).where(kept.staff == staff).order_by(kept.at.desc())
        with reachable(), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return tuple(Draft(CaseId(r.case_id), staff, r.text, time_of(r.at)) for r in rows)

    def discard(self, case: CaseId, staff: StaffId) -> None:
        """Forget the draft: it was written into the journal, or was not wanted."""
        kept = t.drafts.c
        with reachable(), writing(self._engine).begin() as connection:
            connection.execute(delete(t.drafts).where(kept.case_id == case, kept.staff == staff))
