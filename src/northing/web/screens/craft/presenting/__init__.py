"""From a draft to what its templates draw."""
