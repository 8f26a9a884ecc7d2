"""The command line: ``jhreport --help`` lists the commands."""

import sys

import typer

from jhreport.cli.common import app
from jhreport.errors import JhreportError

# Each registers its commands, and --help lists them in this order.
# isort: off
from jhreport.cli import tables  # noqa: F401
from jhreport.cli import drafts  # noqa: F401
from jhreport.cli import making  # noqa: F401
# isort: on


def main() -> None:
    """Run the command line; an error of the package is a message and exit status 2."""
    try:
        app()
    except JhreportError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(2)
