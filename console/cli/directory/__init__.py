"""The directory of help, and the 911 centre for a place."""
