"""The command `beffroi`: one module a group of commands, each a thin shell over the flow."""
