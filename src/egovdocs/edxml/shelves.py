"""
What would not fit in memory: it is held up to a bound, and moves to a temporary file beyond.

The file is an SQLite database without a name: the system removes it when it is closed, and
nobody else can open it.  Answers are the same on either side of the bound.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any, Generic, TypeVar

import attrs

HELD = 4096
V = TypeVar("V")


def _packed(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _opened() -> sqlite3.Connection:
    made = sqlite3.connect("", isolation_level=None, cached_statements=32)
    made.execute("PRAGMA journal_mode = OFF")
    made.execute("PRAGMA synchronous = OFF")
    made.execute("PRAGMA cache_size = -512")  # KiB: what each of them may hold in memory
    return made


@attrs.define(eq=False)
class Index(Generic[V]):
    """
    Values by a text.

    Attributes:
        held: how many are kept in memory.
    """

    held: int = HELD
    _near: dict[str, V] = attrs.field(factory=dict)
    _far: sqlite3.Connection | None = None

    def get(self, key: str) -> V | None:
        """The value of *key*, or None."""
        if self._far is None:
            return self._near.get(key)
        row = self._far.execute("SELECT v FROM t WHERE k = ?", (key,)).fetchone()
        return pickle.loads(row[0]) if row else None

    def put(self, key: str, value: V) -> None:
        """Let *value* stand for *key*."""
        if self._far is not None:
            self._far.execute("REPLACE INTO t VALUES (?, ?)", (key, _packed(value)))
            return
        self._near[key] = value
        if len(self._near) > self.held:
            self._moved()

    def _moved(self) -> None:
        far = _opened()
        far.execute("CREATE TABLE t (k TEXT PRIMARY KEY, v BLOB) WITHOUT ROWID")
        far.executemany("INSERT INTO t VALUES (?, ?)", self._rows())
        self._far = far
        self._near.clear()

    def _rows(self) -> Iterator[tuple[str, bytes]]:
        return ((key, _packed(value)) for key, value in self._near.items())


@attrs.define(eq=False)
class Piles(Generic[V]):
    """
    Values in numbered piles, each in the order in which they were put there.

    Attributes:
        held: how many values are kept in memory, in all piles together.
    """

    held: int = HELD
    _near: dict[int, list[V]] = attrs.field(factory=dict)
    _count: int = 0
    _far: sqlite3.Connection | None = None

    def put(self, number: int, value: V) -> None:
        """Lay *value* on pile *number*."""
        if self._far is not None:
            self._far.execute("INSERT INTO t VALUES (?, ?)", (number, _packed(value)))
            return
        self._near.setdefault(number, []).append(value)
        self._count += 1
        if self._count > self.held:
            self._moved()

    def _moved(self) -> None:
        far = _opened()
        far.execute("CREATE TABLE t (n INTEGER, v BLOB)")
        far.executemany("INSERT INTO t VALUES (?, ?)", self._rows())
        self._far = far
        self._near.clear()

    def _rows(self) -> Iterator[tuple[int, bytes]]:
        return ((n, _packed(value)) for n, pile in self._near.items() for value in pile)

    def __iter__(self) -> Iterator[tuple[int, list[V]]]:
        """Each pile with its number, the lowest first."""
        if self._far is None:
            yield from sorted(self._near.items(), key=lambda each: each[0])
            return
        self._far.execute("CREATE INDEX IF NOT EXISTS i ON t (n)")
        rows = self._far.execute("SELECT n, v FROM t ORDER BY n, rowid")
        for number, group in groupby(rows, key=lambda row: int(row[0])):
            yield number, [pickle.loads(row[1]) for row in group]


def in_order(texts: Iterable[bytes], held: int = HELD) -> Iterator[bytes]:
    """*texts* by their bytes; all are taken before the first is given."""
    source = iter(texts)
    near = sorted(islice(source, held))
    if len(near) < held:
        yield from near
        return
    far = _opened()
    far.execute("CREATE TABLE t (k BLOB)")
    far.executemany("INSERT INTO t VALUES (?)", ((text,) for text in near))
    near.clear()
    far.executemany("INSERT INTO t VALUES (?)", ((text,) for text in source))
    for row in far.execute("SELECT k FROM t ORDER BY k"):
        yield bytes(row[0])
