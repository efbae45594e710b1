"""The names that values are known by."""

from typing import NewType

ClientId = NewType("ClientId", str)
ContactId = NewType("ContactId", str)
CaseId = NewType("CaseId", str)
EscalationId = NewType("EscalationId", str)
ProtocolId = NewType("ProtocolId", str)
StepId = NewType("StepId", str)
InstrumentId = NewType("InstrumentId", str)
StaffId = NewType("StaffId", str)
StationId = NewType("StationId", str)
ReferralId = NewType("ReferralId", str)
DischargeId = NewType("DischargeId", str)
MessageId = NewType("MessageId", str)

Stream = NewType("Stream", str)
"""One thread of the journal that must not move while a command about it is decided."""

SYSTEM = StaffId("system")
"""Who acts when a clock or a rule does, and no person."""


def case_stream(case: CaseId) -> Stream:
    """Return the stream of all that happens in ``case``."""
    return Stream(f"case:{case}")


def client_stream(client: ClientId) -> Stream:
    """Return the stream of all that happens to ``client``."""
    return Stream(f"client:{client}")
