"""What the rows and columns of a table are: labels, groups, kinds of column, levels of a header."""
