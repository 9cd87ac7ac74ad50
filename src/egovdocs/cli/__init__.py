"""
The command ``egovdocs``: argv in, exit status out.

Every command lives in a module of its own, which is imported when it is asked for.
"""

from __future__ import annotations

import os
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from egovdocs.errors import EgovdocsError, spoken

__all__ = ["main"]

UNUSABLE = 2
INTERRUPTED = 128 + signal.SIGINT
CUT_OFF = 128 + 13  # as a process that SIGPIPE ended


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run one command.

    Exit status:
        0: an answer was printed; of ``audit``: nothing broken.
        1: of ``audit``: something broken.
        2: the question, the profile or some input could not be used.
        130: interrupted.
        141: nobody reads what is printed.
    """
    from egovdocs.cli.arguments import parser

    _speak_utf8()
    args = parser().parse_args(argv)
    try:
        status = _run(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_quietly()
        return CUT_OFF
    return status


def _run(args: Namespace) -> int:
    """Run the command that *args* names; a question that cannot be asked is one sentence."""
    try:
        module = import_module(f"egovdocs.cli.{args.module}")
        status: int = module.command(args)
    except EgovdocsError as error:
        print(_said(error, args), file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        raise
    except OSError as error:
        from egovdocs.audit.problems import Unreadable

        reason = error.strerror or type(error).__name__
        print(_said(Unreadable(spoken(error.filename), reason), args), file=sys.stderr)
        return UNUSABLE
    return status


def _said(error: EgovdocsError, args: Namespace) -> str:
    """The sentence in the language that was asked for; in both where none was."""
    return error.message(args.lang) if getattr(args, "asked", False) else str(error)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_quietly() -> None:
    """Let the interpreter flush into nothing when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
