"""The call card: what is read aloud to a 911 centre."""
