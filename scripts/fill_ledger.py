"""
Write the ledger of clauses, ``docs/reference/ledger.json``, one clause a line.

    python scripts/fill_ledger.py [--check] [--admit]

A clause that no longer lacks anything leaves ``ledger-short.toml``; one that newly does is
printed and goes in only with ``--admit``: the better answer is to write the case.

Exit status 0: all is up to date, or now is; 1: with ``--check``, it was not, or a clause is
short that the file does not name.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from egovdocs.audit.ledger import ledger, short, snapshot
from egovdocs.audit.words import in_order

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs" / "reference" / "ledger.json"
SHORT = ROOT / "ledger-short.toml"
HEAD = """\
# Những điều khoản máy xét được mà còn thiếu chứng cứ. Chạy `make ledger`: hết thiếu thì ra khỏi
# tệp; thiếu thêm thì kiểm thử hỏng. Thiếu gì: cột `lacks` của docs/reference/ledger.json.
# Clauses that a program can check and that still lack evidence.  `make ledger` takes out what
# lacks nothing any more; a clause that newly lacks something fails the tests.  What each lacks
# stands in `lacks` of docs/reference/ledger.json.
"""


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


# -- the clauses that are excused from the gate ---------------------------------------------------


def listed() -> list[dict[str, Any]]:
    """The lists of ``ledger-short.toml``: what is lacking, why in two languages, the clauses."""
    found: list[dict[str, Any]] = tomllib.loads(SHORT.read_text(encoding="utf-8"))["short"]
    return found


def kept(rows: list[dict[str, Any]], now: Mapping[str, set[str]], admit: bool) -> str:
    """
    The file without what is no longer short; with what newly is where that is admitted.

    What now lacks nothing but mutants moves to the first list of those.
    """
    known = {clause for row in rows for clause in row["clauses"]}
    left = {lacks: found if admit else found & known for lacks, found in now.items()}
    told = []
    for row in rows:
        own = set(row["clauses"]) & left[row["lacks"]]
        left[row["lacks"]] = left[row["lacks"]] - own
        told.append((row, own))
    first = {row["lacks"]: row for row in reversed(rows)}
    parts = ((row, own | (left[row["lacks"]] if row is first[row["lacks"]] else set()))
             for row, own in told)  # fmt: skip
    return HEAD + "".join(_list(row, sorted(found, key=in_order)) for row, found in parts)


def _list(row: Mapping[str, Any], clauses: Sequence[str]) -> str:
    said = "".join(f"{key} = {json.dumps(row[key], ensure_ascii=False)}\n"
                   for key in ("lacks", "vi", "en"))  # fmt: skip
    lines = "".join(f'  "{clause}",\n' for clause in clauses)
    return f"\n[[short]]\n{said}clauses = [\n{lines}]\n"


def main(argv: Sequence[str]) -> int:
    """Write or check the files."""
    rows = ledger()
    now = short(rows)
    texts = {FILE: written(snapshot(rows)), SHORT: kept(listed(), now, "--admit" in argv)}
    new = (now["cases"] | now["mutants"]) - set(clauses_of(texts[SHORT]))
    print(*(f"short: {clause}" for clause in sorted(new, key=in_order)), sep="\n")
    if "--check" in argv:
        return int(bool(new) or any(stale(path, text) for path, text in texts.items()))
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return int(bool(new))


def clauses_of(text: str) -> Iterator[str]:
    """The clauses that a text of the file names."""
    return (clause for row in tomllib.loads(text)["short"] for clause in row["clauses"])


def stale(path: Path, text: str) -> bool:
    """Whether a file is missing or says something else."""
    return not path.is_file() or path.read_text(encoding="utf-8") != text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
