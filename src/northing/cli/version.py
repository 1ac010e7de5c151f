"""`northing version`"""


def command() -> None:
    """Which version this is."""
    from northing import __version__

    print(f"Northing {__version__}")
