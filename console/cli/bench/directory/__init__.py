"""The directory, as somebody looks through it."""
