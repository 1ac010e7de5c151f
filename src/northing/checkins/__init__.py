"""Values, confidence and notes over time: what owners say about their key results, and what they correct."""
