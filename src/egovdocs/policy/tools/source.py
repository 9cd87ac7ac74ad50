"""
Policy files as they stand: their text and tables, before anything is made of them.

A check looks at the tables themselves, so that a file with mistakes in one clause is still
checked in all the others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from egovdocs.policy.loading import shipped_instrument, shipped_instruments
from egovdocs.policy.problems import Problem, unread

Row: TypeAlias = Mapping[str, Any]

HEAD = "[instrument]"


@attrs.frozen
class Source:
    """One file: its name for messages, its text, its tables."""

    path: Path
    text: str
    data: Row

    @property
    def name(self) -> str:
        """The name of the file, as messages give it."""
        return self.path.name

    @property
    def is_instrument(self) -> bool:
        """Whether it is an instrument; what has neither head nor clauses is a profile."""
        return "instrument" in self.data or "clause" in self.data

    @property
    def id(self) -> str:
        """Its id; empty where it says none."""
        head = self.data.get("instrument") if self.is_instrument else self.data
        found = head.get("id") if isinstance(head, dict) else None
        return found if isinstance(found, str) else ""

    @property
    def clauses(self) -> tuple[tuple[str, Row], ...]:
        """Every clause with the path of its table: ``clause[3]``."""
        return tuple(tables(self.data, "clause"))

    @property
    def rules(self) -> tuple[tuple[str, Row, Row], ...]:
        """Every rule with the path of its table, and its clause."""
        return tuple(
            (f"{path}.{inner}", rule, clause)
            for path, clause in self.clauses
            for inner, rule in tables(clause, "rule")
        )

    def address(self, clause: Row) -> str:
        """The whole address of *clause*."""
        return f"{self.id}#{clause.get('at', '')}"

    def problem(self, code: str, key: str, value: str = "", expected: str = "") -> Problem:
        """A problem of this file."""
        return Problem(code, self.name, key, value, expected)


def tables(data: Row, key: str) -> Iterator[tuple[str, Row]]:
    """The tables of the list under *key*, each with its path; what is no table is passed over."""
    listed = data.get(key)
    for index, row in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(row, dict):
            yield f"{key}[{index}]", row


def texts(value: object) -> tuple[str, ...]:
    """One text or a list of texts as a tuple; what is no text is passed over."""
    listed = value if isinstance(value, list) else [value]
    return tuple(part for part in listed if isinstance(part, str))


def read_source(path: Path) -> Source | Problem:
    """
    Read a file; a syntax error is a problem that has its line and column and hides the rest.

    Raises:
        OSError: it cannot be opened.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        return Source(path, text, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return unread(path.name, error)


def beside(folder: Path) -> tuple[Source | Problem, ...]:
    """
    The instruments of an integrator: in *folder*, or in a folder ``instruments`` in it.

    A file of that folder that is none is a problem: whoever put it there meant it to be one.
    """
    inner = sorted((folder / "instruments").glob("*.toml"))
    outer = (path for path in folder.glob("*.toml") if _has_head(path))
    found = (read_source(path) if _has_head(path) else _headless(path) for path in inner)
    return (*map(read_source, sorted(outer)), *found)


def named_within(folder: Path, names: Iterable[str]) -> frozenset[str]:
    """Those of *names* that stand as ids in files of *folder* of which nothing can be read."""
    paths = (*folder.glob("*.toml"), *(folder / "instruments").glob("*.toml"))
    broken = [_words(path) for path in paths if isinstance(read_source(path), Problem)]
    return frozenset(name for name in names for text in broken if f'"{name}"' in text)


def _has_head(path: Path) -> bool:
    return HEAD in _words(path)


def _words(path: Path) -> str:
    """The text of a file as far as it can be read; without the zeros of UTF-16."""
    return path.read_text(encoding="utf-8", errors="replace").replace("\0", "")


def _headless(path: Path) -> Problem:
    found = read_source(path)
    if isinstance(found, Problem):
        return found
    return found.problem("no-head" if found.text.strip() else "empty-file", "", "", HEAD)


def shipped_folder() -> Path:
    """The folder of the policies that are shipped."""
    return Path(str(files("egovdocs") / "policy"))


def shipped_path(ident: str) -> Path:
    """The file of a shipped instrument, which is named after its number."""
    folder = shipped_folder() / "instruments"
    place, _, number = ident.partition("/")
    return folder / f"{place}-{number}.toml"


@cache
def shipped_source(ident: str) -> Source:
    """A shipped instrument as it stands; read once, since what is shipped does not change."""
    path = shipped_path(ident)
    text = path.read_text(encoding="utf-8")
    return Source(path, text, tomllib.loads(text))


@attrs.frozen
class Library:
    """The instruments that a file can refer to: those of its folder, then the shipped ones."""

    own: Mapping[str, Source]

    def clauses(self, ident: str) -> Mapping[str, str] | None:
        """The clauses of an instrument and what each refers to; None where it is not at hand."""
        if ident in self.own:
            rows = (row for _, row in self.own[ident].clauses)
            return {str(row.get("at", "")): str(row.get("to", "")) for row in rows}
        if ident in shipped_instruments():
            return {clause.at: clause.to for clause in shipped_instrument(ident).clauses}
        return None
