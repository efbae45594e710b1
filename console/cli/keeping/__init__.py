"""What is kept in the journal, and what goes."""
