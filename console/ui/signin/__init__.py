"""Who sits here: signing in, locking, and the first set-up."""
