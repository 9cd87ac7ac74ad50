"""``egovdocs law verify``: is a text at hand the text that an instrument was read from?"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from egovdocs.audit.problems import NotUtf8
from egovdocs.audit.words import clean, spoken_clause
from egovdocs.errors import Lang
from egovdocs.policy import Instrument, read_instrument, shipped_instrument
from egovdocs.policy.tools.verifying import Normalised, State, Verification, verify

# fmt: off
_STATES: Mapping[State, tuple[str, str]] = {
    "same": ("giống", "same"), "changed": ("khác", "changed"), "missing": ("thiếu", "missing"),
    "extra": ("thừa", "extra"), "no-fingerprint": ("không có vân tay", "no fingerprint"),
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "always": ("không so: chữ hoa, dấu cách, dấu câu, gạch nối, chỗ đặt dấu thanh",
               "not compared: capitals, spaces, punctuation, hyphens, place of the tone mark"),
    "lines": ("dòng", "lines"),
    "all": ("khớp", "it is the text"), "not": ("không khớp", "it is not the same text"),
}
# fmt: on


def command(args: Namespace) -> int:
    """
    Compare, and print every row that is not the same.

    Exit status:
        0: every clause that has a fingerprint is the same, and nothing is extra.
        1: some clause differs.
        2: the text, or the instrument, cannot be compared.
    """
    found = verify(_instrument(args.instrument), _text(args.file))
    told = _as_json(found) if args.format == "json" else _as_text(found, args.lang)
    for line in told:
        print(clean(line))
    return 0 if found.same else 1


def _instrument(name: str) -> Instrument:
    path = Path(name)
    own = name.endswith(".toml") and path.is_file()
    return read_instrument(path) if own else shipped_instrument(name)


def _text(name: str) -> str:
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8(error.start + 1, f"0x{raw[error.start]:02X}") from None


def _as_text(found: Verification, lang: Lang) -> Iterator[str]:
    side = 0 if lang == "vi" else 1
    for at, state in found.rows:
        if state not in ("same", "no-fingerprint"):
            address = f"{found.instrument}#{at}"
            yield f"{_STATES[state][side]}: {address} ({spoken_clause(address, lang)})"
    for part in found.normalised:
        yield _told(part, lang)
    yield _WORDS["always"][side]
    sums = ", ".join(f"{_STATES[state][side]} {n}" for state, n in found.sums.items())
    yield f"{found.instrument}: {_WORDS['all' if found.same else 'not'][side]} ({sums})"


def _told(part: Normalised, lang: Lang) -> str:
    word = _WORDS["lines"][0 if lang == "vi" else 1]
    lines = f" ({word} {', '.join(map(str, part.lines))})" if part.lines else ""
    return f"{part.times} × {part.text[lang]}{lines}"


def _as_json(found: Verification) -> Iterator[str]:
    table = {
        "instrument": found.instrument,
        "same": found.same,
        "sums": found.sums,
        "rows": [{"at": at, "state": state} for at, state in found.rows],
        "normalised": [
            {"times": part.times, "lines": list(part.lines), **part.text}
            for part in found.normalised
        ],
    }
    yield json.dumps(table, ensure_ascii=False)
