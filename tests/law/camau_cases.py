"""
Complete cases of Cà Mau: every step that Decision 837/2019 names, each in time.

A test changes one step and leaves the rest: ``steps(assigned="2020-03-03 00:00")`` moves one,
``steps(scanned=None)`` leaves one out, ``steps(scanned={"result": "infected"})`` changes what
it carries.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import attrs
from cases import MONDAY, agency, at, document, event, party

from egovdocs.record import Document, Event, Image, Party, Signature

CODE = "H12"
COMMITTEE, SENDER, RECIPIENT, SECOND = (agency(number, CODE) for number in (0, 5, 7, 23))
PROVIDER = "Ban Cơ yếu Chính phủ"
HAND = Image("blue", "png", page=1, box=(110.0, 230.0, 60.0, 20.0))
SEAL = Image("red", "png", page=1, box=(94.0, 222.0, 36.0, 36.0))

Change: TypeAlias = str | dict[str, Any] | None

# fmt: off
CHAIN: tuple[tuple[str, str, dict[str, Any]], ...] = (
    # act              time         what it carries
    ("drafted",          "07:05",     {}),
    ("approved",         "07:10",     {}),
    ("signed",           "07:20",     {}),
    ("form-checked",     "07:22",     {}),
    ("sealed",           "07:24",     {}),
    ("registered-out",   "07:26",     {}),
    ("scanned",          "07:28",     {"result": "clean"}),
    ("published",        "07:30",     {"channel": "system"}),
    ("acknowledged",     "07:30:03",  {}),
    ("arrived",          "07:30:04",  {"channel": "system"}),
    ("checked",          "08:00",     {"authentic": True, "intact": True, "right_addressee": True}),
    ("accepted",         "08:01",     {}),
    ("receipt-notified", "08:01:10",  {"channel": "system"}),
    ("registered-in",    "08:02",     {}),
    ("submitted",        "08:04",     {}),
    ("transferred",      "08:05",     {}),
    ("assigned",         "08:30",     {"lead": "Phòng Hành chính", "coordinating": ()}),
)
# fmt: on
_OF_THE_RECIPIENT = CHAIN[9:]


def hand(**changes: Any) -> Signature:
    """The signature of the authorised person; *changes* to its image or to itself."""
    return _signature("authority", HAND, "07:20", changes)


def seal(**changes: Any) -> Signature:
    """The agency's signature, over exactly the left third of the other."""
    return _signature("agency", SEAL, "07:24", changes)


def _signature(by: str, image: Image, time: str, changes: dict[str, Any]) -> Signature:
    own = {name: changes.pop(name) for name in list(changes) if name in ("valid", "at", "issuer")}
    shown = changes.pop("image") if "image" in changes else attrs.evolve(image, **changes)
    complete = Signature(by, True, at(f"{MONDAY} {time}"), shown, PROVIDER)
    return attrs.evolve(complete, **own)


def letter(**changes: Any) -> Document:
    """A complete letter of one department of the province to another."""
    complete = document(
        CODE,
        id=f"{SENDER}-2020.412",
        number="412/STC-VP",
        sender=party(SENDER),
        recipients=(party(RECIPIENT),),
        signatures=(hand(), seal()),
        status="transferred",
    )
    return attrs.evolve(complete, **changes)


def addressed(*recipients: Party, **changes: Any) -> Document:
    """The letter, to other recipients than the usual one."""
    return letter(recipients=recipients, **changes)


def steps(day: str = MONDAY, to: str = RECIPIENT, **changes: Change) -> tuple[Event, ...]:
    """Every step on *day*, in time; underscores stand for hyphens."""
    moved = {name.replace("_", "-"): change for name, change in changes.items()}
    unknown = moved.keys() - {kind for kind, _, _ in CHAIN}
    assert not unknown, unknown
    return tuple(
        _step(row, day, to, moved.get(row[0], row[1]))
        for row in CHAIN
        if moved.get(row[0], row[1]) is not None
    )


def received(day: str = MONDAY, to: str = RECIPIENT, **changes: Change) -> tuple[Event, ...]:
    """The recipient's steps alone, for a second recipient."""
    kinds = {kind for kind, _, _ in _OF_THE_RECIPIENT}
    return tuple(step for step in steps(day, to, **changes) if step.type in kinds)


def _step(row: tuple[str, str, dict[str, Any]], day: str, to: str, change: Change) -> Event:
    kind, time, fields = row
    if isinstance(change, str):
        time = change
    elif change is not None:
        fields = {**fields, **change}
    named = {"agency": to} if row in _OF_THE_RECIPIENT else {}
    return event(kind, time if " " in time else f"{day} {time}", **{**named, **fields})
