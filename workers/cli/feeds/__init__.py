"""`beffroi feeds`: one module a command, gathered in group.py."""
