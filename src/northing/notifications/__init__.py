"""Who is told what by mail, read from the log."""
