"""Vigil, the dispatch console of a crisis line.

Everything that happens is an entry in one journal.  A command is decided by the
rules, written to the journal, and only then seen on any screen::

    intake ─┐                                   ┌─ ui
            ├─> desk ──> domain ──> journal ──> desk ──> voice
    ui ─────┘   (ask)   (decide)    (keep)     (tell)    └─ reports

Imports point downwards only; ``pyproject.toml`` holds the contract::

    cli
    app
    ui | wiring
    practice
    intake | places | voice | reports
    words
    desk | store
    journal
    domain

``settings`` is a leaf that any of them may read.
"""
