"""The templates: good OKRs by department, to be read, and to start from."""
