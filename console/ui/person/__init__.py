"""Who it is about: name, glance panel, safety plan, circle, history, notes."""
