"""The records in the cells of a table."""
