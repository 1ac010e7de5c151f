"""Every component in every state, on one page that follows the reader's theme."""
