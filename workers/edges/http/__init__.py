"""Web servers: asked many at once, within bounds of time, size and place."""
