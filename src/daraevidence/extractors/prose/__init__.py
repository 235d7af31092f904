"""The records that sentences tell, in their place in the document."""
