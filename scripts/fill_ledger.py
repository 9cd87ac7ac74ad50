"""
Write the ledger of clauses, ``docs/reference/ledger.json``, one clause a line.

    python scripts/fill_ledger.py [--check]

Exit status 0: it is up to date, or now is; 1: with ``--check``, it was not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from egovdocs.audit.ledger import ledger, snapshot

FILE = Path(__file__).parent.parent / "docs" / "reference" / "ledger.json"


def written(table: Mapping[str, Mapping[str, Any]]) -> str:
    """The snapshot as JSON, so that a change of one clause is a change of one line."""
    parts = ",\n".join(f'"{ident}": {_part(part)}' for ident, part in table.items())
    return f"{{\n{parts}\n}}\n"


def _part(part: Mapping[str, Any]) -> str:
    return (
        f'{{"sums": {json.dumps(part["sums"])}, "clauses": {{\n' + ",\n".join(_rows(part)) + "\n}}"
    )


def _rows(part: Mapping[str, Any]) -> Iterator[str]:
    for at, row in part["clauses"].items():
        yield f" {json.dumps(at, ensure_ascii=False)}: {json.dumps(row, ensure_ascii=False)}"


def main(argv: Sequence[str]) -> int:
    """Write or check the file."""
    text = written(snapshot(ledger()))
    if "--check" in argv:
        return int(not FILE.is_file() or FILE.read_text(encoding="utf-8") != text)
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
