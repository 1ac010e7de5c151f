"""The tree of teams and who belongs to which, since when."""
