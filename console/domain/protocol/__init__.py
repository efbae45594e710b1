"""The checklists that lead through an escalation, and how one of them is run."""
