"""Who is around the client: what may be told to whom, and what they say about it now."""
