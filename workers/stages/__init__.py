"""Decisions: pure functions from facts to facts, blind to each other."""
