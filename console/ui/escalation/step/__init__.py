"""The current step: its words, its evidence, and the ways on."""
