"""The journal as a table: newest first, a page at a time."""
