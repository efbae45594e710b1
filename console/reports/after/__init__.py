"""What became of what was owed, and of who was sent: values, and the documents made of them."""
