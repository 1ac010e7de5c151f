"""What the explorer and the map have in common: what their addresses say, and what their filters offer."""
