"""
Documents that repeat another: the same identifier, or the same number, symbol and issuer.

One case has one document; whether it repeats another shows only among many.  The source asks a
system to warn of it: vn/30-2020-nd-cp#pl6.p1.m3.k1.h.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import Literal, TypeAlias

import attrs

from egovdocs.ids import DocumentNumber, InvalidIdentifier
from egovdocs.record import Case, Document, Party

CLAUSE = "vn/30-2020-nd-cp#pl6.p1.m3.k1.h"
By: TypeAlias = Literal["id", "number"]
Key: TypeAlias = Hashable


@attrs.frozen
class Duplicate:
    """
    Cases whose documents share what only one document may have.

    Attributes:
        by: ``id``, the identifier; ``number``, number, symbol and issuer, all three,
            in one year where the documents are dated.
        value: what they share, as the first of them writes it.
        cases: the names of the cases, in the order in which they were met; two at least.
    """

    by: By
    value: str
    cases: tuple[str, ...]
    clause: str = CLAUSE


def duplicates(cases: Iterable[Case]) -> tuple[Duplicate, ...]:
    """
    Return what the documents of *cases* repeat, in the order in which it was first met.

    A document without an identifier, or without number, symbol or issuer, repeats nothing: what
    is not known is never taken to be equal.  The memory it takes grows with the number of cases.
    """
    met: dict[tuple[By, Key], tuple[str, list[str]]] = {}
    for case in cases:
        for by, key, value in keys(case):
            met.setdefault((by, key), (value, []))[1].append(case.case)
    return tuple(
        Duplicate(by, value, tuple(names))
        for (by, _), (value, names) in met.items()
        if len(names) > 1
    )


def keys(case: Case) -> Iterator[tuple[By, Key, str]]:
    """What the document of *case* must not share with another: by what, its key, as written."""
    document = case.document
    if not isinstance(document, Document):
        return
    if _given(document.id):
        yield "id", document.id, str(document.id)
    issuer = _issuer(document.sender)
    if issuer and _given(document.number):
        key = (_number(str(document.number)), issuer, _year(document.date))
        yield "number", key, f"{document.number}, {issuer}"


def _year(day: object) -> int | None:
    """Numbers begin again each year (vn/30-2020-nd-cp#d15.k1); None where it is not known."""
    return day.year if isinstance(day, date) else None


def _issuer(sender: object) -> str:
    """The name of the agency, or its identifier where it has none."""
    if not isinstance(sender, Party):
        return ""
    return next((str(part) for part in (sender.id, sender.name) if _given(part)), "")


def _number(text: str) -> str:
    """One form for one number: ``7/QÐ-UBND`` and ``07/QĐ-UBND`` are the same."""
    try:
        return str(DocumentNumber.parse(text))
    except InvalidIdentifier:
        return text


def _given(value: object) -> bool:
    return isinstance(value, str) and bool(value)
