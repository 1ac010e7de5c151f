"""The explorer: every OKR the reader may see, as an outline or as a table."""
