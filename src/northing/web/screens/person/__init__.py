"""People: the list of them, and what one of them leads, owns and helps with."""
