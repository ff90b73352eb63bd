"""The couriers: each brings notices to the channels of some kinds."""
