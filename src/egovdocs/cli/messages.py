"""``egovdocs audit --from edxml``: messages in, cases out, departures told on standard error."""

from __future__ import annotations

import json
import sys
import tomllib
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from egovdocs.audit.problems import BadLine, Unreadable
from egovdocs.audit.reading import Entry, Input
from egovdocs.audit.running import Tally
from egovdocs.edxml import Deviation, Joined, Joiner, Source, read_stream, sources
from egovdocs.edxml.problems import MissingExtra
from egovdocs.errors import EgovdocsError, spoken


def entries(args: Namespace, inputs: list[Input], tally: Tally) -> Iterator[Entry | BadLine]:
    """
    The cases that the messages of *args* make, after every message that cannot be read.

    Departures are told on standard error; notes only with ``--all``.  One of severity
    ``error`` counts as something broken.
    """
    joiner = Joiner(_constants(args.constants) if args.constants else {})
    for name in args.files:
        yield from _added(Path(name), joiner, inputs)
    for joined in joiner.cases():
        tell(joined, args, tally)
        yield Entry(joined.names[0], 1, joined.case)


def _constants(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(name, getattr(error, "strerror", None) or str(error)) from None


def _added(path: Path, joiner: Joiner, inputs: list[Input]) -> Iterator[BadLine]:
    try:
        found = list(sources(path))
    except (EgovdocsError, OSError) as error:
        yield _bad(str(path), error)
        return
    for source in found:
        try:
            _add(source, joiner, inputs)
        except MissingExtra:
            raise
        except (EgovdocsError, OSError) as error:
            yield _bad(source.name, error)


def _add(source: Source, joiner: Joiner, inputs: list[Input]) -> None:
    with source.open() as stream:
        given = Input(source.name, stream)
        inputs.append(given)
        joiner.add(read_stream(_pieces(given), source.name))


def _pieces(given: Input) -> Callable[[int], bytes]:
    """Read in pieces of the size asked for; an input itself reads by the line."""

    def read(size: int) -> bytes:
        pieces: list[bytes] = []
        while size > 0 and (piece := given.read(size)):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    return read


def _bad(name: str, error: Exception) -> BadLine:
    if isinstance(error, EgovdocsError):
        return BadLine(name, 0, error)
    return BadLine(name, 0, Unreadable(name, getattr(error, "strerror", None) or str(error)))


def tell(joined: Joined, args: Namespace, tally: Tally) -> None:
    """Tell what departs in the messages of one case."""
    for name, each in joined.deviations:
        if each.severity == "error":
            tally.broken += 1
        if each.severity != "note" or args.all:
            print(_told(name, joined.case.case, each, args), file=sys.stderr)


def _told(name: str, case: str, each: Deviation, args: Namespace) -> str:
    if args.format == "json":
        written: dict[str, Any] = {"file": name, "case": case, **each.to_json()}
        return json.dumps(written, ensure_ascii=False)
    word = _WORDS[each.severity][args.lang == "en"]
    return f"{spoken(name)}  {word}  {each.code}  {each.message(args.lang)}"


_WORDS = {
    "error": ("lỗi", "error"),
    "warning": ("cảnh báo", "warning"),
    "note": ("ghi chú", "note"),
}
