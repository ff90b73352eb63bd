"""The `beffroi alerts` commands."""
