"""The rules of the crisis line: plain values and plain functions.

Nothing here reads a clock, a file, a database or a screen.
"""
