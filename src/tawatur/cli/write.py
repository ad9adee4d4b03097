"""Commands that write a record in another form: export, report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from tawatur import api
from tawatur.cli.read import DEFAULT, RecordArgument
from tawatur.export import export_json, write_whole
from tawatur.model import ExportError


def export(
    record: RecordArgument = DEFAULT,
    form: Annotated[
        Literal["json", "csv", "xlsx"] | None, typer.Option("--format", help="By default what FILE's ending names.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Without it JSON goes to standard output.")
    ] = None,
) -> None:
    r"""The whole record as JSON (every value with its words), or its events as a table (CSV, XLSX).

    \b
    Examples:
      tawatur export --format json > record.json
      tawatur export record.tawatur -o events.xlsx
    """
    with api.open(record) as view:
        if output is not None:
            view.export(output, form)
        elif form in (None, "json"):
            sys.stdout.buffer.write(export_json(view.record()))
            sys.stdout.flush()
        else:
            raise typer.BadParameter(f"--format {form} needs a file: -o FILE.{form}")


def report(
    record: RecordArgument = DEFAULT,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The page to write.")
    ] = Path("report.html"),
    title: Annotated[str | None, typer.Option(help="Title of the page; by default the name of the record.")] = None,
) -> None:
    r"""One self-contained page to read the record offline: timeline, chains, articles with their evidence.

    \b
    Examples:
      tawatur report record.tawatur -o report.html
    """
    with api.open(record) as view:
        write_report(view, output, title or record.stem)
    typer.echo(f"wrote {output}")


def write_report(view: api.RecordView, output: Path, title: str) -> None:
    """Write the page of a record, whole or not at all."""
    from tawatur.web import render_report

    if view.path is not None and output.exists() and output.samefile(view.path):
        raise ExportError(f"{output}: the record itself; the report would overwrite it")
    write_whole(output, render_report(view.record(), view.failures, title=title).encode())
