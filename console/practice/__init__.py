"""Drills and simulated senders: they use the real doors and nothing else."""
