"""How a command ends: each exception is an exit code and one line that names the thing and the way out."""

from __future__ import annotations

import os
import sys
import traceback
from typing import NoReturn

import click

from arnews_crawler.cli.streams import abandon, is_storage_error
from arnews_crawler.cli.terminal import say
from arnews_crawler.corpus.errors import CorpusError
from arnews_crawler.operations.exit_codes import ExitCode


class CommandError(Exception):
    """A command cannot do what it was told; ``str()`` is the line to print."""

    def __init__(self, message: str, exit_code: ExitCode) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def end(error: BaseException, command: str) -> int:
    """Print what there is to say about an error that ended ``command`` and return the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        abandon(sys.stdout)  # the reader, such as head, has all that it wants
        return ExitCode.OK
    if os.environ.get("ARNEWS_DEBUG"):
        traceback.print_exception(error)
    exit_code, line = _verdict(error)
    say(f"{command}: {line}")
    return exit_code


def fail(message: str, exit_code: ExitCode) -> NoReturn:
    """End the command with a line and a code."""
    raise CommandError(message, exit_code)


def _verdict(error: BaseException) -> tuple[ExitCode, str]:
    if isinstance(error, CommandError):
        return error.exit_code, str(error)
    if isinstance(error, click.ClickException):
        return ExitCode.USAGE, _usage_line(error)
    if isinstance(error, CorpusError):
        return ExitCode.STORAGE, str(error)
    if isinstance(error, KeyboardInterrupt | EOFError | click.Abort):
        return ExitCode.INTERRUPTED, "interrupted"
    if isinstance(error, OSError) and is_storage_error(error):
        abandon(sys.stdout)
        return (
            ExitCode.STORAGE,
            f"{error.filename or 'stdout'}: {error.strerror}; free some space and run again",
        )
    return ExitCode.BUG, (
        f"a bug of arnews: {type(error).__name__}: {error}; "
        "ARNEWS_DEBUG=1 in the environment (or arnews --debug …) prints where"
    )


def _usage_line(error: click.ClickException) -> str:
    """What is wrong and what to type instead."""
    message = " ".join(error.format_message().split()).removesuffix(".")
    context = getattr(error, "ctx", None)
    if context is None:
        return message
    examples = getattr(context.command, "examples", ())
    example = f"; type for example: {examples[0]}" if examples else ""
    return f"{message}{example} (see {context.command_path} --help)"
