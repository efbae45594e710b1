"""The protocols that ship say what their source says: who, how soon, how urgently, and how to read.

What differs on purpose is named here with its reason, so that nothing differs by a slip.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from console.domain.protocol.protocol import Kind, Mode, Protocol, Step
from console.domain.protocol.read import read
from tests.domain.centre import sources
from tests.shared import shared

SHIPPED = {found.id: found for found in map(read, sources())}

DIFFERENT: Mapping[tuple[str, str], str] = {
    ("P09", "c3"): "a clock of 24 hours where the source names only the hours of the follow-up",
    ("P11", "b3"): "required: who is told, or that nobody is, is always written down",
    ("P11", "b4"): "required: who is told, or that nobody is, is always written down",
    ("P16", "a5"): "its gates stand in c1, before the act and not before the question",
}
READ_DO = {"P05", "P09", "P10", "P24", "P29"}
DO_CONFIRM = {"P01", "P02", "P03", "P32"}
"""CONTENT, section 6, rule 1.  P04 is read step by step, as its own file in the source says."""

OURS = {"primary_team"}
"""Roles of the source that work outside the console: a counsellor writes down what they agreed."""


@dataclass
class Written:
    """A protocol of the source: how it is read, what to know by heart, and what each step says."""

    mode: str = ""
    memory: list[str] = field(default_factory=list)
    steps: dict[str, dict[str, str]] = field(default_factory=dict)


def written() -> Mapping[str, Written]:
    """Return the source by protocol; its layout is regular enough to be read by the line."""
    found: dict[str, Written] = {}
    name, step = "", ""
    for line in shared("clinical/protocols.yaml").read_text(encoding="utf-8").splitlines():
        if named := re.fullmatch(r"- id: (P\d\d)", line):
            name, step = named[1], ""
            found[name] = Written()
        elif named := re.fullmatch(r"  mode: (\w+)", line):
            found[name].mode = named[1]
        elif not step and name and (named := re.fullmatch(r"  - (\w+)", line)):
            found[name].memory.append(named[1])
        elif named := re.fullmatch(r" {4}- id: (\w+)", line):
            step = named[1]
            found[name].steps[step] = {}
        elif step and (named := re.fullmatch(r" {6}(who|target_s|required|kind): (\w+)", line)):
            found[name].steps[step][named[1]] = named[2]
    return found


def shipped(name: str) -> Protocol:
    return next(found for found in SHIPPED.values() if found.id == name)


def differs(said: Mapping[str, str], step: Step) -> bool:
    """Whether ``step`` is another person's, sooner or later, freer, or holds less than ``said``."""
    target = None if said["target_s"] == "null" else timedelta(seconds=int(said["target_s"]))
    holds = {Kind.GATE, Kind.TIMER}
    return (
        target != step.target
        or (said["required"] == "true") is not step.required
        or (said["kind"] in holds and step.kind != said["kind"])
        or (said["who"] not in OURS and said["who"] != step.who)
    )


def test_every_step_is_whose_when_and_as_binding_as_the_source_says() -> None:
    found = {
        (name, one)
        for name, source in written().items()
        for one, said in source.steps.items()
        for step in shipped(name).steps
        if step.id == one and differs(said, step)
    }
    assert found == set(DIFFERENT)


def test_what_is_known_by_heart_is_what_the_source_says() -> None:
    for name, source in written().items():
        assert [str(one) for one in shipped(name).memory] == source.memory, name


def test_every_list_is_read_as_the_source_says_and_the_rules_of_the_pane_ask() -> None:
    for name, source in written().items():
        assert shipped(name).mode == source.mode, name
    modes = {str(found.id): found.mode for found in SHIPPED.values()}
    assert {name for name in READ_DO if modes[name] is not Mode.READ_DO} == set()
    assert {name for name in DO_CONFIRM if modes[name] is not Mode.DO_CONFIRM} == set()
