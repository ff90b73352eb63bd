"""The page: what was read, found and told, in a browser; rendered here, text only, nothing from elsewhere."""
