"""Lengths: how many characters a field may have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.ids import DocumentNumber
from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.rules.information import read_fact
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN

NUMBER_PARTS = ("number", "symbol")
_WRITTEN = re.compile(
    r"\s*(?:số\s*:?)?\s*(?P<number>[0-9]+[a-zđ]?)\s*/\s*(?:[0-9]{4}\s*/)?\s*(?P<symbol>\S.*?)\s*\Z",
    re.ASCII | re.IGNORECASE,
)


@attrs.frozen
class Length:
    """
    The text in *field* has at most *most* characters, composed (NFC).

    Attributes:
        field: a path such as ``document.abstract``.
        most: the limit, inclusive.
        part: of a document's number only the ``number`` or the ``symbol``; empty for all.
    """

    field: str
    most: int
    part: str = ""

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        text = read_fact(scene, subject, self.field)
        if text is UNKNOWN:
            return lacking(self.field)
        if not isinstance(text, str) or not text:
            return NOT_APPLICABLE
        measured = _part(text, self.part) if self.part else text
        if measured is None:
            return lacking(f"{self.field}:readable", field=self.field)
        return self._told(unicodedata.normalize("NFC", measured))

    def _told(self, text: str) -> Outcome:
        verdict = Verdict.KEPT if len(text) <= self.most else Verdict.BROKEN
        facts: Mapping[str, object] = {"characters": len(text), "most": self.most}
        return Outcome(verdict, facts, field=self.field)


def _part(text: str, part: str) -> str | None:
    """The part of a number as it is written; one that cannot be read is told by its slash."""
    written = _WRITTEN.match(text)
    if part == "number" and written:
        return written["number"]
    try:
        found = DocumentNumber.parse(text)
    except EgovdocsError:
        return written["symbol"] if written else None
    return found.symbol if part == "symbol" else f"{found.number:02d}{found.letter}"
