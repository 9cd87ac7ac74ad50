"""
Every walk of the life cycles, and what must hold of all of them.

The tables with a mistake are deliberately wrong: each property must name the shortest walk
that breaks it.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import pytest

import egovdocs
from egovdocs.audit.exploring import explored, model_of
from egovdocs.lifecycle import Lifecycle, Row
from egovdocs.lifecycle.exploring import Clock, Guard, Model, Product, Region, explore
from egovdocs.lifecycle.properties import PROPERTIES, Property, Result, can_be_met
from egovdocs.policy import shipped_instrument, shipped_instruments, shipped_profiles

BY_ID = {part.id: part for part in PROPERTIES}
LAW = "vn/28-2018-qd-ttg#d8.k1"
NOTICE = Clock(f"{LAW}/notice", "refused", ("refusal-notified",))
CONFIRM = Clock(f"{LAW}/confirm", "recall-notified", ("recall-confirmed",))
TELL = Clock(f"{LAW}/tell", "recalled", ("recall-sent",))
DUTIES = (NOTICE, CONFIRM, TELL)


def model(side: str, *more: Row, without: Iterable[tuple[str, str]] = (), **parts: object) -> Model:
    """The shipped table with *more* rows and *without* some (state, event)."""
    life = Lifecycle.incoming() if side == "incoming" else Lifecycle.outgoing()
    left = set(without)
    rows = tuple(row for row in life.rows if (row.source, row.event) not in left)
    made = attrs.evolve(Model.of(life, DUTIES), rows=(*rows, *more))
    return attrs.evolve(made, **parts)  # type: ignore[arg-type]


def walk(result: Result) -> list[str]:
    """The trace as words: events, or ``clock:region``."""
    return [
        step.name if step.kind == "event" else f"{step.name.rpartition('/')[2]}:{step.to}"
        for step in result.trace
    ]


def row(source: str, event: str, target: str) -> Row:
    return Row(source, event, target, LAW)


@pytest.mark.parametrize("part", PROPERTIES, ids=lambda part: part.id)
def test_the_shipped_table_has_every_property(part: Property) -> None:
    result = part.on(model(part.side))

    assert (result.holds, result.trace) == (True, ())
    assert result.configurations >= 9
    assert result.steps > result.configurations


# A mistake in the table, the property that sees it, and the shortest walk to it.
# fmt: off
MISTAKES = [
    ("signed-first", model("outgoing", row("drafted", "published", "published")),
     ["drafted", "published"]),
    ("published-first", model("outgoing", row("signed", "recall-sent", "recalled")),
     ["drafted", "signed", "recall-sent"]),
    ("recalled-not-sent", model("outgoing", row("recalled", "published", "recalled")),
     ["sealed", "published", "recall-sent", "published"]),
    ("recallable", model("outgoing", without=[("acknowledged", "recall-sent")]),
     ["sealed", "published", "acknowledged"]),
    ("issuable", model("outgoing", guards=(
        Guard("scan", "published", needs=("scanned",)),
        Guard("clean", "scanned", needs=("recalled",)))),
     ["drafted", "approved"]),
    ("recall-told", model("outgoing", clocks=()),
     ["sealed", "published", "recalled"]),
    ("last-out", model("outgoing", row("recalled", "drafted", "drafted")),
     ["sealed", "published", "recall-sent", "drafted"]),
    ("accepted-first", model("incoming", row("arrived", "processing", "processing")),
     ["arrived", "processing"]),
    ("returned-not-handled", model("incoming", row("refused", "accepted", "accepted")),
     ["arrived", "refused", "accepted"]),
    ("recalled-not-completed", model("incoming", row("recalled", "completed", "completed")),
     ["arrived", "recall-notified", "completed"]),
    ("completable", model("incoming", without=[
        ("processing", "completed"), ("transferred", "completed")]),
     ["arrived", "accepted"]),
    ("recall-reaches", model("incoming", without=[("completed", "recall-notified")]),
     ["arrived", "accepted", "transferred", "completed"]),
    ("receipt-can-be-told", model("incoming", without=[("refused", "receipt-notified")]),
     ["arrived", "refused"]),
    ("refusal-told", model("incoming", clocks=()),
     ["arrived", "refused"]),
    ("recall-confirmed", model("incoming", clocks=(attrs.evolve(CONFIRM, stops=("deleted",)),)),
     ["arrived", "recall-notified", "deleted"]),
    ("last-in", model("incoming", row("deleted", "arrived", "arrived")),
     ["arrived", "refused", "deleted", "arrived"]),
]
# fmt: on


@pytest.mark.parametrize(("name", "broken", "shortest"), MISTAKES, ids=lambda part: str(part)[:24])
def test_a_mistake_is_found_by_the_shortest_walk(
    name: str, broken: Model, shortest: list[str]
) -> None:
    result = BY_ID[name].on(broken)

    assert not result.holds
    assert walk(result) == shortest


def test_every_property_has_its_mistake() -> None:
    assert {name for name, _, _ in MISTAKES} == set(BY_ID)


# -- duties that cannot be met ------------------------------------------------------------------


def test_a_duty_whose_act_no_state_allows() -> None:
    """Nothing is confirmed once the cancelled document is gone, and it is gone at once."""
    without = [("recalled", "recall-confirmed"), ("deleted", "recall-confirmed")]
    result = can_be_met(CONFIRM, "incoming").on(model("incoming", without=without))

    assert walk(result) == ["arrived", "recall-notified"]


def test_a_duty_that_two_orders_forbid() -> None:
    """Number before seal, and seal before number: nothing signed can be numbered."""
    orders = (
        Guard("a", "sealed", needs=("registered-out",)),
        Guard("b", "registered-out", needs=("sealed",)),
    )
    number = Clock(f"{LAW}/number", "signed", ("registered-out",))
    result = can_be_met(number, "outgoing").on(model("outgoing", guards=orders))

    assert walk(result) == ["drafted", "approved", "signed"]


def test_an_act_that_must_not_come_first_is_left_for_later() -> None:
    """Filing before issue spoils the issue; whoever is careful issues first."""
    order = Guard("file", "published", bars=("archived",))
    issue = Clock(f"{LAW}/issue", "signed", ("published",))
    table = model("outgoing", guards=(order,))

    assert can_be_met(issue, "outgoing").on(table).holds
    assert order.allows("published", frozenset({"archived", "published"}))
    assert not order.allows("published", frozenset({"archived"}))


# -- clocks -------------------------------------------------------------------------------------

# fmt: off
MOVES: list[tuple[str, Region, str, bool, Region]] = [
    # what,                    it is,     event,              inside, it becomes
    ("begins",                 "off",     "refused",          True,  "before"),
    ("begins outside",         "off",     "refused",          False, "before"),
    ("is done in time",        "before",  "refusal-notified", True,  "done"),
    ("is done at the limit",   "at",      "refusal-notified", True,  "done"),
    ("is done late",           "after",   "refusal-notified", True,  "late"),
    ("was done before",        "off",     "refusal-notified", True,  "done"),
    ("is done again",          "late",    "refusal-notified", True,  "late"),
    ("begins again",           "done",    "refused",          True,  "done"),
    ("something else happens", "before",  "checked",          True,  "before"),
]
# fmt: on


@pytest.mark.parametrize(("what", "region", "event", "inside", "then"), MOVES)
def test_events_move_a_clock(
    what: str, region: Region, event: str, inside: bool, then: Region
) -> None:
    assert NOTICE.after(region, event, inside=inside) == then, what


def test_what_enters_outside_office_hours_waits() -> None:
    clock = attrs.evolve(NOTICE, waits=True)

    assert clock.after("off", "refused", inside=False) == "waiting"
    assert clock.moves("waiting", inside=True)
    assert not clock.moves("waiting", inside=False)


def test_a_stop_ends_a_duty_in_time_and_excuses_no_delay() -> None:
    clock = attrs.evolve(NOTICE, stops=("recall-notified",))
    regions: list[Region] = ["off", "before", "at", "after", "late"]

    found = [clock.after(region, "recall-notified", inside=True) for region in regions]

    assert found == ["done", "done", "done", "after", "late"]


def test_an_act_before_the_start_counts_only_where_it_may() -> None:
    later = attrs.evolve(NOTICE, early=False)

    assert later.after("off", "refusal-notified", inside=True) == "off"


def test_working_hours_pass_only_inside_them() -> None:
    working, endless = attrs.evolve(NOTICE, working=True), attrs.evolve(NOTICE, ends=False)

    assert [working.moves("before", inside=inside) for inside in (True, False)] == [True, False]
    assert [NOTICE.moves("at", inside=inside) for inside in (True, False)] == [True, True]
    assert not endless.moves("before", inside=True)


def test_every_region_is_reached() -> None:
    clock = attrs.evolve(NOTICE, waits=True, working=True)
    found = explore(Product(model("incoming"), clocks=(clock,)))

    assert {region for config in found.came for region in config.regions} == {
        "off", "waiting", "before", "at", "after", "done", "late",
    }  # fmt: skip
    assert {config.inside for config in found.came} == {True, False}


# -- the shipped profiles -----------------------------------------------------------------------


@pytest.mark.parametrize("national", [False, True], ids=["alone", "national"])
@pytest.mark.parametrize("name", shipped_profiles())
def test_a_shipped_profile_has_every_property(name: str, national: bool) -> None:
    sides = explored(egovdocs.load(name, national=national))

    broken = {part.property.id: walk(part) for side in sides for part in side.results}
    assert {ident: trace for ident, trace in broken.items() if trace} == {}


def test_over_the_national_layer_every_property_is_stated() -> None:
    sides = explored(egovdocs.load("thai-binh", national=True))

    assert [part.id for side in sides for part in side.unstated] == []


def test_what_a_decision_alone_does_not_state_is_not_asked() -> None:
    """Article 6 of Thái Bình, on refusal and recall, is missing from its text."""
    sides = explored(egovdocs.load("thai-binh", national=False))
    unstated = [part.id for side in sides for part in side.unstated]

    assert unstated == ["recall-told", "refusal-told", "recall-confirmed"]


def test_the_duty_of_long_an_to_pass_on_is_a_clock() -> None:
    """Two working hours from receipt (Long An, d5.k2.b)."""
    clocks = model_of(egovdocs.load("long-an"), "incoming").clocks
    (clock,) = (part for part in clocks if part.id == "long-an/24-2019#d5.k2.b/transfer")

    assert (clock.clause, clock.start) == ("long-an/24-2019#d5.k2.b", "arrived")
    assert clock.acts == ("transferred",)
    assert clock.waits
    assert clock.working
    assert not clock.conditional


NAMED = sorted({clause for part in PROPERTIES for clause in part.clauses})


@pytest.mark.parametrize("address", NAMED)
def test_every_property_names_clauses_that_exist(address: str) -> None:
    ident, _, at = address.partition("#")

    assert ident in shipped_instruments()
    assert shipped_instrument(ident).clause(at) is not None
