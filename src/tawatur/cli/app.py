"""The program ``tawatur``: its commands, and what happens when one of them fails."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from tawatur._version import __version__
from tawatur.cli import exits
from tawatur.cli.agreements import agreements
from tawatur.cli.announcements import announcements
from tawatur.cli.build import build, demo
from tawatur.cli.dates import dates, timex
from tawatur.cli.framing import framing
from tawatur.cli.judge import judge
from tawatur.cli.read import documents, entity, event, timeline
from tawatur.cli.show import help_of, shown
from tawatur.cli.witnesses import chains, copies, disagreements
from tawatur.cli.write import export, report
from tawatur.model import TawaturError

# ClickException, which typer carries but has no name for.
_UsageError = cast(type[Exception], typer.BadParameter.__mro__[2])
_CODES = "\n".join(f"  {code}  {meaning}" for code, meaning in exits.MEANINGS.items())

_HELP = f"""Reads Arabic news into a record of events: who, with whom, when, where, and the chain of who says so.

يقرأ الأخبار العربية ويسجّل لكل حدث مَن ومتى وأين، وسلسلةَ مَن رواه.

\b
Examples:
  tawatur demo
  tawatur build articles/ -o record.tawatur
  tawatur timeline --country MAR --from 2021-11 --to 2022-07
  tawatur timeline --actor المغرب --actor إسرائيل --kind visit
  tawatur dates visit-1f0c
  tawatur report -o report.html

Commands that read a record take ./record.tawatur where none is named.

\b
Exit codes:
{_CODES}
"""


class _Commands(TyperGroup):
    """Tells of errors in one line and ends with their exit code; ``--debug`` shows where they came from."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; its errors become messages and exit codes."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            typer.echo("interrupted; what was stored stays stored: the same command goes on from there", err=True)
            raise typer.Exit(exits.INTERRUPTED) from None
        except BrokenPipeError:
            # The reader of our output has seen enough (``| head``).
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(exits.OK) from None
        except (typer.Exit, typer.Abort, _UsageError):
            raise
        except Exception as error:
            code = exits.code_of(error)
            if ctx.params.get("debug"):
                traceback.print_exception(error)
            elif isinstance(error, TawaturError) or code == exits.USAGE:
                typer.echo(f"tawatur: {shown(str(error))}", err=True)
            else:
                typer.echo(
                    f"tawatur: a fault of the program: {type(error).__name__}: {shown(str(error))}\n"
                    "`tawatur --debug ...` shows where; please report it.", err=True,
                )
            raise typer.Exit(code) from None


app = typer.Typer(
    cls=_Commands, help=_HELP, no_args_is_help=True, add_completion=False, rich_markup_mode=None,
    pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]},
)
_ALL = (
    build, demo, timeline, event, entity, documents, chains, copies, disagreements, framing, announcements, agreements,
    dates, timex, export, report,
)
for command in _ALL:
    app.command(help=help_of(command))(command)
app.add_typer(judge)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tawatur {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Entry point of the program."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (stream.encoding or "").lower().replace("-", "")
        if hasattr(stream, "reconfigure"):
            # Arabic must get through where the system's default can't write it; never die on a character.
            if encoding != "utf8" and not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="backslashreplace")
    app()
