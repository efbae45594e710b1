"""What is said of places of help: their numbers, their room, and whom to reach instead."""
