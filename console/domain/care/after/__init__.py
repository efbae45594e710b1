"""Aftercare: what is owed to somebody after a landing, and how it ends, always with a reason.

Here is each thing that can be owed, by itself; the list of all that is owed is read off the
board (``domain.seen.owed``).
"""
