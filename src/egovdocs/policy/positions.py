"""
Where a key stands in a TOML file: its line, for messages.

The standard library's reader keeps no positions.  This scanner knows headers and the first
key of a line, which is how policy files are written; a key inside an inline table has the
line of the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_HEADER = re.compile(r"\s*\[(?P<list>\[)?\s*(?P<path>[^\[\]]+?)\s*\]")
_KEY = re.compile(r'\s*(?P<key>"[^"]*"|[A-Za-z0-9_.-]+)\s*=(?P<rest>.*)')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')


def positions(text: str) -> Mapping[str, int]:
    """Return the line of every table and key of *text*, by path: ``clause[3].rule[0].use``."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table, depth = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        bare = _STRING.sub('""', line).partition("#")[0]
        if depth == 0 and (header := _HEADER.match(line)):
            table = _table(header, counts)
            found.setdefault(table, number)
        elif depth == 0 and (key := _KEY.match(line)):
            name = key["key"].strip('"')
            found.setdefault(f"{table}.{name}" if table else name, number)
            depth = _open(bare.partition("=")[2])
        else:
            depth = max(0, depth + _open(bare))
    return found


def _open(text: str) -> int:
    """How many brackets of *text* are still open."""
    return max(-9, text.count("[") + text.count("{") - text.count("]") - text.count("}"))


def _table(header: re.Match[str], counts: dict[str, int]) -> str:
    """The path of a header, with the place of each list that it goes through."""
    path, parts = "", [part.strip().strip('"') for part in header["path"].split(".")]
    for place, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        last = place == len(parts) - 1
        if header["list"] and last:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def line_of(path: str, known: Mapping[str, int]) -> int:
    """The line of *path*, or of the nearest table around it; 0 where there is none."""
    while path:
        if path in known:
            return known[path]
        path = re.sub(r"(\.[^.\[\]]*|\[[0-9]+\]|^[^.\[\]]*)$", "", path)
    return 0
