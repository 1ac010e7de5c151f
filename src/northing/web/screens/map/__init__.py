"""The alignment of a whole cycle, as a picture and as a table."""
