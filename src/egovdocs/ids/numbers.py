"""
Numbers and symbols of documents (số, ký hiệu).

Law 80/2015, Article 10, clause 3; Decree 34/2016, Article 58; Decree 30/2020,
Annex I, part I, section II, clause 3, and Annex III.  The grammar of the Party's
numbers is that of practice: its own rule was not found::

    normative      = number "/" year "/" kind "-" body          ; 28/2018/QĐ-TTg
    joint          = number "/" year "/" ( "TTLT" / "NQLT" ) 1*( "-" body )
    assembly       = number "/" year "/" ( "QH" / "UBTVQH" ) 1*2DIGIT  ; 80/2015/QH13
    administrative = number "/" kind 1*( "-" body )             ; 837/QĐ-UBND
    letter         = number "/" body 1*( "-" body )             ; 12/UBND-VX, no kind
    party          = number "-" kind "/" body [ "-" body ]      ; 26-NQ/TW
    number         = "0" %x31-39 / %x31-39 1*10DIGIT            ; below 10 with one zero
    year           = 4DIGIT
    kind           = <an abbreviation of egovdocs.ids.kinds>
    body           = "TTg" / 1*( capital / DIGIT / "&" )        ; each agency chooses its own
    capital        = %x41-5A and the Vietnamese capitals with marks

A symbol has at most 30 characters (Decree 30/2020, Annex VI).  The year in a
normative number is never compared with anything here.
"""

from __future__ import annotations

import re

import attrs

from egovdocs.ids.kinds import ABBREVIATIONS, document_kind
from egovdocs.ids.problems import Grammar, Problem, named
from egovdocs.ids.reading import InvalidDocumentNumber
from egovdocs.ids.spelling import draft, readable
from egovdocs.ids.symbols import MARKED_CAPITALS, MAX_SYMBOL, NumberForm, judge, judge_party

_BODY = rf"(?:[A-Z0-9&{MARKED_CAPITALS}]+|TTg)"
_FIRST = (
    rf"(?![0-9]{{4}}[A-ZĐ])[A-Za-z0-9&{MARKED_CAPITALS}]+"  # a kind has small letters: TTr, QyĐ
)
_WRITTEN = re.compile(
    rf"(0[1-9]|[1-9][0-9]{{1,10}})"  # number
    rf"(?:(?:/([0-9]{{4}}))?/({_FIRST}(?:-{_BODY})*)"  # year, symbol
    rf"|-({_FIRST})/({_BODY}(?:-{_BODY})?))",  # kind and bodies of the Party
    re.ASCII,
)


@attrs.frozen
class DocumentNumber:
    """
    The number and symbol of a document.

    Made by :meth:`parse`.  Two are equal when their canonical texts are, however
    they were spelt; *problems* names what departs from the grammar.

    >>> found = DocumentNumber.parse("Số: 7/QÐ-UBND")
    >>> str(found), found.number, found.groups, found.form
    ('07/QĐ-UBND', 7, ('QĐ', 'UBND'), 'administrative')
    >>> [problem.code for problem in found.problems]
    ['text.letters', 'number.padding']
    """

    #: The one way in which it is written.
    canonical: str
    #: The number itself; 0 is read, with a problem.
    number: int = attrs.field(eq=False)
    #: The year in the number, as in ``28/2018/QĐ-TTg``; most numbers have none.
    year: int | None = attrs.field(eq=False)
    #: The abbreviation of the kind, where the symbol begins with one.
    kind: str | None = attrs.field(eq=False)
    #: The symbol, group by group, the kind included.
    groups: tuple[str, ...] = attrs.field(eq=False)
    form: NumberForm = attrs.field(eq=False)
    #: The letter of ``30a/2008/NQ-CP``; mostly empty.
    letter: str = attrs.field(default="", eq=False)
    problems: tuple[Problem, ...] = attrs.field(default=(), eq=False)

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """
        Read *text* leniently; ``str()`` writes it the one lawful way.

        Raises:
            InvalidDocumentNumber: it cannot be read; the error says how far it can.
            IdentifierTooLong: it has more than 256 characters.
        """
        match = _WRITTEN.fullmatch(text)
        found = _written(match) if match else None
        return found or _loosely(text)

    def __str__(self) -> str:
        return self.canonical

    @property
    def symbol(self) -> str:
        """The groups with hyphens between: ``QĐ-UBND``."""
        return "-".join(self.groups)

    @property
    def kind_name(self) -> str | None:
        """The Vietnamese name of the kind, where a whole symbol tells it."""
        if len(self.groups) < 2 or self.form == "irregular":
            return None
        return document_kind(self.kind) if self.kind else _KIND_OF_FORM.get(self.form)


_KIND_OF_FORM = {"official-letter": "Công văn"}


def _written(match: re.Match[str]) -> DocumentNumber | None:
    """Read what follows the grammar to the letter; none where a problem is to be named."""
    number, year, symbol, kind, bodies = match.groups()
    if symbol is None:
        return _of_party(match.string, number, kind, bodies)
    groups = tuple(symbol.split("-"))
    first = groups[0]
    known = first if first in ABBREVIATIONS else None
    form, codes = judge(year, groups)
    if codes or len(symbol) > MAX_SYMBOL or not (known or first.isupper() or first == "TTg"):
        return None
    spoken = int(year) if year else None
    return DocumentNumber(match.string, int(number), spoken, known, groups, form)


def _of_party(text: str, number: str, kind: str, bodies: str) -> DocumentNumber | None:
    groups = (kind, *bodies.split("-"))
    if judge_party(kind, groups[1]) != ("party", ()) or len(kind) + len(bodies) >= MAX_SYMBOL:
        return None
    known = kind if kind in ABBREVIATIONS else None
    return DocumentNumber(text, int(number), None, known, groups, "party")


def _loosely(text: str) -> DocumentNumber:
    """Read what departs from the grammar, and name how."""
    found = draft(text)
    if found is None:
        raise InvalidDocumentNumber(text, readable(text))
    form, codes = found.judged()
    grammar: Grammar = "normative" if form in {"normative", "national-assembly"} else "number"
    kind = found.groups[0] if found.groups and found.groups[0] in ABBREVIATIONS else None
    return DocumentNumber(
        found.canonical,
        found.number,
        int(found.year) if found.year else None,
        kind,
        tuple(found.groups),
        form,
        found.letter,
        named([*found.codes, *codes], grammar),
    )
