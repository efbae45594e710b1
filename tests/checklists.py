"""Small checklists for tests, as the text (TOML) that a centre publishes."""

import json
from collections.abc import Mapping


def checklist(name: str, *phases: str, title: str = "A trial", **head: object) -> str:
    """Return the checklist ``name``; ``head`` is what else its head says."""
    first = {"id": name, "version": 1, "title": title, "entry": "Trial", **head}
    return _rows(first) + "".join(phases)


def phase(name: str, *steps: str, title: str = "Now") -> str:
    """Return a phase with ``steps``."""
    return "[[phase]]\n" + _rows({"id": name, "title": title}) + "".join(steps)


def step(name: str, text: str, *parts: str, **said: object) -> str:
    """Return a step; ``parts`` are its fields and answers, ``said`` its other rows."""
    return "[[phase.step]]\n" + _rows({"id": name, "text": text, **said}) + "".join(parts)


def field(name: str, label: str, kind: str = "", **said: object) -> str:
    """Return a field of a step; with no ``kind`` it is what a field is by itself."""
    typed = {"type": kind} if kind else {}
    return "[[phase.step.field]]\n" + _rows({"id": name, "label": label, **typed, **said})


def answer(key: str, label: str, **said: object) -> str:
    """Return an answer of a step."""
    return "[[phase.step.answer]]\n" + _rows({"key": key, "label": label, **said})


def _rows(said: Mapping[str, object]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in said.items())


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{name} = {_value(one)}" for name, one in value.items())
        return f"{{ {inside} }}"
    return json.dumps(value, ensure_ascii=False)
