"""Writing and changing objectives and key results: load, parse, ask or act, render."""
