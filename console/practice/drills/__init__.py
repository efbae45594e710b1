"""Drills: one invented crisis each, played by the real doors, scored from the journal alone."""
