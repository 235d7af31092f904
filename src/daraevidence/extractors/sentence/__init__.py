"""One sentence: its clauses, the numbers in them, the groups and outcomes that they belong to."""
