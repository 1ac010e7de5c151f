"""`northing jobs`: what happens by itself."""

from typing import Annotated

import typer

from northing.cli.entering import enter_prepared


def command(once: Annotated[bool, typer.Option("--once", help="Run what is due now, then stop.")] = False) -> None:
    """Run the timetable: days turn, old sessions go. `northing serve` starts this by itself."""
    enter_prepared()
    from northing.jobs.timetable import Timetable

    timetable = Timetable()
    if once:
        print("\n".join(timetable.run_due()))
    else:
        timetable.run()
