"""Tools with no opinion about OKRs."""
