"""No case closes without what its landing needs, whatever landing is said."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.commands import CloseCase, SetTier
from console.domain.refused import Refused
from console.domain.tier import Tier
from tests.domain.centre import LEE, Centre
from tests.domain.test_road import closing

HOURS = {Tier.IMMINENT: 24, Tier.HIGH: 24, Tier.MODERATE: 48, Tier.LOW: 72}
NOTHING_OWED = frozenset({Ending.MISDIAL, Ending.TEST_DRILL})
SENT = frozenset(
    {
        Ending.MOBILE_CRISIS,
        Ending.EMS_MEDICAL,
        Ending.ACTIVE_RESCUE_CONSENTED,
        Ending.ACTIVE_RESCUE_INVOLUNTARY,
        Ending.POLICE_WELFARE_CHECK,
    }
)
WITH_SOMEBODY = SENT | {
    Ending.VOLUNTARY_ED,
    Ending.VOLUNTARY_CRISIS_CENTRE,
    Ending.CLINICIAN_TOOK_OVER,
    Ending.HANDOFF_988,
    Ending.HANDOFF_OTHER,
    Ending.SUPPORT_PERSON_TOOK_OVER,
}
REASONS = (private("Says within the hour."), private("Pills in her hand."))


@pytest.mark.long
@settings(max_examples=300, deadline=None)
@given(
    tier=st.sampled_from((None, Tier.HIGH, Tier.HIGH, *Tier)),
    dialled=st.booleans(),
    ending=st.sampled_from(Ending),
    end=st.sampled_from((Tier.HIGH, Tier.HIGH, *Tier)),
    confirmed=st.none() | st.booleans(),
    hours=st.sampled_from((None, 20, 20, 20, -2, 30, 60, 100)),
    none=st.sampled_from((None, None, *NoNext)),
    named=st.sampled_from((True, True, False)),
)
def test_what_closes_has_its_tier_its_responders_and_its_next_contact(  # noqa: PLR0913
    *,
    tier: Tier | None,
    dialled: bool,
    ending: Ending,
    end: Tier,
    confirmed: bool | None,
    hours: int | None,
    none: NoNext | None,
    named: bool,
) -> None:
    centre = Centre()
    centre.publish()
    case = centre.taken()
    if tier is not None:
        centre.do(SetTier(case, tier, REASONS), LEE)
    if dialled:
        centre.begin(case, "P24")
        centre.step(case, "P24", "a2", "reached", by=LEE)
    due = centre.time + timedelta(hours=hours) if hours is not None else None
    who = private("Her sister.") if named else None
    landing = Landing(ending, end, PlanLook.USED, confirmed, due, none, who)
    try:
        closing(centre, case)
        centre.do(CloseCase(case, landing), LEE)
    except Refused:
        return
    assert tier is not None
    assert not dialled or (ending is Ending.UNREACHED_CLOSED and named), "somebody is on the way"
    assert ending not in SENT or confirmed is True
    assert named or (ending not in WITH_SOMEBODY and end is not Tier.IMMINENT)
    owed = ending not in NOTHING_OWED or end is not Tier.LOW
    if due is None:
        assert not owed or (none is not None and (none is not NoNext.NO_RISK or end is Tier.LOW))
    else:
        assert due > centre.time or not owed
        assert none is not None or due <= centre.time + timedelta(hours=HOURS[end])
