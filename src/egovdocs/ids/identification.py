"""What an identifier is, before one knows: the answer of the command ``egovdocs id``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import attrs

from egovdocs.ids.agencies import AgencyId
from egovdocs.ids.documents import DocumentId
from egovdocs.ids.numbers import DocumentNumber
from egovdocs.ids.problems import Problem
from egovdocs.ids.reading import InvalidIdentifier

IdentifierType = Literal["document-number", "document-id", "agency-id", "unknown"]
Identifier = DocumentNumber | DocumentId | AgencyId
Parts = dict[str, object]


@attrs.frozen
class Identification:
    """
    What a text is, how it is written, what it says and what is wrong with it.

    *canonical* is none for an unknown identifier.  A part that the identifier lacks is none.
    """

    input: str
    type: IdentifierType
    canonical: str | None
    parts: Mapping[str, object]
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, object]:
        """Return it as it is written in JSON."""
        return {
            "input": self.input,
            "type": self.type,
            "canonical": self.canonical,
            "parts": dict(self.parts),
            "problems": [attrs.asdict(problem) for problem in self.problems],
        }


def identify(text: str) -> Identification:
    """
    Say what *text* is; never raises.

    Document ids are tried first, then agency ids, then numbers: each is refused by
    the ones before it, except ten digits (an enterprise, not a number).

    >>> identify("Số: 837 /QĐ-UBND").canonical
    '837/QĐ-UBND'
    """
    for kind, parse in _PARSERS:
        try:
            found = parse(text)
        except InvalidIdentifier:
            continue
        return Identification(text, kind, found.canonical, _parts(found), found.problems)
    return Identification(text, "unknown", None, {}, ())


def _parts(found: Identifier) -> Parts:
    if isinstance(found, DocumentNumber):
        return _number_parts(found)
    return _document_parts(found) if isinstance(found, DocumentId) else _agency_parts(found)


def _number_parts(found: DocumentNumber) -> Parts:
    return {
        "form": found.form,
        "number": found.number,
        "letter": found.letter or None,
        "year": found.year,
        "kind": found.kind,
        "kind_name": found.kind_name,
        "groups": list(found.groups),
    }


def _document_parts(found: DocumentId) -> Parts:
    return {
        "form": found.form,
        "agency": str(found.agency) if found.agency else None,
        "year": found.year,
        "sequence": found.sequence,
        "date": found.day.isoformat() if found.day else None,
        "number": str(found.number) if found.number else None,
    }


def _agency_parts(found: AgencyId) -> Parts:
    return {
        "form": found.form,
        "generation": found.generation,
        "level1": found.level1,
        "level": found.level,
        "levels": list(found.levels),
        "parent": str(found.parent) if found.parent else None,
    }


_PARSERS: tuple[tuple[IdentifierType, Callable[[str], Identifier]], ...] = (
    ("document-id", DocumentId.parse),
    ("agency-id", AgencyId.parse),
    ("document-number", DocumentNumber.parse),
)
