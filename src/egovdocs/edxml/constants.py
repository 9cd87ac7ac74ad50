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

from egovdocs.record import UNKNOWN, Case, Document, Party

Constants = Mapping[str, Any]
T = TypeVar("T")


@attrs.define(eq=False)
class Filler:
    """Fills cases; what is constant is read once, when the first case is filled."""

    constants: Constants = attrs.field(factory=dict)
    _held: tuple[Case, Party | None] | None = None

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
        constant, each = self._held
        return _with_recipients(_over(case, constant), each)


def _read(constants: Constants) -> tuple[Case, Party | None]:
    """The constants as a case, and as one recipient."""
    given = {key: _written(value) for key, value in constants.items() if key != "recipient"}
    constant = Case.from_json({"case": "-", **given})
    each = constants.get("recipient")
    if each is None:
        return constant, None
    probe = Case.from_json({"case": "-", "document": {"recipients": [_written(each)]}})
    held = probe.document.recipients if isinstance(probe.document, Document) else ()
    return constant, held[0] if isinstance(held, tuple) else None


# What a case that says nothing of them has.
_SILENT = {"events": (), "about": "document", "observed": None}


def _over(above: T, below: T) -> T:
    """What *above* says, and what *below* says besides."""
    if not attrs.has(type(above)) or type(above) is not type(below):
        return above
    changed: dict[str, Any] = {}
    for field in attrs.fields(type(above)):  # type: ignore[arg-type]
        mine, other = getattr(above, field.name), getattr(below, field.name)
        if mine is UNKNOWN or (isinstance(above, Case) and _SILENT.get(field.name, ...) == mine):
            new = other
        else:
            new = mine if other is UNKNOWN else _over(mine, other)
        if new is not mine:
            changed[field.name] = new
    return attrs.evolve(above, **changed) if changed else above  # type: ignore[misc]


def _with_recipients(case: Case, each: Party | None) -> Case:
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
