"""Protocols: what is published, how it reads, what changed, and who stands for it."""
