"""
Numbers of documents, clause by clause: what the number and symbol must tell.

The grammar is read leniently by :class:`egovdocs.ids.DocumentNumber`; each clause judges the
part that it states.  A number that is missing is the business of the clause that asks for
one, and one that cannot be read that of the clause on its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.ids import KINDS, DocumentNumber, UnknownDocumentKind, document_kind
from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.rules.information import read_fact
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN
from egovdocs.timing import DAY_US
from egovdocs.timing.instants import EPOCH_ORDINAL

_FIELD = "document.number"
_ASSEMBLY = "national-assembly"
_ASSEMBLIES = ("QH", "UBTVQH")
_ABBREVIATION = {
    kind.name: kind.abbreviation for kind in KINDS if kind.group == "administrative"
}  # fmt: skip
_LETTER = "Công văn"


@attrs.frozen
class NumberPart:
    """
    The document's number and symbol must have *part* as the clause says.

    Attributes:
        part: ``written`` (none of *problems*), ``four-parts`` (serial, year, kind, issuer),
            ``year`` (that of the document's date), ``no-year``, ``kind`` (the symbol's
            abbreviation names the document's kind), ``abbreviation`` (it is the one of the
            national table), ``symbol`` (kind and issuer; for an official letter issuer and
            unit), ``normative`` (serial/year/kind-issuer), ``assembly`` (serial/year/issuer
            and term).
        problems: codes of departures that break this clause.
        issuer: of ``assembly``: the letters of the issuer.
        kinds: of ``assembly``: kinds that nobody else issues.
    """

    part: str
    problems: tuple[str, ...] = ()
    issuer: str = ""
    kinds: tuple[str, ...] = ()

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        text = read_fact(scene, subject, _FIELD)
        if text is UNKNOWN:
            return lacking(_FIELD)
        if not isinstance(text, str) or not text:
            return NOT_APPLICABLE
        dated = read_fact(scene, subject, "document.date")
        judged = self._judged(text, read_fact(scene, subject, "document.kind"), dated)
        return judged._replace(field=_FIELD, day=day_of_date(dated))

    def _judged(self, text: str, kind: object, dated: object) -> Outcome:
        try:
            found = DocumentNumber.parse(text)
        except EgovdocsError:
            return _broken(text, "unreadable") if self.part in _WHOLE else lacking(_UNREADABLE)
        codes = [part.code for part in found.problems if part.code in self.problems]
        if codes and self._concerns(found):
            return _broken(text, *codes)
        return _PARTS[self.part](self, found, text, kind, dated)

    def _concerns(self, found: DocumentNumber) -> bool:
        """Whether the order that this asks for is that of the issuer of such a number."""
        issuer = _issuer(found)
        if self.part == "normative":
            return issuer not in _ASSEMBLIES
        return not self.issuer or issuer == self.issuer


_UNREADABLE = f"{_FIELD}:readable"
_WHOLE = ("four-parts", "symbol", "normative")


def day_of_date(dated: object) -> int | None:
    """The first microsecond of a date, in Vietnam; None for what is no date."""
    return (dated.toordinal() - EPOCH_ORDINAL) * DAY_US if isinstance(dated, date) else None


def _kept(text: str) -> Outcome:
    return Outcome(Verdict.KEPT, {"value": text})


def _broken(text: str, *problems: str) -> Outcome:
    return Outcome(Verdict.BROKEN, {"value": text, "problems": problems})


def _expected(value: str, expected: str) -> Outcome:
    if value == expected:
        return _kept(value)
    return Outcome(Verdict.BROKEN, {"value": value, "expected": expected})


def _issuer(found: DocumentNumber) -> str:
    """The last group of the symbol, without the number of a term."""
    return found.groups[-1].rstrip("0123456789") if found.groups else ""


def _name(kind: object) -> str | None:
    """The name of a known kind; None where it is unknown, or none that is known."""
    try:
        return document_kind(kind) if isinstance(kind, str) and kind else None
    except UnknownDocumentKind:
        return None


# -- one function for each part ----------------------------------------------------------------


def _written(_: NumberPart, __: DocumentNumber, text: str, *___: object) -> Outcome:
    return _kept(text)


def _four_parts(_: NumberPart, found: DocumentNumber, text: str, *__: object) -> Outcome:
    assembly = found.form == _ASSEMBLY  # its kind stands before the number
    absent = tuple(
        name
        for name, there in (
            ("year", found.year is not None),
            ("kind", assembly or found.kind is not None),
            ("issuer", assembly or len(found.groups) > (1 if found.kind else 0)),
        )
        if not there
    )
    return Outcome(Verdict.BROKEN, {"absent": absent}) if absent else _kept(text)


def _year(_: NumberPart, found: DocumentNumber, text: str, __: object, dated: object) -> Outcome:
    if found.year is None:
        return NOT_APPLICABLE
    if not isinstance(dated, date):
        return lacking("document.date")
    return _kept(text) if found.year == dated.year else _expected(str(found.year), str(dated.year))


def _no_year(_: NumberPart, found: DocumentNumber, text: str, *__: object) -> Outcome:
    return _kept(text) if found.year is None else _broken(text, "number.year-extra")


def _kind(_: NumberPart, found: DocumentNumber, __: str, kind: object, *___: object) -> Outcome:
    if found.kind is None:
        return NOT_APPLICABLE
    named = _name(kind)
    if named is None:
        return lacking("document.kind")
    return _expected(document_kind(found.kind), named)


def _abbreviation(
    _: NumberPart, found: DocumentNumber, __: str, kind: object, *___: object
) -> Outcome:
    named = _name(kind)
    if named is None:
        return lacking("document.kind")
    expected = _ABBREVIATION.get(named)
    if expected is None or not found.groups:
        return NOT_APPLICABLE
    return _expected(found.groups[0], expected)


def _symbol(_: NumberPart, found: DocumentNumber, text: str, kind: object, *__: object) -> Outcome:
    named = _name(kind)
    if named is None:
        return lacking("document.kind")
    if named == _LETTER:
        right = found.kind is None and len(found.groups) > 1
    elif _ABBREVIATION.get(named):
        right = found.kind is not None and len(found.groups) > 1
    else:
        return NOT_APPLICABLE
    return _kept(text) if right else _broken(text, f"form:{found.form}")


def _normative(_: NumberPart, found: DocumentNumber, text: str, *__: object) -> Outcome:
    if found.form == _ASSEMBLY or _issuer(found) in _ASSEMBLIES:
        return NOT_APPLICABLE
    return _kept(text) if found.form == "normative" else _broken(text, f"form:{found.form}")


def _assembly(
    rule: NumberPart, found: DocumentNumber, text: str, kind: object, *_: object
) -> Outcome:
    issuer = _issuer(found)
    if found.form == _ASSEMBLY:
        return _kept(text) if issuer == rule.issuer else NOT_APPLICABLE
    if issuer in _ASSEMBLIES:
        return _broken(text, f"form:{found.form}") if issuer == rule.issuer else NOT_APPLICABLE
    if kind is UNKNOWN:
        return lacking("document.kind")
    return _broken(text, f"form:{found.form}") if _name(kind) in rule.kinds else NOT_APPLICABLE


_PARTS: Mapping[str, Callable[..., Outcome]] = {
    "written": _written,
    "four-parts": _four_parts,
    "year": _year,
    "no-year": _no_year,
    "kind": _kind,
    "abbreviation": _abbreviation,
    "symbol": _symbol,
    "normative": _normative,
    "assembly": _assembly,
}
NUMBER_RULES = tuple(_PARTS)
