"""The map as a page of the web engine, shut in on this machine."""
