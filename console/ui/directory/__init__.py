"""The directory: what is on file, finding a place in it, and what wants doing about it."""
