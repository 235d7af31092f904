"""Numbers, quantities, rounding and the vocabulary of clinical evidence."""
