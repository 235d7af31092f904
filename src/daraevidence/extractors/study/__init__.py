"""Which studies a document tells of, where each is told, and its facts: names, acronyms, design, sizes, follow-up."""
