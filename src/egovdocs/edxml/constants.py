"""
What holds for every document of an exchange and no message says: that none is secret, ...

Constants have the shape of a case, with ``recipient`` for what holds of each recipient.
They fill in what the messages leave unknown, and change nothing that these say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from egovdocs.record import Case

Constants = Mapping[str, Any]


def filled(case: Case, constants: Constants) -> Case:
    """
    Return *case* with *constants* where it knows nothing.

    Raises:
        UnknownKey, UnknownWord, WrongType, InvalidInstant, WithoutZone: of the constants.
    """
    if not constants:
        return case
    given = {key: value for key, value in constants.items() if key != "recipient"}
    written = _over(given, case.to_json())
    document, each = written.get("document"), constants.get("recipient")
    if isinstance(document, dict) and each is not None:
        parties = document.get("recipients", [])
        document["recipients"] = [_over(each, party) for party in parties]
    return Case.from_json(written)


def _over(below: Any, above: Any) -> Any:
    """What *above* says, and what *below* says besides."""
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    rest = {key: _written(value) for key, value in below.items() if key not in above}
    return {**{key: _over(below.get(key), value) for key, value in above.items()}, **rest}


def _written(value: Any) -> Any:
    """A value of TOML as JSON writes it."""
    if isinstance(value, dict):
        return {key: _written(part) for key, part in value.items()}
    return value.isoformat() if isinstance(value, (date, datetime)) else value
