"""The rules of the crisis line: plain values and plain functions.

Nothing here reads a clock, a file, a database or a screen.  Each room knows those below it::

    decide | evolve                       a command becomes events; an event changes the board
    seen                                  what is read off the board at one moment
    board | commands | events | reasons   what is open; what is asked, what happened, why not
    publishable                           whether protocols go together
    care                                  contacts, cases, landings, and what is owed after
    protocol                              the checklists, and how one of them is run
    people | instrument                   who it is about; what is scored
    place                                 where they are, and the help near there
    reading | private | tier | ids        texts of ours; words kept apart; the small values
"""
