"""
Parts of a document's id as a register gives it: agency, hyphen, year, dot, ordinal.

The grammar is that of :mod:`egovdocs.ids.documents` (``register``); here it is read part by
part, because the regulation states each part in a clause of its own::

    register = agency "-" year "." ordinal     ; year = 4DIGIT, ordinal from 1, no zeros in front
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.ids import AgencyId
from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.rules.information import read_fact
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN

PARTS = ("year-and-ordinal", "agency", "year", "ordinal", "dot", "hyphen")
_FIELD = "document.id"

# Looser than the grammar: any separators, a year of any two to four digits.
_LOOSE = re.compile(
    r"(?P<agency>\S+?)\s*(?P<hyphen>[-–—‐‑.,/_]?)\s*(?P<year>[0-9]{2,4})"
    r"\s*(?P<dot>[-–—‐‑.,/_])\s*(?P<ordinal>[0-9]+)"
)


class Parts(NamedTuple):
    """A document's id, taken apart; each part as it was written."""

    agency: str
    hyphen: str
    year: str
    dot: str
    ordinal: str


def take_apart(text: str) -> Parts | None:
    """Take an id apart; None where it has no year and ordinal at its end."""
    match = _LOOSE.fullmatch(text.strip())
    return None if match is None else Parts(**match.groupdict())


@attrs.frozen
class RegisterPart:
    """
    One *part* of the document's id must be as the clause says.

    ``year-and-ordinal``: it has both, in whatever writing.  ``agency`` is the sender's id,
    ``year`` four digits and that of the document's date, ``ordinal`` a natural number from 1
    without zeros in front, ``dot`` and ``hyphen`` the separators; an id of another form has
    no such parts, which is another clause's business.
    """

    part: str

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        text = read_fact(scene, subject, _FIELD)
        if text is UNKNOWN:
            return lacking(_FIELD)
        if not text or not isinstance(text, str):
            return NOT_APPLICABLE
        parts = take_apart(text)
        if self.part == "year-and-ordinal":
            return _told(parts is not None, text, "YYYY.X")
        if parts is None:
            return NOT_APPLICABLE
        return self._judged(scene, subject, parts)

    def _judged(self, scene: Scene, subject: Subject, parts: Parts) -> Outcome:
        if self.part == "agency":
            return _agency(parts.agency, read_fact(scene, subject, "sender.id"))
        if self.part == "year":
            return _year(parts.year, read_fact(scene, subject, "document.date"))
        if self.part == "ordinal":
            right = not parts.ordinal.startswith("0")
            return _told(right, parts.ordinal, str(int(parts.ordinal) or 1))
        expected = "." if self.part == "dot" else "-"
        written = parts.dot if self.part == "dot" else parts.hyphen
        return _told(written == expected, written, expected)


def _agency(written: str, sender: object) -> Outcome:
    if not isinstance(sender, str) or not sender:
        return lacking("sender.id", field=_FIELD)
    try:
        named, expected = AgencyId.parse(written), AgencyId.parse(sender)
    except EgovdocsError:
        return _told(written == sender, written, sender)
    return _told(named == expected, written, str(expected))


def _year(written: str, dated: object) -> Outcome:
    if len(written) != 4:
        return _told(False, written, str(dated.year) if isinstance(dated, date) else "YYYY")
    if not isinstance(dated, date):
        return lacking("document.date", field=_FIELD)
    return _told(int(written) == dated.year, written, str(dated.year))


def _told(right: bool, written: str, expected: str) -> Outcome:
    facts = {"value": written} if right else {"value": written, "expected": expected}
    return Outcome(Verdict.KEPT if right else Verdict.BROKEN, facts, field=_FIELD)
