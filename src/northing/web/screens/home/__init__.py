"""The first page of a person: what needs them, how their goals stand, what changed since they were last here."""
