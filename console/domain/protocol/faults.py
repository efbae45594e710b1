"""What is wrong with a protocol's text, where, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProtocolFault:
    """One thing to mend.

    Attributes:
        where: the step, phase or key it is about, for example ``P05 step b2``.
        what: what is wrong, as a sentence.
        remedy: what to do about it, as a sentence.
    """

    where: str
    what: str
    remedy: str
