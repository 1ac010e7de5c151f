"""Northing's icons: its own 16-pixel set, and Lucide's for what that set does not draw."""

from northing.web.components.icon.drawing import icon, icon_names

__all__ = ["icon", "icon_names"]
