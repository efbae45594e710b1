"""What is owed to somebody after a landing, and how it ends: always with a reason."""
