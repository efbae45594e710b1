"""The map beside the person: where clients are, how sure we are, and which help is near."""
