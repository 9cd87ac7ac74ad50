"""``egovdocs audit --from edxml``: messages in, cases out, with what departs in each."""

from __future__ import annotations

import sys
import tomllib
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from egovdocs.audit.problems import BadLine, Unreadable
from egovdocs.audit.reading import Entry, Input
from egovdocs.audit.remarks import Remark
from egovdocs.cli.cases import STDIN
from egovdocs.edxml import (
    Deviation,
    Joiner,
    Passing,
    Received,
    Source,
    passing,
    read_stream,
    sources,
)
from egovdocs.edxml.problems import MissingExtra
from egovdocs.errors import EgovdocsError


def entries(args: Namespace, inputs: list[Input]) -> Iterator[Entry | BadLine]:
    """The cases that the messages of *args* make, after every message that cannot be read."""
    joiner = Joiner(_constants(args.constants) if args.constants else {})
    kept = inputs if args.receipt else None
    for name in args.files:
        yield from _added(name, joiner, kept)
    for joined in joiner.cases():
        remarks = tuple(_remark(name, each) for name, each in joined.deviations)
        yield Entry(joined.names[0], 1, joined.case, remarks)


def _constants(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(name, getattr(error, "strerror", None) or str(error)) from None


def _added(name: str, joiner: Joiner, inputs: list[Input] | None) -> Iterator[BadLine]:
    try:
        for source in _messages(name):
            found = _read(source, inputs)
            if isinstance(found, BadLine):
                yield found
            else:
                joiner.add(found)
    except MissingExtra:
        raise
    except (EgovdocsError, OSError) as error:
        yield _bad(name, error)


def _messages(name: str) -> Iterator[Source | Passing]:
    return passing(sys.stdin.buffer) if name == STDIN else iter(sources(Path(name)))


def _read(source: Source | Passing, inputs: list[Input] | None) -> Received | BadLine:
    try:
        with source.open() as stream:
            return read_stream(_reader(stream, source.name, inputs), source.name)
    except MissingExtra:
        raise
    except (EgovdocsError, OSError) as error:
        return _bad(source.name, error)


def _reader(stream: Any, name: str, inputs: list[Input] | None) -> Callable[[int], bytes]:
    """How the message is read; for a receipt, what goes by is counted and hashed."""
    if inputs is None:
        return stream.read  # type: ignore[no-any-return]
    given = Input(name, stream)
    inputs.append(given)
    return given.piece


def _bad(name: str, error: Exception) -> BadLine:
    if isinstance(error, EgovdocsError):
        return BadLine(name, 0, error)
    return BadLine(name, 0, Unreadable(name, getattr(error, "strerror", None) or str(error)))


def _remark(name: str, each: Deviation) -> Remark:
    return Remark(
        file=name,
        code=each.code,
        severity=each.severity,
        vi=each.message("vi"),
        en=each.message("en"),
        at=each.at,
        value=each.value,
        expected=each.expected,
        source=each.source,
    )
