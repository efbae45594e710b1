"""How the texts of a centre are read (TOML): protocols, instruments, drills.

Nothing stops at the first thing that is wrong: all of it is listed, each with its remedy.
"""
