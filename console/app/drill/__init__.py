"""A drill at one station: for a person at a screen, or played by keys without one."""
