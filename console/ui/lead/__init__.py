"""The workspace of the shift lead: what nobody has, and who is here."""
