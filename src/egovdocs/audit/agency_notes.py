"""
What a list of agencies says of the identifiers in a case: remarks, never verdicts.

A code that was closed before the document, with a source, is a warning; one whose closing is
inferred is a note.  That a list lacks an agency is a note of the shipped list, which has level
1 alone, and a warning of one that somebody gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from egovdocs.audit.problems import BadLine
from egovdocs.audit.reading import Entry
from egovdocs.audit.remarks import Remark, Severity
from egovdocs.errors import EgovdocsError
from egovdocs.ids import AgencyId, DocumentId
from egovdocs.ids.catalogue import Catalogue, Found
from egovdocs.ids.listed import closing, unlisted
from egovdocs.record import Case
from egovdocs.record.values import Document, Message, Party
from egovdocs.timing import day_of, to_us


def with_agencies(
    entries: Iterable[Entry | BadLine], catalogue: Catalogue, *, whole: bool
) -> Iterator[Entry | BadLine]:
    """Add what *catalogue* says to each entry; *whole*: an agency that it lacks is a warning."""
    for entry in entries:
        if isinstance(entry, Entry):
            found = tuple(agency_remarks(entry, catalogue, whole=whole))
            yield attrs.evolve(entry, remarks=(*entry.remarks, *found)) if found else entry
        else:
            yield entry


def agency_remarks(entry: Entry, catalogue: Catalogue, *, whole: bool) -> Iterator[Remark]:
    """What a list says of the identifiers of one case, each once."""
    day = _day(entry.case)
    told: set[str] = set()
    for at, text in _idents(entry.case):
        ident = _read(text)
        if ident is None or str(ident) in told:
            continue
        told.add(str(ident))
        remark = _remark(entry.file, at, ident, catalogue.find(ident, day), whole=whole)
        if remark is not None:
            yield remark


def _remark(file: str, at: str, ident: AgencyId, found: Found, *, whole: bool) -> Remark | None:
    if found.standing == "unknown" or found.agency is None:
        severity: Severity = "warning" if whole else "note"
        vi, en = unlisted(ident, "vi"), unlisted(ident, "en")
        return Remark(file, "agency.unknown", severity, _line(vi), _line(en), at, str(ident))
    if found.standing == "known":
        return None
    severity = "warning" if found.certain else "note"
    vi, en = closing(found.agency, "vi"), closing(found.agency, "en")
    return Remark(
        file, "agency.closed", severity, _line(vi), _line(en), at, str(ident), found.agency.into
    )


def _line(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _read(text: str) -> AgencyId | None:
    """An identifier of an agency as the grammar has it; what is loosely one is not looked up."""
    try:
        found = AgencyId.parse(text)
    except EgovdocsError:
        return None
    return found if found.form == "agency" and not found.problems else None


def _idents(case: Case) -> Iterator[tuple[str, str]]:
    """Where identifiers of agencies may stand in a case, with what stands there."""
    if isinstance(case.document, Document):
        yield from _of_document(case.document.id)
    for part in (case.document, case.message):
        if isinstance(part, (Document, Message)):
            yield from _parties("sender", (part.sender,))
            yield from _parties("recipients", part.recipients)
    for event in case.events:
        if isinstance(event.agency, str):
            yield f"events.{event.type}.agency", event.agency


def _of_document(text: object) -> Iterator[tuple[str, str]]:
    try:
        agency = DocumentId.parse(text).agency if isinstance(text, str) else None
    except EgovdocsError:
        return
    if agency is not None:
        yield "document.id", str(agency)


def _parties(field: str, parties: object) -> Iterator[tuple[str, str]]:
    for party in parties if isinstance(parties, tuple) else ():
        if isinstance(party, Party) and isinstance(party.id, str):
            yield f"{field}.id", party.id


def _day(case: Case) -> date | None:
    """The day of the document, else that of the first event; none where neither is known."""
    if isinstance(case.document, Document) and isinstance(case.document.date, date):
        return case.document.date
    return min((day_of(to_us(event.at)) for event in case.events), default=None)
