"""Small parts that every pane is made of."""
