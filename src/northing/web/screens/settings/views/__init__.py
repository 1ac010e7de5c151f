"""What the pages of settings do."""
