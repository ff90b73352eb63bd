"""The entity model: spaCy's French one, tuned, and read word by word only once."""
