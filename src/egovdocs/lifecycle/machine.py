"""The table at work: steps, what may come next, replay of a log."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from functools import cache

import attrs

from egovdocs.errors import Lang, closest
from egovdocs.lifecycle import printing
from egovdocs.lifecycle.model import (
    NOTHING,
    DeadEnd,
    DuplicateRow,
    DuplicateState,
    Row,
    StateHasEnded,
    Term,
    TransitionRefused,
    UnknownState,
)
from egovdocs.lifecycle.tables import (
    INCOMING_EVENTS,
    INCOMING_ROWS,
    INCOMING_STATES,
    OUTGOING_EVENTS,
    OUTGOING_ROWS,
    OUTGOING_STATES,
)


@attrs.frozen
class Refusal:
    """An event that could not be: where it stands in the log, and in which state it came."""

    index: int
    state: str | None
    event: str


@attrs.frozen
class History:
    """
    What a log says about one life.

    *rows* and *after* run parallel to the log: the row of each event (None where there
    is none) and the state after it.  *presumed* are steps that the log does not have and
    that must have come before the event at that index.  *foreign* are the indices of
    events that this life cycle does not know; they are not judged.
    """

    rows: tuple[Row | None, ...]
    after: tuple[str | None, ...]
    refused: tuple[Refusal, ...] = ()
    presumed: tuple[tuple[int, Row], ...] = ()
    foreign: tuple[int, ...] = ()

    @property
    def state(self) -> str | None:
        """The last state; None if the life has not begun."""
        return self.after[-1] if self.after else None

    @property
    def states(self) -> tuple[str, ...]:
        """The states passed, each once per visit; presumed ones are left out."""
        before = (None, *self.after)
        pairs = zip(before, self.after, strict=False)
        return tuple(now for was, now in pairs if now is not None and now != was)

    @property
    def impossible(self) -> Refusal | None:
        """The first event that could not be."""
        return self.refused[0] if self.refused else None


@attrs.frozen
class Lifecycle:
    """
    The states and rows of one direction; an immutable value.

    >>> life = Lifecycle.incoming()
    >>> life.step("arrived", "accepted").because
    'vn/28-2018-qd-ttg#d9.k1'
    >>> life.replay(["arrived", "transferred", "accepted"]).impossible
    Refusal(index=1, state='arrived', event='transferred')

    Raises:
        DuplicateState, DuplicateRow, UnknownState, StateHasEnded, DeadEnd: the table
            contradicts itself or leaves a question open.
    """

    id: str
    states: tuple[Term, ...]
    rows: tuple[Row, ...]
    events: tuple[Term, ...] = ()
    _step: dict[tuple[str | None, str], Row] = attrs.field(init=False, eq=False, repr=False)
    _ways: dict[str | None, tuple[Row, ...]] = attrs.field(init=False, eq=False, repr=False)
    _leads: dict[str, str | None] = attrs.field(init=False, eq=False, repr=False)

    @_step.default
    def _index_steps(self) -> dict[tuple[str | None, str], Row]:
        return {(row.source, row.event): row for row in self.rows if row.event is not None}

    @_ways.default
    def _index_ways(self) -> dict[str | None, tuple[Row, ...]]:
        sources = (None, *(state.id for state in self.states))
        return {
            source: tuple(row for row in self.rows if row.source == source) for source in sources
        }

    @_leads.default
    def _index_leads(self) -> dict[str, str | None]:
        targets: dict[str, set[str]] = {row.event: set() for row in self.rows if row.event}
        for row in self.rows:
            if row.event and row.target and row.moves:
                targets[row.event].add(row.target)
        return {event: min(ends) if len(ends) == 1 else None for event, ends in targets.items()}

    def __attrs_post_init__(self) -> None:
        _check_states(self)
        _check_rows(self)

    @classmethod
    def incoming(cls) -> Lifecycle:
        """Return the life of a document at one recipient (QĐ 28/2018 d9, d10.k2.h)."""
        return _incoming()

    @classmethod
    def outgoing(cls) -> Lifecycle:
        """Return the life of a document at its issuer (QĐ 28/2018 d8, TT 01/2019 d10-d11)."""
        return _outgoing()

    def extended(
        self, rows: Iterable[Row] = (), states: Iterable[Term] = (), events: Iterable[Term] = ()
    ) -> Lifecycle:
        """
        Return this life cycle with more rows and states; nothing can be taken away.

        Args:
            rows: each answers a question that no row here answers.
            states: new ones, named in both languages; the list is open in law.
            events: names of new events; an event without one is called by its id.

        Raises:
            The errors of the class.
        """
        return Lifecycle(
            self.id, (*self.states, *states), (*self.rows, *rows), (*self.events, *events)
        )

    def step(self, state: str | None, event: str) -> Row:
        """
        Return the row for *event* in *state*: where it leads, and because of which clause.

        Raises:
            TransitionRefused: no row has them.
            UnknownState: there is no such state.
        """
        try:
            return self._step[state, event]
        except KeyError:
            possible = tuple(row.event for row in self.next(state) if row.event)
            raise TransitionRefused(state or NOTHING, event, possible) from None

    def next(self, state: str | None) -> tuple[Row, ...]:
        """
        Return what may come next, in the order of the table; None asks how a life begins.

        Raises:
            UnknownState: there is no such state.
        """
        if state not in self._ways:
            raise _unknown(self, state)
        return tuple(row for row in self._ways[state] if not row.ends)

    def replay(self, events: Iterable[str], *, unlogged: Collection[str] = ()) -> History:
        """
        Walk through a log, from before the first state, and never stop.

        An event that could not be is listed, and the document is then where such an event
        always leads (if it leads anywhere): one slip makes one refusal, not a chain of them.

        Args:
            events: ids in order of time; those that no row names are foreign.
            unlogged: event types that this log does not record.  Where the next event has
                no row, the shortest way through them is presumed.  A type that occurs in
                *events* counts as logged.
        """
        log = tuple(events)
        hidden = frozenset(unlogged).difference(log)
        rows: list[Row | None] = []
        after: list[str | None] = []
        refused: list[Refusal] = []
        presumed: list[tuple[int, Row]] = []
        find, state = self._step.get, None
        for index, event in enumerate(log):
            row = find((state, event))
            if row is None:
                way = self._bridge(state, event, hidden)
                presumed += [(index, missing) for missing in way[:-1]]
                row = way[-1] if way else None
            if row is not None:
                state = row.target
            elif event in self._leads:
                refused.append(Refusal(index, state, event))
                state = self._leads[event] or state
            rows.append(row)
            after.append(state)
        foreign = tuple(index for index, event in enumerate(log) if event not in self._leads)
        return History(tuple(rows), tuple(after), tuple(refused), tuple(presumed), foreign)

    def _bridge(self, state: str | None, event: str, hidden: frozenset[str]) -> tuple[Row, ...]:
        """Find the shortest way through *hidden* events to a row for *event*; itself last."""
        ways: deque[tuple[str | None, tuple[Row, ...]]] = deque([(state, ())])
        seen = {state}
        while ways and hidden:
            here, path = ways.popleft()
            row = self._step.get((here, event))
            if row is not None:
                return (*path, row)
            for way in self._ways[here]:
                if way.event in hidden and way.target not in seen:
                    seen.add(way.target)
                    ways.append((way.target, (*path, way)))
        return ()

    def mermaid(self, lang: Lang = "vi") -> str:
        """Draw the table as a Mermaid state diagram; a star marks what is assumed."""
        return printing.mermaid(self.states, self.events, self.rows, lang)

    def table(self, lang: Lang = "vi") -> str:
        """Print the table in Markdown, one row a line, clauses spoken in *lang*."""
        return printing.markdown(self.states, self.events, self.rows, lang)


def _check_states(life: Lifecycle) -> None:
    known = [state.id for state in life.states]
    for state in known:
        if known.count(state) > 1:
            raise DuplicateState(state)
    for row in life.rows:
        for name in (row.source, row.target):
            if name is not None and name not in known:
                raise _unknown(life, name)


def _check_rows(life: Lifecycle) -> None:
    asked: set[tuple[str | None, str | None]] = set()
    for row in life.rows:
        if (row.source, row.event) in asked:
            raise DuplicateRow(row.source or NOTHING, row.event or NOTHING)
        asked.add((row.source, row.event))
    for state in life.states:
        _check_way_out(state.id, life.next(state.id), ended=(state.id, None) in asked)


def _check_way_out(state: str, rows: tuple[Row, ...], *, ended: bool) -> None:
    ways = [row.event or NOTHING for row in rows if row.moves]
    if ended and ways:
        raise StateHasEnded(state, ways[0])
    if not ended and not ways:
        raise DeadEnd(state)


def _unknown(life: Lifecycle, state: str | None) -> UnknownState:
    known = tuple(term.id for term in life.states)
    return UnknownState(state or NOTHING, closest(state or NOTHING, known), known)


@cache
def _incoming() -> Lifecycle:
    return Lifecycle("incoming", INCOMING_STATES, INCOMING_ROWS, INCOMING_EVENTS)


@cache
def _outgoing() -> Lifecycle:
    return Lifecycle("outgoing", OUTGOING_STATES, OUTGOING_ROWS, OUTGOING_EVENTS)
