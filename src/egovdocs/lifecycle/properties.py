"""
What must hold of every life: properties as data, each named by its clauses.

There are six kinds.  The first violation that a breadth-first walk meets is the shortest.

* :class:`Never`: some events never come without, or never within, something else.
* :class:`Offered`: as long as something holds, an event is possible at once.
* :class:`Closed`: no step leads out of a last state.
* :class:`Reaches`: from wherever something holds, a lawful walk leads to an event.
* :class:`Answered`: no walk that keeps the duties comes to rest without the answer.
* :class:`CanBeMet`: wherever a duty may begin, it can be done in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Protocol

import attrs

from egovdocs.errors import Lang
from egovdocs.lifecycle.exploring import (
    Clock,
    Config,
    Explored,
    Flag,
    Model,
    Product,
    Step,
    explore,
)

_DONE, _BEGUN = "done", "begun"


@attrs.frozen
class Result:
    """
    What came of one property.

    Attributes:
        holds: whether every walk has it.
        trace: the shortest walk to a violation; empty where it holds.
        configurations, steps: how much was explored.
    """

    property: Property
    holds: bool
    trace: tuple[Step, ...]
    configurations: int
    steps: int


class Check(Protocol):
    """A kind of property with its parameters."""

    needs_duty: ClassVar[bool]

    def product(self, model: Model) -> Product:
        """The part of the model that it is about."""
        ...

    def violations(self, model: Model, found: Explored) -> Iterator[tuple[Step, ...]]:
        """Walks that violate it, the shortest first."""
        ...


@attrs.frozen
class Property:
    """
    One property: what it says in two languages, the clauses that say it, how it is checked.

    Attributes:
        side: ``incoming`` or ``outgoing``.
    """

    id: str
    side: str
    vi: str
    en: str
    clauses: tuple[str, ...]
    check: Check

    def name(self, lang: Lang) -> str:
        """What it says in *lang*."""
        return self.vi if lang == "vi" else self.en

    def on(self, model: Model) -> Result:
        """Check every walk of *model*."""
        found = explore(self.check.product(model))
        trace = next(self.check.violations(model, found), None)
        return Result(self, trace is None, trace or (), len(found.came), len(found.moves))


@attrs.frozen
class Never:
    """None of *events* comes while *without* is not set, or while *within* is."""

    events: tuple[str, ...]
    without: Flag | None = None
    within: Flag | None = None
    needs_duty: ClassVar[bool] = False

    def product(self, model: Model) -> Product:
        return Product(model, _those(self.without, self.within))

    def violations(self, _: Model, found: Explored) -> Iterator[tuple[Step, ...]]:
        for here, step, _there in found.moves:
            if step.name in self.events and self._wrong(here):
                yield (*found.trace(here), step)

    def _wrong(self, here: Config) -> bool:
        missing = self.without is not None and self.without.id not in here.flags
        return missing or (self.within is not None and self.within.id in here.flags)


@attrs.frozen
class Offered:
    """Wherever *flag* is set, *event* is possible at once."""

    flag: Flag
    event: str
    needs_duty: ClassVar[bool] = False

    def product(self, model: Model) -> Product:
        return Product(model, (self.flag,))

    def violations(self, _: Model, found: Explored) -> Iterator[tuple[Step, ...]]:
        offered = {here for here, step, _ in found.moves if step.name == self.event}
        for here in found.came:
            if self.flag.id in here.flags and here not in offered:
                yield found.trace(here)


@attrs.frozen
class Closed:
    """No step leads from a last state to another."""

    needs_duty: ClassVar[bool] = False

    def product(self, model: Model) -> Product:
        return Product(model)

    def violations(self, model: Model, found: Explored) -> Iterator[tuple[Step, ...]]:
        last = model.terminal
        for here, step, there in found.moves:
            if here.state in last and there.state != here.state:
                yield (*found.trace(here), step)


@attrs.frozen
class Reaches:
    """From wherever *flag* is set, walks that keep to every order lead to *event*."""

    flag: Flag
    event: str
    needs_duty: ClassVar[bool] = False

    def product(self, model: Model) -> Product:
        return Product(model, (self.flag, Flag(_DONE, (self.event,))), lawful=True)

    def violations(self, _: Model, found: Explored) -> Iterator[tuple[Step, ...]]:
        good = found.reaching(lambda config: _DONE in config.flags)
        for here in found.came:
            if self.flag.id in here.flags and here not in good:
                yield found.trace(here)


@attrs.frozen
class Answered:
    """Where *flag* is set and no duty runs or is broken, one of *by* has been."""

    flag: Flag
    by: tuple[str, ...]
    needs_duty: ClassVar[bool] = True

    def product(self, model: Model) -> Product:
        clocks = tuple(
            clock
            for clock in model.clocks
            if clock.start in self.flag.set_by
            and set(clock.acts) <= {*self.by}
            and not clock.conditional
        )
        return Product(model, (self.flag, Flag(_DONE, self.by)), clocks)

    def violations(self, _: Model, found: Explored) -> Iterator[tuple[Step, ...]]:
        for here in found.came:
            at_rest = all(region in ("off", "done") for region in here.regions)
            if at_rest and self.flag.id in here.flags and _DONE not in here.flags:
                yield found.trace(here)


@attrs.frozen
class CanBeMet:
    """
    Wherever *clock* may begin, some walk of the texts begins it, keeps it, and every order.

    What has to be done before the clock begins may have been left out by then; that is a
    choice of whoever let it begin, and not the fault of the texts.
    """

    clock: Clock
    needs_duty: ClassVar[bool] = True

    def product(self, model: Model) -> Product:
        flags = Flag(_BEGUN, (self.clock.start,)), Flag(_DONE, self.clock.acts)
        return Product(model, flags, (self.clock,), lawful=True, careful=True)

    def violations(self, _: Model, found: Explored) -> Iterator[tuple[Step, ...]]:
        good = found.reaching(self._kept)
        for here, step, there in found.moves:
            begins = _BEGUN in there.flags and _BEGUN not in here.flags
            if begins and here not in good:
                yield (*found.trace(here), step)

    def _kept(self, here: Config) -> bool:
        return here.regions == ("done",) and {_BEGUN, _DONE} <= here.flags


def _those(*flags: Flag | None) -> tuple[Flag, ...]:
    return tuple(flag for flag in flags if flag is not None)


# -- the properties ---------------------------------------------------------------------------

_HANDLED = ("registered-in", "submitted", "transferred", "assigned", "processing", "completed")
_RETURNED = ("refused", "declined")
_D28, _D30, _C01 = "vn/28-2018-qd-ttg", "vn/30-2020-nd-cp", "vn/01-2019-tt-bnv"

# fmt: off
PROPERTIES: tuple[Property, ...] = (
    Property(
        "signed-first", "outgoing",
        "Không văn bản nào được phát hành khi chưa ký.",
        "Nothing is published before it is signed.",
        (f"{_D28}#d8.k1",),
        Never(("published",), without=Flag("signed", ("signed", "sealed"))),
    ),
    Property(
        "published-first", "outgoing",
        "Không có hồi báo hay thu hồi khi văn bản chưa được phát hành.",
        "Nothing is acknowledged or recalled before it is published.",
        (f"{_D28}#d8.k2",),
        Never(("acknowledged", "recall-sent", "recalled"),
              without=Flag("published", ("published",))),
    ),
    Property(
        "recalled-not-sent", "outgoing",
        "Văn bản đã thu hồi không được phát hành lại.",
        "What was recalled is not published again.",
        (f"{_D30}#d18.k3",),
        Never(("published",), within=Flag("recalled", ("recalled", "recall-sent"))),
    ),
    Property(
        "recallable", "outgoing",
        "Văn bản đã phát hành lúc nào cũng có thể thu hồi.",
        "What was published can be recalled at any time.",
        (f"{_D28}#d8.k2",),
        Offered(Flag("published", ("published",)), "recall-sent"),
    ),
    Property(
        "issuable", "outgoing",
        "Văn bản đã duyệt, chưa lưu, vẫn có thể phát hành mà không trái trình tự nào.",
        "What is approved and not yet archived can still be published, every order kept.",
        (f"{_D28}#d8.k1", f"{_D30}#d18.k1"),
        Reaches(Flag("approved", ("approved",), ("drafted", "archived")), "published"),
    ),
    Property(
        "recall-told", "outgoing",
        "Việc thu hồi luôn đến được bên nhận.",
        "A recall always reaches those who received.",
        (f"{_D28}#d8.k2.s2",),
        Answered(Flag("recalled", ("recalled",)), ("recall-sent", "recall-notified")),
    ),
    Property(
        "last-out", "outgoing",
        "Trạng thái cuối không có lối ra.",
        "Terminal states have no way out.",
        (f"{_D30}#d18.k3",), Closed(),
    ),
    Property(
        "accepted-first", "incoming",
        "Không vào sổ, chuyển hay xử lý văn bản chưa tiếp nhận.",
        "Nothing is registered, passed on or handled before it is accepted.",
        (f"{_D28}#d9.k1", f"{_D30}#d20.k2"),
        Never(_HANDLED, without=Flag("accepted", ("accepted",), ("arrived",))),
    ),
    Property(
        "returned-not-handled", "incoming",
        "Văn bản đã trả lại không được xử lý, trừ khi được gửi lại.",
        "What was returned is not handled, unless it comes again.",
        (f"{_D30}#d21.k2.b",),
        Never(("accepted", *_HANDLED), within=Flag("returned", _RETURNED, ("arrived",))),
    ),
    Property(
        "recalled-not-completed", "incoming",
        "Văn bản bị thu hồi không được hoàn thành khi chưa thông báo đã xử lý việc thu hồi.",
        "A recalled document is never completed without a confirmation.",
        (f"{_D28}#d9.k2",),
        Never(("completed",),
              within=Flag("recalled", ("recall-notified",), ("recall-confirmed",))),
    ),
    Property(
        "completable", "incoming",
        "Văn bản đã tiếp nhận vẫn có thể hoàn thành mà không trái trình tự nào.",
        "Every accepted document can still be completed, every order kept.",
        (f"{_D28}#d9.k2", f"{_C01}#d8.k1"),
        Reaches(Flag("held", ("accepted",), (*_RETURNED, "recall-notified", "deleted")),
                "completed"),
    ),
    Property(
        "recall-reaches", "incoming",
        "Thông báo thu hồi có thể đến bất cứ lúc nào sau khi văn bản đến.",
        "A notice of recall can come at any time after the arrival.",
        (f"{_D28}#d9.k2",),
        Offered(Flag("arrived", ("arrived",)), "recall-notified"),
    ),
    Property(
        "receipt-can-be-told", "incoming",
        "Việc đã nhận có thể thông báo bất cứ lúc nào sau khi văn bản đến.",
        "Receipt can be notified at any time after the arrival.",
        (f"{_C01}#d5.k2",),
        Offered(Flag("arrived", ("arrived",)), "receipt-notified"),
    ),
    Property(
        "refusal-told", "incoming",
        "Việc từ chối nhận luôn đến được bên gửi.",
        "A refusal always reaches the sender.",
        (f"{_D28}#d5.k4",),
        Answered(Flag("refused", ("refused",)), ("refusal-notified",)),
    ),
    Property(
        "recall-confirmed", "incoming",
        "Thông báo thu hồi luôn được trả lời.",
        "A notice of recall is always answered.",
        (f"{_D28}#d9.k2.p2",),
        Answered(Flag("recalled", ("recall-notified",)), ("recall-confirmed",)),
    ),
    Property(
        "last-in", "incoming",
        "Trạng thái cuối không có lối ra.",
        "Terminal states have no way out.",
        (f"{_D28}#d10.k2.h",), Closed(),
    ),
)
# fmt: on


def can_be_met(clock: Clock, side: str) -> Property:
    """The property that one duty can be met."""
    return Property(
        f"can-be-met:{clock.id}",
        side,
        "Nghĩa vụ có thể làm đúng hạn.",
        "The duty can be done in time.",
        (clock.clause,),
        CanBeMet(clock),
    )
