"""The world: one module a system, each fits a port; blind to each other."""
