"""What every command that touches data does first."""

import os
import sys


def enter() -> None:
    """Makes Django ready with the settings of this installation. Ends the program, in words, if they cannot be used."""
    os.umask(0o077)  # what we write is for its owner alone: the database, uploads, the secret
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "northing.config.settings.running")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except (ImproperlyConfigured, OSError) as problem:
        print(f"Northing cannot start: {problem}", file=sys.stderr)
        raise SystemExit(1)


def enter_prepared() -> None:
    """As `enter`, and the database has the tables of this version. Ends the program, in words, if it has not."""
    enter()
    from northing.cli.migrate import pending

    if pending():
        print("The database is not ready for this version. Run `northing migrate` first.", file=sys.stderr)
        raise SystemExit(1)
