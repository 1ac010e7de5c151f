"""Light, dark, or as the device: the reader's own choice, kept in a cookie so that it also holds when signed out."""
