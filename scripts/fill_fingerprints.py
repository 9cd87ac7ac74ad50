"""
Fill the ``sha256`` lines of an instrument file from its official text.

    python scripts/fill_fingerprints.py INSTRUMENT.toml TEXTFILE

The file is edited as text: comments, order and spacing stay.  Only clauses whose
``text`` is ``"verbatim"`` get a fingerprint.  Exit status 0: every row has its text and
every piece of the text has its row; 1: some have not, and are listed; 2: bad usage.
"""

from __future__ import annotations

import itertools
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from egovdocs.policy import official_text

HEADER = re.compile(r"^\[(?=\[?[a-z])", re.MULTILINE)
AT = re.compile(r'^at\s*=\s*"([^"]+)"', re.MULTILINE)
VERBATIM = re.compile(r'^text\s*=\s*"verbatim".*\n', re.MULTILINE)
SHA256 = re.compile(r'^(sha256\s*=\s*)"[^"]*"', re.MULTILINE)


def filled(toml: str, text: str) -> str:
    """Return *toml* with the fingerprint of every verbatim clause that *text* has."""
    pieces = official_text.texts_for(_addresses(toml), text)
    return "".join(_filled(block, pieces) for block in _blocks(toml))


def unmatched(toml: str, text: str) -> Iterator[str]:
    """Say which rows have no text, which pieces of the text no row, and what was left out."""
    addresses = _addresses(toml)
    pieces = official_text.texts_for(addresses, text)
    yield from (f"row without text: {at}" for at in addresses if at not in pieces)
    yield from (f"text without row: {at}: {pieces[at]}" for at in pieces if at not in addresses)


def _addresses(toml: str) -> list[str]:
    return [clause["at"] for clause in tomllib.loads(toml)["clause"]]


def _blocks(toml: str) -> Iterator[str]:
    """Cut before every table header, so that a block holds the keys of one table."""
    starts = [0, *(match.start() for match in HEADER.finditer(toml)), len(toml)]
    return (toml[start:end] for start, end in itertools.pairwise(starts))


def _filled(block: str, pieces: dict[str, str]) -> str:
    at, verbatim = AT.search(block), VERBATIM.search(block)
    if not (block.startswith("[[clause]]") and at and verbatim and at[1] in pieces):
        return block
    sha256 = official_text.fingerprint(pieces[at[1]])
    if SHA256.search(block):
        return SHA256.sub(rf'\g<1>"{sha256}"', block, count=1)
    return f'{block[: verbatim.end()]}sha256 = "{sha256}"\n{block[verbatim.end() :]}'


def main(argv: Sequence[str]) -> int:
    """Edit the file in place, report, and return the exit status."""
    if len(argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    instrument, text = Path(argv[0]), Path(argv[1]).read_text(encoding="utf-8")
    toml = instrument.read_text(encoding="utf-8")
    for note in official_text.read(text).notes:
        print(f"{note.message('en')} {note.text}".rstrip())
    instrument.write_text(filled(toml, text), encoding="utf-8")
    problems = list(unmatched(toml, text))
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
