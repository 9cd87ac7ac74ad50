"""
Every life that a table allows: states, flags and clocks, walked breadth first.

A :class:`Model` is a table of steps with the duties and the orders that a policy adds to it.
Its product is finite:

* the *state* of the document;
* *flags*: which events have been, as far as a property asks;
* one *region* for each clock: ``off``, ``waiting`` (it entered outside office hours), ``before``
  the last instant in time, ``at`` it, ``after`` it, ``done`` (in time, or no longer owed),
  ``late`` (done after);
* whether it is inside office hours.

Time is not counted.  A clock that runs may reach its limit and pass it at any moment; one that
is measured in working hours does so only inside office hours.  Clocks move independently, so
that more is explored than can happen: what holds of every walk here holds of every real one,
and a violation may need two clocks in an order that their limits exclude.

An event never waits for a duty: duties judge what was done, they do not prevent it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

import attrs

from egovdocs.lifecycle.machine import Lifecycle
from egovdocs.lifecycle.model import Row, Term

Region = Literal["off", "waiting", "before", "at", "after", "done", "late"]
RUNNING: frozenset[Region] = frozenset({"waiting", "before", "at"})
BROKEN: frozenset[Region] = frozenset({"after", "late"})
_OFF: tuple[Region, ...] = ("off",)
_NEXT: dict[Region, Region] = {"waiting": "before", "before": "at", "at": "after"}


@attrs.frozen
class Clock:
    """
    A duty: one of *acts* is owed from *start* on.

    Attributes:
        id: of the rule; its clause is what stands before the slash of the name.
        stops: events that end the duty while it runs.
        early: whether an act before the start counts.
        waits: whether what enters outside office hours starts the clock later.
        working: whether it moves only inside office hours.
        ends: whether it ever runs out.
        conditional: whether it applies only where some fact holds.
    """

    id: str
    start: str
    acts: tuple[str, ...]
    stops: tuple[str, ...] = ()
    early: bool = True
    waits: bool = False
    working: bool = False
    ends: bool = True
    conditional: bool = False

    @property
    def clause(self) -> str:
        """The clause that the duty rests on."""
        return self.id.rpartition("/")[0]

    def after(self, region: Region, event: str, *, inside: bool) -> Region:
        """The region that *event* leads to; what comes before the start may settle it."""
        if event in self.acts:
            return self._acted(region)
        if event in self.stops:
            return region if region in BROKEN else "done"
        if event == self.start and region == "off":
            return "waiting" if self.waits and not inside else "before"
        return region

    def _acted(self, region: Region) -> Region:
        if region in BROKEN:
            return "late"
        return "off" if region == "off" and not self.early else "done"

    def moves(self, region: Region, *, inside: bool) -> bool:
        """Whether time alone may lead on from *region*."""
        if region == "waiting":
            return inside
        return self.ends and region in ("before", "at") and (inside or not self.working)


@attrs.frozen
class Guard:
    """
    An order: what must, or must not, have been before *event*.

    Attributes:
        needs: events that must all have been.
        bars: events that must not have come before the first *event*.
    """

    id: str
    event: str
    needs: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()

    def allows(self, event: str, seen: frozenset[str]) -> bool:
        """Whether *event* keeps this order after the events *seen*."""
        if event != self.event:
            return True
        late = self.event not in seen and not seen.isdisjoint(self.bars)
        return seen.issuperset(self.needs) and not late

    def foresees(self, event: str, seen: frozenset[str]) -> bool:
        """Whether *event* leaves this order to be kept later."""
        return event not in self.bars or self.event in seen

    @property
    def asks(self) -> frozenset[str]:
        """The events that must be remembered for it."""
        return frozenset((*self.needs, *self.bars, *((self.event,) if self.bars else ())))


@attrs.frozen
class Flag:
    """Something that a property remembers: set by some events, cleared by others."""

    id: str
    set_by: tuple[str, ...]
    cleared_by: tuple[str, ...] = ()


@attrs.frozen
class Model:
    """A table with the duties and orders of one side; the rows need not be sound."""

    id: str
    states: tuple[Term, ...]
    events: tuple[Term, ...]
    rows: tuple[Row, ...]
    clocks: tuple[Clock, ...] = ()
    guards: tuple[Guard, ...] = ()

    @classmethod
    def of(
        cls, life: Lifecycle, clocks: Iterable[Clock] = (), guards: Iterable[Guard] = ()
    ) -> Model:
        """The model of a life cycle."""
        return cls(life.id, life.states, life.events, life.rows, tuple(clocks), tuple(guards))

    @property
    def terminal(self) -> tuple[str, ...]:
        """The states that a row declares to be the last."""
        return tuple(row.source for row in self.rows if row.ends and row.source is not None)


class Config(NamedTuple):
    """One point of the product; *seen* are the events that some order asks for."""

    state: str | None
    flags: frozenset[str]
    seen: frozenset[str]
    regions: tuple[Region, ...]
    inside: bool


@attrs.frozen
class Step:
    """
    One step of a walk.

    Attributes:
        kind: ``event`` (*row* is its row), ``office`` (hours begin or end), ``clock``.
        name: the event; ``opens`` or ``closes``; the id of the clock.
        to: the state, or the region of the clock, that it leads to.
    """

    kind: Literal["event", "office", "clock"]
    name: str
    to: str = ""
    row: Row | None = None


Move: TypeAlias = tuple[Step, Config]


@attrs.frozen
class Product:
    """
    The product that one property needs: some flags and clocks of a model.

    Attributes:
        clocks: those whose regions are followed; without any, time stands still.
        lawful: leave out events that an order forbids, and what no longer keeps a duty.
        careful: leave out steps that no text states, and events that come before another
            that they may not precede.
    """

    model: Model
    flags: tuple[Flag, ...] = ()
    clocks: tuple[Clock, ...] = ()
    lawful: bool = False
    careful: bool = False

    @property
    def start(self) -> Config:
        """Before the life begins, inside office hours."""
        return Config(None, frozenset(), frozenset(), _OFF * len(self.clocks), inside=True)

    def steps(self, here: Config) -> Iterator[Move]:
        """What may come next: events in the order of the table, then time."""
        for row in self.model.rows:
            if row.event is not None and row.source == here.state and self._free(row, here):
                yield Step("event", row.event, row.target or "", row), self.after(here, row)
        if self.clocks:
            yield self._office(here)
            yield from self._time(here)

    def after(self, here: Config, row: Row) -> Config:
        """Where *row* leads."""
        event = row.event or ""
        kept = {flag.id for flag in self.flags if flag.id in here.flags}
        kept -= {flag.id for flag in self.flags if event in flag.cleared_by}
        kept |= {flag.id for flag in self.flags if event in flag.set_by}
        seen = here.seen | ({event} & self._asked)
        regions = self._regions(here, event)
        return Config(row.target, frozenset(kept), seen, regions, here.inside)

    def _regions(self, here: Config, event: str) -> tuple[Region, ...]:
        pairs = zip(self.clocks, here.regions, strict=True)
        return tuple(clock.after(now, event, inside=here.inside) for clock, now in pairs)

    @property
    def _asked(self) -> frozenset[str]:
        """The events that the orders ask for."""
        if not self.lawful:
            return frozenset()
        return frozenset().union(*(guard.asks for guard in self.model.guards))

    def _free(self, row: Row, here: Config) -> bool:
        if not self.lawful:
            return True
        event, seen, guards = row.event or "", here.seen, self.model.guards
        stated = not (self.careful and row.assumed and row.moves)
        foreseen = not self.careful or all(part.foresees(event, seen) for part in guards)
        return stated and foreseen and all(part.allows(event, seen) for part in guards)

    def _office(self, here: Config) -> Move:
        name = "closes" if here.inside else "opens"
        return Step("office", name), here._replace(inside=not here.inside)

    def _time(self, here: Config) -> Iterator[Move]:
        for at, (clock, region) in enumerate(zip(self.clocks, here.regions, strict=True)):
            if clock.moves(region, inside=here.inside):
                on = _NEXT[region]
                if not (self.lawful and on in BROKEN):
                    regions: tuple[Region, ...] = (*here.regions[:at], on, *here.regions[at + 1 :])
                    yield Step("clock", clock.id, on), here._replace(regions=regions)


@attrs.frozen(eq=False)
class Explored:
    """
    Everything that can be reached, in the order in which it was found.

    Attributes:
        came: for each point, the point before it and the step between; None at the start.
        moves: every step that was found, with its ends.
    """

    came: dict[Config, tuple[Config, Step] | None]
    moves: tuple[tuple[Config, Step, Config], ...]

    def trace(self, there: Config) -> tuple[Step, ...]:
        """The shortest walk to *there*."""
        steps: list[Step] = []
        came = self.came[there]
        while came is not None:
            before, step = came
            steps.append(step)
            came = self.came[before]
        return tuple(reversed(steps))

    def reaching(self, goal: Callable[[Config], bool]) -> set[Config]:
        """The points from which a point with *goal* can be reached, those points included."""
        before: dict[Config, list[Config]] = {}
        for here, _, there in self.moves:
            before.setdefault(there, []).append(here)
        found = {config for config in self.came if goal(config)}
        left = deque(found)
        while left:
            for config in before.get(left.popleft(), ()):
                if config not in found:
                    found.add(config)
                    left.append(config)
        return found


def explore(product: Product) -> Explored:
    """
    Walk through *product*, breadth first, so that traces are the shortest.

    >>> found = explore(Product(Model.of(Lifecycle.incoming())))
    >>> len(found.came)  # the states, and before the first one
    9
    """
    came: dict[Config, tuple[Config, Step] | None] = {product.start: None}
    moves: list[tuple[Config, Step, Config]] = []
    left = deque([product.start])
    while left:
        here = left.popleft()
        for step, there in product.steps(here):
            moves.append((here, step, there))
            if there not in came:
                came[there] = (here, step)
                left.append(there)
    return Explored(came, tuple(moves))
