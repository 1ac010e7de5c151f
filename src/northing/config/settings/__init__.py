"""Three modules of settings, each a complete answer to "which Northing is this?".

- `base`     what is true of every Northing; reads nothing from outside
- `running`  an installation: environment variables, the data directory, the real database
- `testing`  the test suite
"""
