"""The right-hand side of review: one case, read from its first entry to its last."""
