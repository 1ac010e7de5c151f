"""The parts every screen is built from, each in its folder: macro, style, examples and, where needed, behaviour."""
