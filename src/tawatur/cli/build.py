"""Commands that make a record: build, demo."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tawatur import api
from tawatur.api import Step, Summary
from tawatur.cli import exits
from tawatur.cli.read import DEFAULT
from tawatur.cli.show import counted, print_timeline, shown
from tawatur.cli.write import write_report
from tawatur.engine import TIME_LIMIT
from tawatur.model import ReaderName, RecordError

_REASONS_SHOWN = 20


def build(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, patterns; - for standard input.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="RECORD", help="The record to make or to add to.")
    ] = DEFAULT,
    workers: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Processes; by default as many as pay, at most 4.")
    ] = None,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="How long one document may take.")
    ] = TIME_LIMIT,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first document that can't be used.")
    ] = False,
    reader: Annotated[
        ReaderName | None,
        typer.Option(help="Who finds names that no lexicon knows; by default as the record was read, else fast."),
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Tell what becomes of each document.")] = False,
) -> None:
    r"""Read articles into a record, or add to one.

    Text, HTML, JSON and JSON lines. A document that is stored already is not read again; a changed one takes the place
    of the old. One that can't be used is kept aside with the reason, and the rest goes on. A build that was cut short
    goes on where it stopped when the same command is given again.

    \b
    Examples:
      tawatur build articles/ -o record.tawatur
      tawatur build january.jsonl february.jsonl --workers 4
      tawatur build articles/ --reader accurate
    """
    began = time.monotonic()
    with _progress(quiet=quiet, verbose=verbose) as progress:
        view = api.build(
            *inputs, output=output, workers=workers, time_limit=time_limit, fail_fast=fail_fast, progress=progress,
            reader=reader,
        )
    with view:
        summary = view.summary
    assert summary is not None
    if not quiet:
        _say(summary, output, time.monotonic() - began)
    _end(summary)


def demo(
    folder: Annotated[
        Path, typer.Option("--dir", metavar="DIR", help="Where to put the record and the report.")
    ] = Path("demo-out"),
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Read the sample texts that come with the program, print their timeline, and write a record and a report."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(f"{folder}: can't be made: {error.strerror}") from error
    record, page = folder / "record.tawatur", folder / "report.html"
    with (
        as_file(files("tawatur.resources").joinpath("demo", "texts")) as texts,
        _progress(quiet=quiet, verbose=False) as progress,
    ):
        view = api.build(texts, output=record, progress=progress)
    with view:
        if not quiet:
            print_timeline(view, view.events(), "en")
        write_report(view, page, "tawatur demo")
        summary = view.summary
    assert summary is not None
    if not quiet:
        typer.echo(f"\nrecord: {record}\nreport: {page} (open it in a browser)")
    _end(summary)


def _end(summary: Summary) -> None:
    usable = summary.new + summary.replaced + summary.unchanged + summary.read_again
    if not usable:
        raise typer.Exit(exits.NO_DOCUMENT)
    if summary.kept_aside:
        raise typer.Exit(exits.KEPT_ASIDE)


def _say(summary: Summary, output: Path, seconds: float) -> None:
    counts = [
        (summary.new, "new"), (summary.replaced, "replaced"), (summary.unchanged, "unchanged"),
        (summary.read_again, "read again"), (len(summary.kept_aside), "kept aside"),
    ]
    typer.echo(f"documents: {', '.join(f'{count} {what}' for count, what in counts if count) or 'none'}")
    for failure in summary.kept_aside[:_REASONS_SHOWN]:
        typer.echo(f"  kept aside: {shown(failure.document)}: {failure.step}: {shown(failure.reason)}")
    more = len(summary.kept_aside) - _REASONS_SHOWN
    if more > 0:
        typer.echo(f"  and {more} more: tawatur documents {output}")
    typer.echo(
        f"{output}: {counted(summary.documents, 'document')}, {counted(summary.events, 'event')}, "
        f"{counted(summary.entities, 'entity', 'entities')} ({seconds:.1f} s)"
    )


@contextmanager
def _progress(*, quiet: bool, verbose: bool) -> Iterator[Callable[[Step], None] | None]:
    """What to call after each document: a line each with --verbose, a running count where a person is looking."""
    if verbose and not quiet:
        yield lambda step: typer.echo(f"{step.state}: {shown(step.document)}", err=True)
        return
    if quiet or not sys.stderr.isatty():
        yield None
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed} documents"), TimeElapsedColumn(),
               TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step: bar.update(task, completed=step.done)
