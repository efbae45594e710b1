"""What is said of a client's circle, safety plan and advance directive."""
