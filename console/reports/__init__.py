"""What is written down for people who were not there: values, then paper, CSV and JSON.

``shift`` and ``case`` hold the values, computed from the journal alone; ``document``
is what paper and spreadsheets are made of; ``pdf`` prints in a process of its own.
"""
