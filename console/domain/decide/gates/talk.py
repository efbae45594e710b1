"""Gate G5: how somebody may be reached, and that nobody is reached otherwise (CONTENT section 2).

What was agreed in the case goes before what is on file; whoever could not talk safely, and has
agreed on no rule since, is neither called nor written to.
"""

from console.domain.care.case import Case
from console.domain.decide.gates.here import Here
from console.domain.people.client import Client, Flag
from console.domain.protocol.escalation import Value
from console.domain.protocol.protocol import Gate, How, Step
from console.domain.refused import NotReachedSo, Refused, Talk

CHANNEL, OUTCOME, RULE = "attempt.channel", "attempt.outcome", "callback.rule"
WAYS = {"call": "call", "text": "text", "message": "portal"}
"""For each way of trying, what it is called among the ways that were agreed to be safe."""
NOT_A_TRY = frozenset({"unable", ""})


def check(here: Here) -> None:
    """Let nobody be tried by a way that they have not agreed to.

    Raises:
        Refused: says the rule that was agreed.
    """
    given = {value.field: value for value in here.values}
    channel = given.get(CHANNEL)
    turns_back = here.answer is not None and here.answer.how in {How.RETURN, How.LEAD}
    if channel is None or turns_back or _code(given.get(OUTCOME)) in NOT_A_TRY:
        return
    client = here.board.client_of(here.case)
    left = _code(given.get(OUTCOME)) == "message_left"
    why = forbidden(here.case, client, _code(channel), given.get(RULE), message_left=left)
    if why is not None:
        raise Refused(NotReachedSo(why, _code(channel)))


def forbidden(
    case: Case,
    client: Client | None,
    channel: str,
    said: Value | None = None,
    *,
    message_left: bool = False,
) -> Talk | None:
    """Return the rule that stands against ``channel``, if one does.

    Args:
        case: the case.
        client: the record of whom it is about.
        channel: ``call``, ``text``, ``message`` or ``email``.
        said: the rule as it is given now; else the newest of the case counts.
        message_left: whether a voicemail was left.
    """
    rule = _code(said) or _answer(case, RULE)
    agreed = [code for code in _answer(case, "callback.channels").split(",") if code]
    spoken = channel in {"call", "text"}
    if rule == "never" or "none" in agreed:
        return Talk.NEVER
    if spoken and client is not None and Flag.DO_NOT_CALL in client.flags and not rule:
        return Talk.RECORD
    if spoken and _answer(case, "callback.ok") == "no" and not rule:
        return Talk.DECLINED
    if spoken and _unsafe(case) and said is None:
        return Talk.UNSAFE
    if rule == "call_only" and channel != "call":
        return Talk.CALL_ONLY
    if (
        message_left
        and channel == "call"
        and (rule == "no_voicemail" or (agreed and "voicemail" not in agreed))
    ):
        return Talk.NO_VOICEMAIL
    if agreed and WAYS.get(channel, channel) not in agreed:
        return Talk.OTHER_WAYS
    return None


def offers(step: Step) -> bool:
    """Whether somebody may be reached in ``step``, so that the rule stands beside it."""
    before = {*step.gates, *(gate for answer in step.answers for gate in answer.gates)}
    return Gate.G5 in before or any(field.id == CHANNEL for field in step.fields)


def shut(case: Case, client: Client | None) -> tuple[Talk, ...]:
    """Return each rule that stands against one of the ways, once, in the order of the ways."""
    found = [forbidden(case, client, way) for way in ("call", "text", "message", "email")]
    found.insert(1, forbidden(case, client, "call", message_left=True))
    return tuple(dict.fromkeys(why for why in found if why is not None))


def _unsafe(case: Case) -> bool:
    """Whether it was not safe to talk, and no rule was agreed on since."""
    safe, rule = case.answers.get("safe_to_talk"), case.answers.get(RULE)
    if safe is None or safe.value.code != "no":
        return False
    return rule is None or rule.entry < safe.entry


def _answer(case: Case, field: str) -> str:
    found = case.answers.get(field)
    return found.value.code or "" if found is not None else ""


def _code(value: Value | None) -> str:
    return (value.code or "") if value is not None else ""
