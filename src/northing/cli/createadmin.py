"""`northing createadmin`: a way in, for whoever commands the machine."""

from typing import Annotated

import typer

from northing.cli.entering import enter_prepared


def command(
    email: Annotated[str, typer.Option(prompt="E-mail address", help="To sign in with.")],
    password: Annotated[
        str,
        typer.Option(
            prompt="Password", hide_input=True, confirmation_prompt="Once more", envvar="NORTHING_ADMIN_PASSWORD",
            help="Better typed when asked for, or given in the environment, than on the command line.",
        ),
    ],
    name: Annotated[str, typer.Option(help="The person's name. Not needed for somebody who is here already.")] = "",
    organisation: Annotated[str, typer.Option(help="The organisation's name, if there is none yet.")] = "",
    time_zone: Annotated[str, typer.Option(help="The organisation's, if there is none yet.")] = "UTC",
) -> None:  # fmt: skip
    """Add an administrator, or give one who is here a new password. An empty Northing gets its organisation too."""
    enter_prepared()
    from northing.accounts.actions import admit_administrator
    from northing.accounts.queries import organisation as present_organisation
    from northing.activity.actions import through
    from northing.cycles.actions import begin

    with through("cli"):
        if present_organisation() is None:
            person = begin(
                name=organisation or typer.prompt("The organisation's name"),
                time_zone=time_zone,
                administrator_name=name or typer.prompt("Your name"),
                email=email,
                password=password,
            )
        else:
            person = admit_administrator(email=email, password=password, name=name)
    print(f"{person.name} can sign in as administrator with {person.email}.")
