"""Teams: the tree of all of them, and the page of one."""
