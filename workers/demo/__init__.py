"""Sample feeds of invented outlets, served on this machine for a first look without network."""
