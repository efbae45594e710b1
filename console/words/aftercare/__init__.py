"""What is said of aftercare: its words and entries, what is owed, and the draft of a message."""
