"""Review: what was done, found again, read case by case, checked and put on paper."""
