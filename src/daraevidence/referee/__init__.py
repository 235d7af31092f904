"""The referee: records made elsewhere, held against the document that they are said to come from."""
