"""How contacts arrive: every sender's payload becomes one IntakeEvent, and that a command."""
