"""The one window: it puts the panes together, and binds the keys."""
