"""The command line: one short file for each group of commands."""

from kg.cli.main import main

__all__ = ["main"]
