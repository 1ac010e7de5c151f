"""The coach beside a field: what is typed is read, and nothing is kept."""
