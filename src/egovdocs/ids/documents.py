"""
Document identifiers (mã định danh văn bản).

The first form is that of the provincial regulation that spells it out; Decision
28/2018/QĐ-TTg, Article 10, clause 2, point b names the components and no
separator.  The other three are seen on the national exchange axis::

    register      = agency "-" year "." sequence             ; 000.00.00.H12-2019.123
    wire-number   = agency "," date "," number-and-symbol    ; 000.00.00.G22,2015/09/30,16/VPCP
    wire-sequence = agency "," year "," sequence             ; 000.00.01.H01,2018,10
    uuid          = 8HEXDIG 3( "-" 4HEXDIG ) "-" 12HEXDIG
    agency        = agency-102 / org-id                      ; egovdocs.ids.agencies
    year          = 4DIGIT
    sequence      = %x31-39 *DIGIT                           ; from 1
    date          = 4DIGIT "/" 2DIGIT "/" 2DIGIT             ; yyyy/MM/dd

The sequence counts what an agency issued in a year; the number of the document
counts documents of a kind.  They are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

import attrs

from egovdocs.ids.agencies import NEW, OLD, AgencyId, AgencyId20, AgencyId102
from egovdocs.ids.numbers import DocumentNumber
from egovdocs.ids.problems import Problem, named
from egovdocs.ids.reading import InvalidDocumentId, InvalidIdentifier, tidy
from egovdocs.ids.spelling import readable

DocumentIdForm = Literal["register", "wire-number", "wire-sequence", "uuid"]

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_WRITTEN = re.compile(
    rf"(?:({OLD})|({NEW}))"
    r"(?:-([0-9]{4})\.([1-9][0-9]{0,17})|,([0-9]{4}),([1-9][0-9]{0,17}))",
    re.ASCII,
)

# Looser: any separator before year and sequence; any date; a UUID in any dress.
_LOOSE_UUID = re.compile(
    r"\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?"
)
_LOOSE_OLD = re.compile(
    r"(?P<agency>[0-9]{3}\.?[0-9]{2}\.?[0-9]{2}\.?[A-Za-z][0-9]{2})"
    r"(?P<before>[-.,/_]?)(?P<year>[0-9]{4})(?P<between>[-.,/_])(?P<sequence>[0-9]{1,18})",
    re.ASCII,
)
_LOOSE = re.compile(
    r"(?P<agency>.+)(?P<before>[-,_])(?P<year>[0-9]{4})(?P<between>[-.,/_])(?P<sequence>[0-9]{1,18})",
    re.ASCII,
)
_DATE = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})", re.ASCII)
_DATE_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", re.ASCII)
_SEPARATORS: dict[tuple[str, str], DocumentIdForm] = {
    ("-", "."): "register",
    (",", ","): "wire-sequence",
}


@attrs.frozen
class DocumentId:
    """
    The identifier of one document on the exchange.

    Made by :meth:`parse`.  Two are equal when their canonical texts are.

    >>> found = DocumentId.parse("000.00.00.H12-2019.123")
    >>> str(found.agency), found.year, found.sequence, found.form
    ('000.00.00.H12', 2019, 123, 'register')
    """

    #: The one way in which it is written.
    canonical: str
    form: DocumentIdForm = attrs.field(eq=False)
    #: Who issued the document; none in a UUID.
    agency: AgencyId | None = attrs.field(default=None, eq=False)
    #: The year of issue, or of the date; none in a UUID.
    year: int | None = attrs.field(default=None, eq=False)
    #: The place among what the agency issued in the year, from 1; 0 is read, with a problem.
    sequence: int | None = attrs.field(default=None, eq=False)
    #: The date as written, ``yyyy/MM/dd``; it need not be a day of the calendar.
    dated: str | None = attrs.field(default=None, eq=False)
    #: The number and symbol in the identifier.
    number: DocumentNumber | None = attrs.field(default=None, eq=False)
    problems: tuple[Problem, ...] = attrs.field(default=(), eq=False)

    @classmethod
    def parse(cls, text: str) -> DocumentId:
        """
        Read *text* leniently; ``str()`` writes it one way.

        Raises:
            InvalidDocumentId: it cannot be read; the error says how far it can.
            IdentifierTooLong: it has more than 256 characters.
        """
        match = _WRITTEN.fullmatch(text)
        return _written(match) if match else _loosely(text)

    def __str__(self) -> str:
        return self.canonical

    @property
    def day(self) -> date | None:
        """The date, where there is one and the calendar has it."""
        return _day(self.dated) if self.dated else None


def _written(match: re.Match[str]) -> DocumentId:
    old, new, year, sequence, wire_year, wire_sequence = match.groups()
    if new is not None and len(new) > 35:
        return _loosely(match.string)
    agency = AgencyId102(old) if old else AgencyId20(new)
    if year:
        return DocumentId(match.string, "register", agency, int(year), int(sequence))
    return DocumentId(match.string, "wire-sequence", agency, int(wire_year), int(wire_sequence))


def _loosely(text: str) -> DocumentId:
    tidied = tidy(text)
    for read in _READERS:
        found = read(tidied.text, list(tidied.codes))
        if found:
            return found
    raise InvalidDocumentId(text, _readable(tidied.text))


def _readable(text: str) -> str:
    """Return the start of *text* that reads: the agency, the date, some of the number."""
    start, comma, rest = text.partition(",")
    dated, second, number = rest.partition(",")
    if not comma:
        start = text.partition("-")[0]
    if not _agency(start):
        return ""
    if not second or _dated(dated.strip()) is None:
        return start
    return f"{start},{dated},{readable(number.strip())}"


def _agency(text: str) -> AgencyId | None:
    try:
        return AgencyId.parse(text)
    except InvalidIdentifier:
        return None


def _number(text: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(text)
    except InvalidIdentifier:
        return None


def _uuid(text: str, codes: list[str]) -> DocumentId | None:
    match = _LOOSE_UUID.fullmatch(text.lower())
    if match is None:
        return None
    canonical = "-".join(match.groups())
    dressed = ["document-id.uuid-form"] if canonical != text.lower() else []
    found = named([*codes, *dressed, "document-id.uuid"], "document-id")
    return DocumentId(canonical, "uuid", problems=found)


def _numbered(text: str, codes: list[str]) -> DocumentId | None:
    """Read agency, date and number; the symbol of a number may hold further commas."""
    parts = [part.strip() for part in text.split(",", 2)]
    dated = _dated(parts[1]) if len(parts) == 3 else None
    agency, number = _agency(parts[0]), _number(parts[-1])
    if dated is None or agency is None or number is None:
        return None
    found = [*codes, *(["text.spaces"] if ",".join(parts) != text else [])]
    found += ["document-id.date-form"] if dated != parts[1] else []
    found += ["document-id.date"] if _day(dated) is None else []
    return DocumentId(
        f"{agency},{dated},{number}",
        "wire-number",
        agency,
        int(dated[:4]),
        dated=dated,
        number=number,
        problems=agency.problems + number.problems + named(found, "document-id"),
    )


def _dated(text: str) -> str | None:
    """Return a date as ``yyyy/MM/dd``, whether or not the calendar has it."""
    first = _DATE.fullmatch(text)
    last = _DATE_DAY_FIRST.fullmatch(text)
    parts = first.groups() if first else last.groups()[::-1] if last else None
    return "/".join(part.zfill(2) for part in parts) if parts else None


def _day(dated: str) -> date | None:
    year, month, day = map(int, dated.split("/"))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _sequenced(text: str, codes: list[str]) -> DocumentId | None:
    """Read agency, year and sequence, whatever divides them."""
    together = text.replace(" ", "")
    match = _LOOSE_OLD.fullmatch(together) or _LOOSE.fullmatch(together)
    agency = _agency(match["agency"]) if match else None
    if match is None or agency is None:
        return None
    found = [*codes, *(["text.spaces"] if together != text else [])]
    form = _SEPARATORS.get((match["before"], match["between"]))
    if form is None:
        found.append("document-id.separator")
    return _counted(match, agency, form or "register", found)


def _counted(
    match: re.Match[str], agency: AgencyId, form: DocumentIdForm, codes: list[str]
) -> DocumentId:
    sequence = int(match["sequence"])
    if len(str(sequence)) < len(match["sequence"]):
        codes.append("document-id.zeros")
    if not sequence:
        codes.append("document-id.below-one")
    before, between = ("-", ".") if form == "register" else (",", ",")
    return DocumentId(
        f"{agency}{before}{match['year']}{between}{sequence}",
        form,
        agency,
        int(match["year"]),
        sequence,
        problems=agency.problems + named(codes, "document-id"),
    )


_READERS: tuple[Callable[[str, list[str]], DocumentId | None], ...] = (
    _uuid,
    _numbered,
    _sequenced,
)
