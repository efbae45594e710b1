"""What is read off the board at one moment: who waits, what fits, what is owed, what changed.

Nothing here is kept and nothing is decided: the same board at the same time shows the same.
"""
