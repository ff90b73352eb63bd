"""Facts: the nouns of a press desk. Frozen values, standard library only."""
