"""The workspace of aftercare: what is owed to whom, what was tried, and what comes next."""
