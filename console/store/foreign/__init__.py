"""Databases of others: read once, never changed, never believed."""
