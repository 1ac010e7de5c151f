"""`northing verify`: is every number what the history says?"""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from northing.cli.entering import enter_prepared


def command(as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False) -> None:
    """Recompute every number from the check-ins and compare it with what is stored.

    Changes nothing; exit code 1 if any differs.
    """
    enter_prepared()
    from northing.insights.verification import tell, verify

    outcome = verify()
    if as_json:
        print(json.dumps(asdict(outcome), default=str))
    else:
        print("\n".join(tell(outcome)))
    raise typer.Exit(0 if outcome.is_clean else 1)
