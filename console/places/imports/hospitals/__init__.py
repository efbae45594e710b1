"""Hospitals of the two federal lists, and which rows of both are one place."""
