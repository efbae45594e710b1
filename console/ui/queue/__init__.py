"""The pane of everybody who waits, and of who has whom."""
