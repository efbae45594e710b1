"""What is wrong with a text, where, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend.

    Attributes:
        where: the part or key it is about, for example ``P05 step b2``.
        what: what is wrong, as a sentence.
        remedy: what to do about it, as a sentence.
    """

    where: str
    what: str
    remedy: str


class Faulty(Exception):  # noqa: N818 -- an answer to whoever wrote the text
    """The text is not what it should be.  ``faults`` says where, what and how to mend it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults
