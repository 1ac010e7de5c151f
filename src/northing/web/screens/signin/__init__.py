"""The door: sign in, sign out, a forgotten password, and the first password of somebody who was invited."""
