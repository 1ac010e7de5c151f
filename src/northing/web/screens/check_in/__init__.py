"""The personal check-in (R31): every number of a person in under a minute."""
