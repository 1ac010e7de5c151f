"""One package per screen: its addresses, its views and its templates. Screens do not import one another."""
