"""The lists that the directory is made of: what is on file, and finding a place in it."""
