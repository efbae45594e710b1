"""Every sentence that the console says to a person, on screen, aloud or in a terminal.

Short, plain and kind: what happened, and what to do.
"""
