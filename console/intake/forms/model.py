"""A questionnaire and a filled one, as they came: read from FHIR, and nothing judged yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.domain.people.client import Identifier


class Release(StrEnum):
    """The release of FHIR that something is written in."""

    STU3 = "STU3"
    R4 = "R4"
    R5 = "R5"


class Format(StrEnum):
    """How something is written down."""

    JSON = "json"
    XML = "xml"


class Status(StrEnum):
    """How far a filled form is, in the words of FHIR; ``UNSTATED`` is any other and none."""

    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    AMENDED = "amended"
    ENTERED_IN_ERROR = "entered-in-error"
    STOPPED = "stopped"
    UNSTATED = "unstated"


class Absent(StrEnum):
    """Why an answer is not there, as far as the form says."""

    DECLINED = "declined"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Coding:
    """A code, character for character as it came.

    Attributes:
        ordinal: the number that the form itself gives to it, by an extension.
    """

    system: str
    code: str
    display: str = ""
    ordinal: float | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer to one question; whichever kind of value it has, the others are ``None``."""

    coding: Coding | None = None
    number: float | None = None
    flag: bool | None = None
    text: str | None = None
    absent: Absent | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """One question of a filled form, with what was answered.

    Attributes:
        link: its ``linkId``.
        definition: the address of its definition, empty where there is none.
        depth: how many questions and groups stand around it.
    """

    link: str
    text: str = ""
    definition: str = ""
    replies: tuple[Reply, ...] = ()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a form is about, as far as it says.

    Attributes:
        reference: for example ``Patient/12``; empty where there is none.
        identifiers: what other systems call them.
    """

    reference: str = ""
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A result that arrived with a form: a total of its own, or an Observation.

    Attributes:
        codes: what the result is of.
        value: a number, or the code of a level; ``None`` where neither can be read.
        where: ``item``, ``extension`` or ``observation``.
        link: the question that holds it, for one that stands in the form.
    """

    where: str
    codes: tuple[Coding, ...]
    value: float | None
    level: Coding | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A QuestionnaireResponse.

    Attributes:
        canonical: which questionnaire was filled in, without its version.
        version: of that questionnaire; empty where it is not said.
        stamp: what names this state of it: its id and version, or its last change.
        items: every question and group, in order, flat.
        stated: results that arrived beside the answers.
        written: the resource alone, as canonical JSON.
    """

    release: Release
    canonical: str
    version: str
    status: Status
    authored: datetime | None
    whose: Whose
    id: str
    stamp: str
    items: tuple[Filled, ...]
    stated: tuple[Stated, ...] = ()
    written: str = field(default="", compare=False, repr=False)

    def answered(self) -> Iterator[Filled]:
        """Yield the questions that have an answer, or say why they have none."""
        return (item for item in self.items if item.replies)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a questionnaire.

    Attributes:
        codes: what it asks, in code systems.
        text: the words that are shown.
        kind: its FHIR type, for example ``choice``; ``group`` and ``display`` ask nothing.
        options: what may be answered.
    """

    link: str
    codes: tuple[Coding, ...]
    text: str
    kind: str
    required: bool
    options: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A Questionnaire.

    Attributes:
        canonical: its address, without a version.
        codes: what the whole of it is, in code systems.
        copyright: what it says of its own rights.
        items: every question and group, in order, flat.
    """

    release: Release
    canonical: str
    version: str
    title: str
    copyright: str
    codes: tuple[Coding, ...]
    items: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Everything about questionnaires in one file or one post.

    Attributes:
        digest: SHA-256 of the bytes, in hexadecimal.
        others: how many resources there are that say nothing of questionnaires.
    """

    format: Format
    digest: str
    forms: tuple[Form, ...]
    filled: tuple[FilledForm, ...]
    others: Mapping[str, int]
