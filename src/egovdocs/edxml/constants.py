"""
What holds for every document of an exchange and no message says: that none is secret, ...

Constants have the shape of a case, with ``recipient`` for what holds of each recipient.
They fill in what the messages leave unknown, and change nothing that these say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import attrs

from egovdocs.record import UNKNOWN, Case, Document

Constants = Mapping[str, Any]
T = TypeVar("T")


@attrs.frozen(eq=False)
class _Said:
    """What a value says: name, value, and what that says in turn; what it leaves open is out."""

    kind: type
    parts: tuple[tuple[str, Any, _Said | None], ...]


@attrs.define(eq=False)
class Filler:
    """Fills cases; what is constant is read once, when the first case is filled."""

    constants: Constants = attrs.field(factory=dict)
    _held: tuple[_Said | None, _Said | None] | None = None

    def __call__(self, case: Case) -> Case:
        """
        Return *case* with the constants where it knows nothing.

        Raises:
            UnknownKey, UnknownWord, WrongType, InvalidInstant, WithoutZone: of the constants.
        """
        if not self.constants:
            return case
        if self._held is None:
            self._held = _read(self.constants)
        said, each = self._held
        return _with_recipients(_over(case, said), each)


def _read(constants: Constants) -> tuple[_Said | None, _Said | None]:
    """What the constants say of a case, and of each recipient."""
    given = {key: _written(value) for key, value in constants.items() if key != "recipient"}
    said = _said(Case.from_json({"case": "-", **given}))
    each = constants.get("recipient")
    if each is None:
        return said, None
    probe = Case.from_json({"case": "-", "document": {"recipients": [_written(each)]}})
    held = probe.document.recipients if isinstance(probe.document, Document) else ()
    return said, _said(held[0]) if isinstance(held, tuple) else None


# What a case that says nothing of them has.
_SILENT = {"events": (), "about": "document", "observed": None}


def _silent(whole: object, name: str, value: object) -> bool:
    return value is UNKNOWN or (isinstance(whole, Case) and _SILENT.get(name, ...) == value)


def _said(value: Any) -> _Said | None:
    if not attrs.has(type(value)):
        return None
    fields = ((field.name, getattr(value, field.name)) for field in attrs.fields(type(value)))
    parts = ((name, held, _said(held)) for name, held in fields if not _silent(value, name, held))
    return _Said(type(value), tuple(parts))


def _over(above: T, said: _Said | None) -> T:
    """What *above* says, and what was *said* besides."""
    if said is None or type(above) is not said.kind:
        return above
    changed: dict[str, Any] = {}
    for name, value, deeper in said.parts:
        mine = getattr(above, name)
        new = value if _silent(above, name, mine) else _over(mine, deeper)
        if new is not mine:
            changed[name] = new
    return attrs.evolve(above, **changed) if changed else above  # type: ignore[misc]


def _with_recipients(case: Case, each: _Said | None) -> Case:
    document = case.document
    if each is None or not isinstance(document, Document):
        return case
    if document.recipients is UNKNOWN or document.recipients is None:
        return case
    held = tuple(_over(party, each) for party in document.recipients)
    return attrs.evolve(case, document=attrs.evolve(document, recipients=held))


def _written(value: Any) -> Any:
    """A value of TOML as JSON writes it."""
    if isinstance(value, dict):
        return {key: _written(part) for key, part in value.items()}
    return value.isoformat() if isinstance(value, (date, datetime)) else value
