"""Where somebody is, how sure we are of it, and which help is near or on the way."""
