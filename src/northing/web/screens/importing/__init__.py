"""Importing: a file is uploaded, looked at, and taken over."""
