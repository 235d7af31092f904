"""Which groups of patients a study has: their names, sizes, parts, and where each is told."""
