"""A real Valkey for tests."""
