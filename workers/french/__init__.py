"""The French language as data and pure functions."""
