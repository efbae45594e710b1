"""The practice shift played by keys, with the lead at a second workplace, and pictures of it."""
