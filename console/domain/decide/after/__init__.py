"""What is written down after a landing, and what it takes for something owed to end."""
