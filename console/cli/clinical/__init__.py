"""The commands that are about care."""
