"""A real Elasticsearch for tests."""
