"""
What reading a canonical identifier costs, against a floor measured beside it.

The floor is the compiled pattern of the type and the bare constructor of a frozen
attrs class with as many fields; the target is a ratio of at most 2.

    python -m benchmarks.ids
"""

from __future__ import annotations

import re
import timeit
from collections.abc import Callable, Iterator

import attrs

from egovdocs.ids import (
    AgencyId,
    DocumentId,
    DocumentNumber,
    InvalidIdentifier,
    agencies,
    documents,
    numbers,
)

ROUNDS = 20_000
REPEATS = 7


@attrs.frozen
class Two:
    """As many fields as an agency id."""

    a: object
    b: object = ()


@attrs.frozen
class Eight:
    """As many fields as a document id or a document number."""

    a: object
    b: object
    c: object
    d: object
    e: object
    f: object
    g: object = ""
    h: object = ()


def _agency(pattern: re.Pattern[str], text: str) -> object:
    match = pattern.fullmatch(text)
    return Two(match.group()) if match else None


def _document(pattern: re.Pattern[str], text: str) -> object:
    match = pattern.fullmatch(text)
    return Eight(text, match[1], Two(text), None, None, None) if match else None


def _number(pattern: re.Pattern[str], text: str) -> object:
    match = pattern.fullmatch(text)
    return Eight(text, *match.groups()) if match else None


Parse = Callable[[str], object]
Floor = Callable[[re.Pattern[str], str], object]

# fmt: off
CASES: tuple[tuple[str, Parse, Floor, re.Pattern[str]], ...] = (
    ("000.00.07.H12",          AgencyId.parse,       _agency,   agencies._WRITTEN),
    ("G12.18.112.001",         AgencyId.parse,       _agency,   agencies._WRITTEN),
    ("000.00.00.H12-2019.123", DocumentId.parse,     _document, documents._WRITTEN),
    ("000.00.01.H01,2018,10",  DocumentId.parse,     _document, documents._WRITTEN),
    ("837/QĐ-UBND",            DocumentNumber.parse, _number,   numbers._WRITTEN),
    ("28/2018/QĐ-TTg",         DocumentNumber.parse, _number,   numbers._WRITTEN),
    ("80/2015/QH13",           DocumentNumber.parse, _number,   numbers._WRITTEN),
    ("12/UBND-VX",             DocumentNumber.parse, _number,   numbers._WRITTEN),
    ("26-NQ/TW",               DocumentNumber.parse, _number,   numbers._WRITTEN),
)
# fmt: on


def nanoseconds(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the best time of one call."""
    return min(timeit.repeat(call, number=rounds, repeat=REPEATS)) / rounds * 1e9


def rows() -> Iterator[tuple[str, float, float]]:
    """Yield each identifier with the time of its parse and of its floor, in nanoseconds."""
    for text, parse, floor, pattern in CASES:
        yield (
            text,
            nanoseconds(lambda parse=parse, text=text: parse(text)),  # type: ignore[misc]
            nanoseconds(lambda floor=floor, pattern=pattern, text=text: floor(pattern, text)),  # type: ignore[misc]
        )


def refusal() -> float:
    """Return the time to refuse an identifier of 10,000 characters, in nanoseconds."""
    text = "9" * 10_000

    def refuse() -> None:
        try:
            DocumentNumber.parse(text)
        except InvalidIdentifier:
            return

    return nanoseconds(refuse, 1_000)


def main() -> None:
    """Print one line per identifier."""
    for text, parse, floor in rows():
        print(f"{text:24} {parse:7.0f} ns  floor {floor:7.0f} ns  ratio {parse / floor:4.2f}")
    print(f"{'10,000 characters':24} {refusal():7.0f} ns to refuse")


if __name__ == "__main__":
    main()
