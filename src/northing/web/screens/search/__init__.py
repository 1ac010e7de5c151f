"""Search or do anything: what the palette shows while somebody types, and the same as a page."""
