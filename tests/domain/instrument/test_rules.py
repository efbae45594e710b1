"""What must hold for every instrument, whatever is answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.instrument.answers import REFUSED, asked
from console.domain.instrument.instrument import Finding, Instrument, Method
from console.domain.tier import Tier
from tests.domain.instrument.forms import ALL, answers_to, judged, ordered

every = pytest.mark.parametrize("instrument", ALL, ids=lambda one: one.id)


def of_variants(instrument: Instrument) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *(variant.id for variant in instrument.variants)])


@every
@given(data=st.data())
def test_turning_any_answer_worse_never_lowers_the_tier(
    instrument: Instrument, data: st.DataObject
) -> None:
    variant = data.draw(of_variants(instrument))
    previous = data.draw(st.none() | st.integers(0, 27))
    before = data.draw(answers_to(instrument))
    turned = {item for one in instrument.variants for item in one.reversed}
    free = [item for item in instrument.items if variant or item.id not in turned]
    item = data.draw(st.sampled_from([one for one in free if ordered(instrument, one, variant)]))
    steps = ordered(instrument, item, variant)
    mild = data.draw(st.integers(0, len(steps) - 1))
    before[item.id] = steps[mild]
    worse = [*steps[mild + 1 :], *([REFUSED] if mild == 0 else [])]
    first = judged(instrument, before, variant, previous)
    for answer in worse:
        then = judged(instrument, {**before, item.id: answer}, variant, previous)
        assert then.weight >= first.weight
        assert then.at_least >= first.at_least
        if first.complete and then.complete:
            assert (then.tier or Finding.NONE) >= (first.tier or Finding.NONE)


@every
@given(data=st.data())
def test_what_is_missing_never_reassures(instrument: Instrument, data: st.DataObject) -> None:
    variant = data.draw(of_variants(instrument))
    said = data.draw(answers_to(instrument))
    needed = [item for item in instrument.items if item.required and asked(item, instrument, said)]
    gone = data.draw(st.sampled_from(needed))
    said.pop(gone.id, None)
    found = judged(instrument, said, variant)
    if not asked(gone, instrument, said):
        return
    assert (found.complete, found.score) == (False, None)
    assert found.tier is None or found.tier >= Finding.MODERATE
    assert found.band is None or found.tier is Finding.HIGH
    assert found.weight >= Tier.MODERATE
    assert ("not_asked", gone.id) in {(one.code, one.item) for one in found.warnings}


@every
@given(data=st.data())
def test_refused_and_not_asked_are_kept_apart(instrument: Instrument, data: st.DataObject) -> None:
    said = data.draw(answers_to(instrument))
    free = [one for one in instrument.items if not one.asked_when and one.required]
    item = data.draw(st.sampled_from(free))
    said[item.id] = REFUSED
    refused = judged(instrument, said)
    del said[item.id]
    unasked = judged(instrument, said)
    assert not unasked.complete
    assert refused.complete <= item.refusal_counts
    named = {("refused", item.id), ("not_asked", item.id)}
    wanted = set() if item.refusal_counts else {("refused", item.id)}
    assert named & {(one.code, one.item) for one in refused.warnings} == wanted
    assert named & {(one.code, one.item) for one in unasked.warnings} == {("not_asked", item.id)}


@every
@given(data=st.data())
def test_no_score_is_ever_imminent_and_every_suggestion_has_a_basis(
    instrument: Instrument, data: st.DataObject
) -> None:
    said = data.draw(answers_to(instrument))
    found = judged(instrument, said, data.draw(of_variants(instrument)))
    assert {finding.word for finding in Finding} == {"none", "low", "moderate", "high"}
    if found.tier is not None and instrument.method is not Method.SUM:
        assert found.basis
    if found.score is not None:
        assert ("total", f"total {found.score}") in {(b.code, b.shown) for b in found.basis}


@every
@given(data=st.data())
def test_the_order_of_asking_makes_no_difference(
    instrument: Instrument, data: st.DataObject
) -> None:
    said = data.draw(answers_to(instrument))
    shuffled = dict(data.draw(st.permutations(list(said.items()))))
    assert judged(instrument, shuffled) == judged(instrument, said)
