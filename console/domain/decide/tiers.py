"""How high a case stands: a person's word, and what lowering it takes.

A rule only suggests.  Imminent takes two reasons; below what a rule found, or down from
high, or from where somebody has put the case by hand, takes a reason and the shift lead
(CONTENT section 6, rule 15).
"""

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.commands import RankCase, SetTier
from console.domain.decide import guard
from console.domain.events import CaseRanked, Event, TierSet
from console.domain.happened import Asked
from console.domain.private import is_said
from console.domain.refused import NeedsLeadForLower, NeedsReasons, Refused
from console.domain.tier import Tier

REASONS_FOR_IMMINENT = 2


def set_tier(board: Board, case: Case, command: SetTier, asked: Asked) -> tuple[Event, ...]:
    """Return the tier as it was set.

    Raises:
        Refused: a reason, or the lead, is missing.
    """
    tier, held = command.tier, case.tier.tier if case.tier is not None else Tier.LOW
    if case.tier is not None and held is tier and case.rank is tier:
        return ()
    given = len({_plain(said.value) for said in command.reasons if said.value} - {""})
    if tier is Tier.IMMINENT and held is not tier and given < REASONS_FOR_IMMINENT:
        raise Refused(NeedsReasons(tier, REASONS_FOR_IMMINENT))
    suggested = case.suggestion.tier
    if tier < max(suggested, held, _by_hand(case)) and not given:
        raise Refused(NeedsReasons(tier, 1))
    _lead_for_lower(board, case, tier, asked)
    return (TierSet(case.id, tier, suggested, command.reasons),)


def rank_case(board: Board, command: RankCase, asked: Asked) -> tuple[Event, ...]:
    """Return the case moved in the queue; the queue knows no other imminent than the declared.

    Raises:
        Refused: a reason, or the lead, is missing.
    """
    guard.worker(board, asked)
    case = guard.open_case(board, command.case)
    if case.rank is command.tier:
        return ()
    if not is_said(command.reason):
        raise Refused(NeedsReasons(command.tier, 1))
    if command.tier is Tier.IMMINENT and (case.tier is None or case.tier.tier is not command.tier):
        raise Refused(NeedsReasons(command.tier, REASONS_FOR_IMMINENT))
    _lead_for_lower(board, case, command.tier, asked)
    return (CaseRanked(case.id, command.tier, command.reason),)


def _lead_for_lower(board: Board, case: Case, tier: Tier, asked: Asked) -> None:
    """Let nobody but a lead, or somebody beside whom a lead has come, go lower alone.

    A lead who came before the rule found it knows nothing of it yet.
    """
    held = case.tier.tier if case.tier is not None else Tier.LOW
    least = max(case.verdict, held if held >= Tier.HIGH else Tier.LOW, _by_hand(case))
    if case.lost is not None:  # whoever we lost stays where they are until they are found
        least = max(least, case.lost.suggestion.tier)
    beside = case.help_answered_by is not None
    if tier >= least or (beside and case.help_answered_in > case.found_above(tier)):
        return
    if not guard.worker(board, asked).is_(*guard.LEADS):
        raise Refused(NeedsLeadForLower(least))


def _by_hand(case: Case) -> Tier:
    """Return where a person has put the case in the queue; low if nobody has."""
    return case.ranked.tier if case.ranked is not None else Tier.LOW


def _plain(reason: str) -> str:
    """Return a reason by which the same one is known again, however it is written."""
    return " ".join("".join(c if c.isalnum() else " " for c in reason.casefold()).split())
