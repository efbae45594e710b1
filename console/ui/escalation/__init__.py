"""The escalation: the checklist that leads, the tier, the call card, this case's journal."""
