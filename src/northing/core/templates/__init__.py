"""Good OKRs to start from, by department (R43)."""
