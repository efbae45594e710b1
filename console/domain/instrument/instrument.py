"""An instrument: its items in order, whose it is, and the rules that its answers are judged by.

Where the licence does not let us ship the text, an item has an id, codes, skip logic and
figures, and no words: a slot (``docs/decisions/0010``).
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from console.domain.ids import InstrumentId
from console.domain.tier import Tier


class Finding(IntEnum):
    """What a rule makes of answers.  There is no imminent: only a person declares that."""

    NONE = 0
    LOW = 1
    MODERATE = 2
    HIGH = 3

    @property
    def word(self) -> str:
        """The code of it: ``none``, ``low``, ``moderate``, ``high``."""
        return self.name.lower()

    @property
    def tier(self) -> Tier:
        """The tier that it suggests."""
        return Tier(max(self.value, Tier.LOW))


class LicenceStatus(StrEnum):
    """What may ship (``clinical/CONTENT.md`` 1.1).

    ``GREEN``: the text.  ``AMBER``: an optional pack without the holder's text.  ``RED``: a
    slot, which the customer fills.
    """

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Licence:
    """Whose the instrument is, and on what terms.

    Attributes:
        notice: what stands wherever it is shown.
        checked_on: when we last looked at the terms, at the sources that ``to_check`` leaves.
        text_shipped: whether the holder's own words are in our file.
        own_words: whether the words in our file are ours, for a structure that is nobody's.
        to_check: what nobody has verified at its source yet; empty when there is nothing.
    """

    status: LicenceStatus
    holder: str
    notice: str
    source_url: str
    checked_on: date
    text_shipped: bool
    own_words: bool = False
    to_check: str = ""


class ItemKind(StrEnum):
    """What an answer to an item looks like."""

    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be given.

    Attributes:
        code: ours; never shown.
        ordinal: what it counts, if it counts.
        codes: the codes by which others know it (LOINC ``LA…``, SNOMED CT), the first ours to
            write.
        text: the words, where they may ship.
    """

    code: str
    ordinal: int | None = None
    codes: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Clue:
    """What the answer to one item has to be.

    Attributes:
        said: the codes of the options that meet it; ``refused`` and ``unanswered`` (neither
            asked and answered, nor refused in a way that counts) are codes too.
        least: the ordinal from which it is met instead.
    """

    item: str
    said: frozenset[str] = frozenset()
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    Attributes:
        asked_when: it is asked once one of these is met; always, when there is none.
        required: whether the form is incomplete without it.
        scored: whether it counts into the total.
        refusal_counts: whether a refusal is an answer that the rules read.
        label: what it is called where its words are not shown, for example ``item 4``.
    """

    id: str
    label: str
    text: str | None
    kind: ItemKind = ItemKind.CHOICE
    options: tuple[Option, ...] = ()
    loinc: str = ""
    asked_when: tuple[Clue, ...] = ()
    required: bool = True
    scored: bool = True
    refusal_counts: bool = False

    def option(self, code: str) -> Option | None:
        """Return the option known by our ``code``."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of totals, both ends in it, with its name and what it suggests."""

    id: str
    low: int
    high: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Subscale:
    """Some of the items taken alone, positive from a cut-off."""

    id: str
    items: tuple[str, ...]
    positive_from: int


@dataclass(frozen=True, slots=True)
class Trigger:
    """What certain answers come to, whatever else was said.

    It fires when one of ``any_of`` is met (where there are any), all of ``all_of`` are, and
    the total or its rise reaches what is asked for.

    Attributes:
        id: the code of its basis.
        band: the name of the outcome, in an instrument that is judged by rules.
        stands_open: it names the band although something is missing: that is what it says.
        shown: the figures behind it where they are not simply the items, codes only.
        leads_to: what the console should offer next: a protocol, an instrument, an act.
    """

    id: str
    finding: Finding
    any_of: tuple[Clue, ...] = ()
    all_of: tuple[Clue, ...] = ()
    total_from: int | None = None
    rise_from: int | None = None
    band: str = ""
    stands_open: bool = False
    shown: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several ways in which the same answers are read; somebody must say which.

    Attributes:
        bands: the bands that hold under it; the instrument's own where there are none.
        reversed: the items whose ordinals are turned round in this wording.
    """

    id: str
    bands: tuple[Band, ...] = ()
    reversed: frozenset[str] = frozenset()


class Method(StrEnum):
    """How an instrument is judged: by a total, by rules on single answers, or not at all."""

    SUM = "sum"
    RULES = "rules"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A code that stands in real files in the place of an item and is another question."""

    code: str
    item: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of an instrument.

    Attributes:
        about: what it is for, in our words.
        stem: what is said before the items, where it may ship.
        aliases: other names by which senders know it.
        pack: whether it is off until ``instruments.packs`` names it.
        clear: the band of a rules instrument when all is asked and nothing fired.
        lower_is_worse: whether a smaller total is the graver one.
        sources: keys of ``clinical/CONTENT.md`` section 9.
        edition: which edition of the customer's text is loaded; empty for what ships.
    """

    id: InstrumentId
    version: int
    title: str
    about: str
    method: Method
    licence: Licence
    items: tuple[Item, ...]
    stem: str = ""
    aliases: tuple[str, ...] = ()
    pack: bool = False
    loinc_panel: str = ""
    loinc_total: str = ""
    bands: tuple[Band, ...] = ()
    clear: str = ""
    subscales: tuple[Subscale, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    variants: tuple[Variant, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
    lower_is_worse: bool = False
    sources: tuple[str, ...] = ()
    edition: str = ""

    def item(self, name: str) -> Item | None:
        """Return the item known by our id or by its LOINC code."""
        return next((item for item in self.items if name in {item.id, item.loinc}), None)

    def variant(self, name: str | None) -> Variant | None:
        """Return the variant known by ``name``."""
        return next((variant for variant in self.variants if variant.id == name), None)

    @property
    def has_text(self) -> bool:
        """Whether every item can be shown."""
        return all(item.text is not None for item in self.items)

    @property
    def known_as(self) -> str:
        """How a step writes down that it was used: ``asq@1``."""
        return f"{self.id}@{self.version}"
