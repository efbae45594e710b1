"""The alert tones, and what makes them."""
