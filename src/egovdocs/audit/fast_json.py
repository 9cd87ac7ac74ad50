"""
JSON by a fast library, where the extra ``egovdocs[fast]`` is installed.

What the two libraries might see differently is never decided here: a line of any doubt is
left to the plain reader, a value of any doubt to the plain writer.  Cases, problems and
output are the same to the byte with and without the extra.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, TypeAlias

from egovdocs.record import Case
from egovdocs.record.quick import Doubt, quick_case

Read: TypeAlias = Callable[[bytes], Case]
Write: TypeAlias = Callable[[dict[str, Any]], str]

_NULLABLE = frozenset({"document", "message", "case"})


def installed() -> bool:
    """Whether the extra is there."""
    return find_spec("msgspec") is not None


def reader() -> Read | None:
    """A reader of lines that raises :class:`Doubt` for all but the plainest; None without it."""
    if not installed():
        return None
    from msgspec import MsgspecError
    from msgspec import json as fast

    decode, encode = fast.Decoder().decode, fast.Encoder().encode

    def read(line: bytes) -> Case:
        try:
            value = decode(line)
            bare = fast.format(line, indent=-1)
            same = encode(value) == bare
        except (MsgspecError, ValueError, RecursionError):
            raise Doubt from None
        if type(value) is not dict or not (same or _once(bare, value)):
            raise Doubt
        return quick_case(
            {key: part for key, part in value.items() if part is not None or key in _NULLABLE}
        )

    return read


def _once(bare: bytes, value: dict[str, Any]) -> bool:
    """
    Whether no key of any object is repeated in *bare*, a line without space between tokens.

    Every key ends in ``":`` there, so that the line has at least as many of those as keys,
    and more only where a text has them too.  (A line that is written back as it came has no
    repeated key either, and need not be counted.)
    """
    return bare.count(b'":') == _keys(value)


def _keys(value: Any) -> int:
    if type(value) is dict:
        inner = [part for part in value.values() if type(part) is dict or type(part) is list]
        return len(value) + sum(map(_keys, inner))
    return sum(map(_keys, value)) if type(value) is list else 0


def writer() -> Write | None:
    """A writer of reports, as the plain one or :class:`Doubt`; None without the extra."""
    if not installed():
        return None
    from msgspec import json as fast

    encode = fast.Encoder().encode

    def write(value: dict[str, Any]) -> str:
        if any(map(_fraction, value.get("findings", ()))):
            raise Doubt
        try:
            return fast.format(encode(value), indent=0).decode()
        except (UnicodeError, TypeError):
            raise Doubt from None

    return write


def _fraction(finding: dict[str, Any]) -> bool:
    """Whether a fact is a fraction: the libraries write very small and large ones unlike."""
    return any(map(_has_fraction, finding["facts"].values()))


def _has_fraction(fact: Any) -> bool:
    if type(fact) is list or type(fact) is dict:
        return any(map(_has_fraction, fact.values() if type(fact) is dict else fact))
    return type(fact) is float
