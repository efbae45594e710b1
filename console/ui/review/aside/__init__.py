"""The left-hand side of review: what the journal is narrowed down by."""
