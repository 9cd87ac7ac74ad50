"""Mutants of what is not an instrument: the official days, and the tables of states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.lifecycle import Lifecycle
from egovdocs.lifecycle.model import Row
from egovdocs.timing import OfficialDays

_SATURDAY = 5


def calendars(days: OfficialDays) -> Iterator[tuple[str, OfficialDays]]:
    """
    The official days without each of their made-up working days and their holidays.

    A made-up day is also moved to the next.  A holiday on a Saturday or Sunday is off without
    its row, too, and is passed over.
    """
    for at, row in enumerate(days.rows):
        before, after = days.rows[:at], days.rows[at + 1 :]
        if row.day == "worked" or row.date.weekday() < _SATURDAY:
            kept = attrs.evolve(days, rows=(*before, *after))
            yield f"calendar#{row.date}:drop-{row.day}", kept
        if row.day == "worked":
            moved = attrs.evolve(row, date=row.date + timedelta(1))
            yield f"calendar#{row.date}:+1", attrs.evolve(days, rows=(*before, moved, *after))


def lifecycles() -> Iterator[tuple[str, Lifecycle]]:
    """
    The tables of states without each of their rows, and with each two neighbours swapped.

    A table that contradicts itself, or leaves a question open, is none and is passed over.
    """
    for life in (Lifecycle.incoming(), Lifecycle.outgoing()):
        for name, changed in (*_without_rows(life), *_swapped(life)):
            if changed is not None:
                yield name, changed


def _without_rows(life: Lifecycle) -> Iterator[tuple[str, Lifecycle | None]]:
    for at, row in enumerate(life.rows):
        if row.event is not None:
            rows = (*life.rows[:at], *life.rows[at + 1 :])
            yield f"lifecycle#{life.id}:drop-{row.source}-{row.event}", _with(life, rows)


def _swapped(life: Lifecycle) -> Iterator[tuple[str, Lifecycle | None]]:
    """What led to one state leads to the next one, and the other way round."""
    for one, two in pairwise(state.id for state in life.states):
        other = {one: two, two: one}
        rows = tuple(
            attrs.evolve(row, target=other.get(row.target or "", row.target))
            if row.event is not None and row.moves
            else row
            for row in life.rows
        )
        yield f"lifecycle#{life.id}:swap-{one}-{two}", _with(life, rows)


def _with(life: Lifecycle, rows: tuple[Row, ...]) -> Lifecycle | None:
    try:
        return attrs.evolve(life, rows=rows)
    except EgovdocsError:
        return None
