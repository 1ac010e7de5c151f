"""The web door: pages for people. It translates between HTTP and the concepts, and decides nothing."""
