"""Questions that cross concepts. No tables: what is answered here is read elsewhere."""
