"""The foot of the window: what is said, what is to be read, and where commands are typed."""
