"""Records of clients as other systems keep them, and how they are joined with ours."""
