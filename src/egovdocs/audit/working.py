"""
Judging a log piece by piece, in this process or by several: the results in input order.

Lines of JSON travel as they stand and are read where they are judged.  What depends on the
order of the log, that a case id repeats the one before, is told here, where the results come
together.  No more than a few pieces are under way at a time, whatever the size of the log.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, ClassVar, TypeAlias

import attrs

from egovdocs.audit.accepting import Acceptances
from egovdocs.audit.outages import Outages
from egovdocs.audit.problems import BadLine, RepeatedCase
from egovdocs.audit.reading import Entry, RawLine, decode
from egovdocs.audit.running import Policies, Renderer, Tally, run
from egovdocs.errors import EgovdocsError

Item: TypeAlias = RawLine | Entry | BadLine
Items: TypeAlias = tuple[Item, ...]
Output: TypeAlias = tuple[str, ...] | BadLine

ITEMS = 100
BYTES = 512 * 1024


@attrs.frozen
class WorkerLost(EgovdocsError, RuntimeError):
    """A process that judged was ended from outside, or could not begin."""

    jobs: int

    code: ClassVar[str] = "audit.worker-lost"
    vi: ClassVar[str] = (
        "Một trong {jobs} tiến trình xét bị ngắt giữa chừng (thường do hết bộ nhớ); "
        "hãy bớt --jobs, và dùng --resume để không phải xét lại từ đầu."
    )
    en: ClassVar[str] = (
        "One of the {jobs} processes that judge was ended (often for want of memory); "
        "give fewer --jobs, and --resume so as not to begin anew."
    )


@attrs.frozen(eq=False)
class Brief:
    """
    What judging needs to know; it travels to other processes.

    Attributes:
        policies: which policies judge; each process loads its own.
        renderer: makes a renderer with nothing in it.
    """

    policies: Policies
    renderer: Callable[[], Renderer]
    accepted: Acceptances | None = None
    outages: Outages | None = None


@attrs.frozen(eq=False)
class Done:
    """
    What came of a piece.

    Attributes:
        outputs: of each item, the lines to write and the problems to tell.
        cases: of each line, the id of its case; None for what is no line, or no case.
        tally: the sums of this piece alone.
        assumed: what its lines take for granted, where the renderer says so at the end.
        profiles: the profiles that judged.
    """

    outputs: tuple[tuple[Output, ...], ...]
    cases: tuple[str | None, ...]
    tally: Tally
    assumed: dict[str, str]
    profiles: tuple[str, ...]


@attrs.define
class Order:
    """How far the lines have come: the last one, and the last case of its file."""

    file: str = ""
    line: int = 0
    case: str | None = None

    def checked(self, items: Items, cases: Iterable[str | None]) -> Items:
        """Return *items*, those that repeat the case before them as the problem that they are."""
        return tuple(map(self._checked, items, cases))

    def _checked(self, item: Item, case: str | None) -> Item:
        if not isinstance(item, RawLine):
            return item
        if item.file != self.file or item.line <= self.line:
            self.case = None  # the beginning of a file
        self.file, self.line = item.file, item.line
        if case is not None and case == self.case:
            return BadLine(item.file, item.line, RepeatedCase(case))
        self.case = self.case if case is None else case
        return item


def pieces(items: Iterable[Item], most: int = ITEMS) -> Iterator[Items]:
    """Cut *items* into pieces: *most* of them, or half a megabyte of lines."""
    part: list[Item] = []
    size = 0
    for item in items:
        part.append(item)
        size += len(item.text) if isinstance(item, RawLine) else 0
        if len(part) >= most or size >= BYTES:
            yield tuple(part)
            part.clear()
            size = 0
    if part:
        yield tuple(part)


def worked(
    parts: Iterable[Items], brief: Brief, jobs: int = 1, order: Order | None = None
) -> Iterator[tuple[Items, Done]]:
    """
    Judge *parts*, one after the other or *jobs* at a time; the results come in their order.

    Raises:
        WorkerLost: a process was ended.
    """
    order = order or Order()
    spread = _alone(parts, brief) if jobs == 1 else _spread(parts, brief, jobs)
    for items, done in spread:
        checked = order.checked(items, done.cases)
        again = any(one is not other for one, other in zip(items, checked, strict=True))
        yield items, (judged(checked, brief) if again else done)


def judged(items: Items, brief: Brief) -> Done:
    """Judge one piece here."""
    renderer, tally = brief.renderer(), Tally()
    outputs: list[tuple[Output, ...]] = []
    cases: list[str | None] = []
    for item in items:
        entry = _entry(item)
        told = run([entry], brief.policies, renderer, tally, brief.accepted, brief.outages)
        outputs.append(tuple(told))
        of_line = isinstance(item, RawLine) and isinstance(entry, Entry)
        cases.append(entry.case.case if of_line and isinstance(entry, Entry) else None)
    assumed: dict[str, str] = getattr(renderer, "assumed", {})
    return Done(tuple(outputs), tuple(cases), tally, assumed, tuple(brief.policies.loaded))


def _entry(item: Item) -> Entry | BadLine:
    if not isinstance(item, RawLine):
        return item
    try:
        return Entry(item.file, item.line, decode(item.text))
    except EgovdocsError as error:
        return BadLine(item.file, item.line, error)


def _alone(parts: Iterable[Items], brief: Brief) -> Iterator[tuple[Items, Done]]:
    for items in parts:
        yield items, judged(items, brief)


# -- other processes -------------------------------------------------------------------------


def _spread(parts: Iterable[Items], brief: Brief, jobs: int) -> Iterator[tuple[Items, Done]]:
    told = pickle.dumps(attrs.evolve(brief, policies=attrs.evolve(brief.policies, loaded={})))
    waiting: deque[tuple[Items, Future[Done]]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    try:
        for items in parts:
            waiting.append((items, pool.submit(_work, told, items)))
            if len(waiting) > 2 * jobs:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    except BrokenProcessPool:
        raise WorkerLost(jobs) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _first(waiting: deque[tuple[Items, Future[Done]]]) -> tuple[Items, Done]:
    items, future = waiting.popleft()
    return items, future.result()


def _work(told: bytes, items: Items) -> Done:
    return judged(items, _brief(told))


@cache
def _brief(told: bytes) -> Brief:
    """The brief of this process, with the policies that it has loaded since."""
    brief: Brief = pickle.loads(told)
    return brief


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_follow, args=(parent_process(),), daemon=True).start()


def _follow(parent: Any) -> None:
    parent.join()
    os._exit(1)
