"""What is underway, due, seen and to be sent, in a Redis-compatible server."""
