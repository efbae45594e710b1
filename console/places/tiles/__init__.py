"""Street tiles from a file of the organisation; nothing in it is believed unseen."""
