"""What Vinterhavn pursues: the running quarter, and the two before it."""
