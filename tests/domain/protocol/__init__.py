"""Protocols and their runs, on the lists that ship."""
