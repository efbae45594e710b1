"""Spoken alerts: what is worth saying, and a process of its own that says it.

Nothing said here can hold a name, an address or a word that a client wrote: an
``Utterance`` is built from kinds, tiers and numbers only.
"""
