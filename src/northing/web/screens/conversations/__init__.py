"""Conversations on a page of their own, and the addresses to which every discussion block sends."""
