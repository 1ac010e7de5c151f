"""Vinterhavn, a cold-chain company that never was: sixty people, three quarters, good OKRs and a few poor ones."""
