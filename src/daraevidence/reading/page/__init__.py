"""A page of a PDF: from placed characters to lines, columns, paragraphs and tables."""
