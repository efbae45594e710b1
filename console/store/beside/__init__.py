"""What lies beside the journal: useful, kept with the same care, but not the record."""
