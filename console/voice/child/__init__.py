"""The voice process: renders sentences, plays sounds, and lets the urgent cut in."""
