"""`northing serve`: pages, until Ctrl-C."""

import os
import socket
import sys
from typing import Annotated

import typer

from northing.cli.entering import enter


def command(
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535, help="Where to listen.")] = 8000,
    host: Annotated[str, typer.Option(help="On which address: 0.0.0.0 for all of this machine's.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(envvar="NORTHING_WORKERS", min=1, help="Processes that serve pages.")] = 2,
    demo: Annotated[bool, typer.Option("--demo", help="Load the demo company first, if there is nothing yet.")] = False,
) -> None:
    """Start Northing: prepares the database, then serves pages until you press Ctrl-C."""
    os.environ["PORT"] = str(port)  # part of the address in settings and mails, unless NORTHING_URL says another
    _ask_for_port(host, port)
    enter()
    from django.conf import settings

    from northing.cli.migrate import prepare

    if not (settings.BUILT_ASSETS / "manifest.json").exists():
        print("The front end is not built. In a checkout, `make setup` builds it.", file=sys.stderr)
        raise typer.Exit(1)
    prepare()
    if demo:
        _load_demo()
    from northing.cli.server import Server

    Server(host=host, port=port, workers=workers, greeting=greeting(settings.SITE_URL)).run()


def greeting(address: str) -> str:
    """What is said once pages are served: the address, and how to get in."""
    from northing.accounts.queries import organisation
    from northing.demo.queries import ways_in

    ready = f"Northing is ready at {address}"
    if organisation() is None:
        return f"{ready}\nThe first page asks for your organisation and its first administrator."
    people = ways_in()
    if not people:
        return f"{ready}\nSign in with your e-mail address and password. Ctrl-C stops it."
    width = max(len(way.email) for way in people)
    lines = [f"  {way.email:<{width}}  {way.password}  {way.who}" for way in people]
    return "\n".join([ready, "It shows a demo company. Sign in as one of these:", *lines, "Ctrl-C stops it."])


def _load_demo() -> None:
    from northing.accounts.queries import organisation
    from northing.demo.actions import load

    if organisation() is None:
        print("Loading the demo company ...", flush=True)
        load()


def _ask_for_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            print(f"Cannot listen on {host}:{port}: {problem.strerror}. Choose another with --port.", file=sys.stderr)
            raise typer.Exit(1)
