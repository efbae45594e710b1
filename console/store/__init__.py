"""Where the record lives: SQLite for one station, PostgreSQL for many.  The only SQL."""
