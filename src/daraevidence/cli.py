"""The command line."""

from __future__ import annotations

import typer

__all__ = ["main"]

app = typer.Typer(no_args_is_help=True, add_completion=False)


def main() -> None:
    """Run the command line."""
    app()
