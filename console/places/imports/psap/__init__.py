"""911 centres: the federal registry, and the areas for which each answers."""
