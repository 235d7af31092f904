"""Tables: from lines, rows or cells to a grid with header paths and row paths."""
