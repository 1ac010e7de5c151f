"""Questions that cross concepts. No tables here."""
