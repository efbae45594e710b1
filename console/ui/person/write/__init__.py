"""What is written about the client in their pane: forms that keep themselves as drafts."""
