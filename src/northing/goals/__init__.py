"""Objectives, key results, alignment, initiatives, the target ledger, and the numbers that follow from them."""
