"""What teams ask of each other (R23): the list, one request with its history, asking, and the three questions (R24)."""
