"""Instruments: what is asked, how answers are read, and what the score comes to.

One implementation of each rule: answers that arrive, answers that somebody asks for in a case
and answers from a file are all judged here.
"""
