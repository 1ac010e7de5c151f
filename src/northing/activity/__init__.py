"""Who did what to what: the append-only log that history, notifications and audit read."""
