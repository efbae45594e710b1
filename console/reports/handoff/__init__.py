"""A case as a file for whoever takes over: what may be told, and the forms it is written in."""
