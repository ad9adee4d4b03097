"""The command line."""

from tawatur.cli.app import app, main

__all__ = ["app", "main"]
