"""Who is involved: clients, the people around them, and our own staff."""
