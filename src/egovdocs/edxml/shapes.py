"""The shapes that texts of messages must have: identifiers, days, instants, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from egovdocs.edxml.message import as_day, as_instant
from egovdocs.ids import AgencyId, DocumentId, DocumentNumber, InvalidIdentifier, Problem

_UUID = "document-id.uuid"  # of no text of law, and common on the axis
_OF_IDS = "document-id."  # what else is told stands in the number or the agency
_PADDING = "number.padding"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


# Messages of one exchange name the same agencies and documents again and again.
@lru_cache(maxsize=4096)
def agency(text: str) -> bool:
    """Whether *text* follows the grammar of agency identifiers."""
    try:
        return not AgencyId.parse(text).problems
    except InvalidIdentifier:
        return False


@lru_cache(maxsize=4096)
def document_id(text: str) -> DocumentId | None:
    """The document identifier that *text* is, or None."""
    try:
        return DocumentId.parse(text)
    except InvalidIdentifier:
        return None


@lru_cache(maxsize=4096)
def number_problems(code: str) -> tuple[Problem, ...] | None:
    """
    What departs from how a number and symbol are to be written; None where it is none.

    That a number below ten has no zero before it is not told: on the wire it is a number.
    """
    try:
        found = DocumentNumber.parse(code).problems
    except InvalidIdentifier:
        return None
    return tuple(each for each in found if each.code != _PADDING)


def _known_id(text: str) -> bool:
    found = document_id(text)
    if found is None:
        return False
    codes = {each.code for each in found.problems if each.code.startswith(_OF_IDS)}
    return codes <= {_UUID}


SHAPES: Mapping[str, Callable[[str], bool]] = {
    "text": lambda text: True,  # noqa: ARG005
    "agency": agency,
    "day": lambda text: as_day(text) is not None,
    "instant": lambda text: as_instant(text) is not None,
    "whole": lambda text: text.isascii() and text.isdigit(),
    "flag": lambda text: text in ("0", "1", "true", "false"),
    "document-id": _known_id,
    "email": lambda text: _EMAIL.fullmatch(text) is not None,
}
SHAPE_CODES: Mapping[str, str] = {"agency": "bad-agency-id", "document-id": "bad-document-id"}
SPOKEN: Mapping[str, str] = {
    "day": "yyyy/MM/dd",
    "instant": "yyyy/MM/dd HH:mm:ss",
    "whole": "0, 1, 2, ...",
    "flag": "0 | 1",
    "email": "a@b.c",
}
