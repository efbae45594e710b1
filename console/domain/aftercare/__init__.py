"""Aftercare as the board shows it: what is owed to anybody, and crises that come again."""
