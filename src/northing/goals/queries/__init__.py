"""What can be asked about objectives and key results. Every answer holds only what its reader may see (R51)."""
