"""
Reading a number that does not follow its grammar: repairs, each with its name.

A text becomes a :class:`Draft`; the repairs of :data:`_REPAIRS` change it one by
one and note what they found; then the form is judged as for any other number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from egovdocs.ids.kinds import ABBREVIATIONS, CASED, KINDS, MARKED, NORMATIVE
from egovdocs.ids.reading import tidy
from egovdocs.ids.symbols import (
    MARKED_CAPITALS,
    MAX_SYMBOL,
    PARTY,
    PARTY_KINDS,
    STATE,
    Judged,
    judge,
    judge_party,
)

_LETTERS = f"A-Za-z{MARKED_CAPITALS}{MARKED_CAPITALS.lower()}"
_NAMES = "|".join(sorted({re.escape(kind.name) for kind in KINDS}, key=len, reverse=True))
# What may stand before the number: the kind by name, the word "Số:".
_BEFORE = re.compile(rf"(?:(?:{_NAMES}|CV)[ :]*)?(?:(?:Số|So|No)[ .:]*)?", re.IGNORECASE)
# What may follow it: a date, the issuer, a remark, the end of a sentence or of a file name.
_AFTER = re.compile(
    r" (?:ngày|của|về|do|năm|v/v|kèm)\b.*|[,;:(] .*|\([^)]*\)|\.(?:pdf|docx?)|[.,;:][.,;:/ ]*"
    rf"|(?<=[0-9]) [0-9]+|(?<=[{_LETTERS}]) [0-9]{{3,}}",
    re.IGNORECASE,
)
_SKELETON = re.compile(
    rf"(?P<number>[0-9]{{1,11}})(?![0-9])(?P<letter>[A-Za-z](?![{_LETTERS}0-9]))?"
    rf"(?:[ /_-]+(?P<year>[0-9]{{4}}(?=/)|(?:19|20)[0-9]{{2}})(?=[ /_-]*[{_LETTERS}]))?"
    rf"(?:(?P<lead>[ /_-]+|(?=[{_LETTERS}]))(?P<symbol>[{_LETTERS}0-9][{_LETTERS}0-9&,.' /_-]*))?",
    re.ASCII,
)
_START = re.compile(rf"(?:[0-9]{{1,11}}(?:/(?:[{_LETTERS}0-9&]+(?:[/-][{_LETTERS}0-9&]+)*)?)?)?")
_SMALL = re.compile(rf"[a-z{MARKED_CAPITALS.lower()}]")
_MIXED = {"ttg": "TTg"}
_BY_LENGTH = sorted(ABBREVIATIONS, key=lambda word: (-len(word), word))


@attrs.define
class Draft:
    """A number on its way to be read; *lead* and *seps* are what stands before each group."""

    digits: str
    letter: str
    year: str | None
    groups: list[str]
    seps: list[str]
    codes: list[str]

    @property
    def number(self) -> int:
        """The number itself."""
        return int(self.digits)

    @property
    def canonical(self) -> str:
        """The one way in which it is written."""
        head = f"{self.number:02d}{self.letter}" + (f"/{self.year}" if self.year else "")
        return head + "".join(map("".join, zip(self.seps, self.groups, strict=True)))

    def judged(self) -> Judged:
        """Its form, and the problems of that form."""
        if not self.groups:
            return "irregular", ("symbol.missing",)
        if self.seps[0] == "/":
            return judge(self.year, tuple(self.groups))
        party = judge_party(*self.groups[:2]) if self.seps[1:2] == ["/"] else None
        return party or ("irregular", ("number.separator",))


def readable(text: str) -> str:
    """Return the part of *text* that reads as the start of a number and symbol."""
    match = _START.match(_core(tidy(text).text)[0])
    return match[0] if match else ""


def draft(text: str) -> Draft | None:
    """
    Return what *text* is read as after all repairs, or none where it cannot be read.

    Raises:
        IdentifierTooLong: it has more than 256 characters.
    """
    tidied = tidy(text)
    core, extra = _core(tidied.text)
    match = _SKELETON.fullmatch(core)
    if match is None or not _sensible(match):
        return None
    found = _first(match, [*tidied.codes, *extra])
    for repair in _REPAIRS:
        repair(found)
    return found


def _core(text: str) -> tuple[str, list[str]]:
    """Cut off what stands before and after the number."""
    before = _BEFORE.match(text)
    core = text[before.end() if before else 0 :]
    codes: list[str] = []
    while after := _tail(core):
        core = core[: -len(after)]
        codes.append("text.extra")
    return core, codes


def _tail(core: str) -> str:
    for match in _AFTER.finditer(core):
        if match.end() == len(core):
            return match[0]
    return ""


def _sensible(match: re.Match[str]) -> bool:
    """A symbol has a letter somewhere; a date or a telephone number has none."""
    symbol = match["symbol"]
    return symbol is None or re.search(rf"[{_LETTERS}]", symbol) is not None


def _first(match: re.Match[str], codes: list[str]) -> Draft:
    symbol = match["symbol"] or ""
    if " " in match[0]:
        codes.append("text.spaces")
    words = _worded(re.sub(r" *([/_-]+) *", r"\1", symbol), codes)
    parts = re.split(r"([/_-]+)", words)
    return Draft(
        digits=match["number"],
        letter=(match["letter"] or "").lower(),
        year=match["year"],
        groups=parts[::2] if symbol else [],
        seps=[(match["lead"] or "").strip(" "), *parts[1::2]] if symbol else [],
        codes=codes,
    )


def _worded(symbol: str, codes: list[str]) -> str:
    """Join what blanks divide: with a hyphen after a kind, else without."""
    joined, *words = symbol.split(" ")
    for word in words:
        last = re.split(r"[/_-]", joined)[-1]
        lost = last.casefold() in CASED and word[:1] not in "/_-"
        codes += ["symbol.hyphen"] if lost else []
        joined += ("-" if lost else "") + word
    return joined


def _cut_ends(found: Draft) -> None:
    """Drop groups without letters, and what stands before them."""
    kept = [i for i, group in enumerate(found.groups) if group.strip(".,'")]
    if len(kept) < len(found.groups) or any(len(sep) > 1 for sep in found.seps[1:]):
        found.codes.append("symbol.cut")
    found.seps = [found.seps[i][:1] for i in kept]
    found.groups = [found.groups[i].strip(".,'") for i in kept]


def _lead(found: Draft) -> None:
    """Put a slash before the symbol, except where numbers of the Party and old ones have none."""
    if not found.groups:
        return
    lead = found.seps[0]
    if lead not in {"/", "-"} or (lead == "-" and found.year):
        found.codes.append("number.separator")
        found.seps[0] = "/"


def _case(found: Draft) -> None:
    """Write capitals where all letters are small; kinds and TTg are known in any case."""
    for index, group in enumerate(found.groups):
        known = (CASED if index == 0 else {}).get(group.casefold()) or _MIXED.get(group.casefold())
        right = known or (group.upper() if group.islower() else group)
        if right != group or (known is None and _SMALL.search(right)):
            found.codes.append("text.case")
        found.groups[index] = right


def _marks(found: Draft) -> None:
    """Give a kind its marks back: QD is QĐ."""
    if len(found.groups) > 1 and found.groups[0] in MARKED:
        found.groups[0] = MARKED[found.groups[0]]
        found.codes.append("symbol.marks")


def _unglue(found: Draft) -> None:
    """Put back the hyphen between kind and body: NĐCP is NĐ-CP."""
    kind, body = _halves(found) if len(found.groups) == 1 else ("", "")
    if body:
        found.groups[:1] = [kind, body]
        found.seps.insert(1, "-")
        found.codes.append("symbol.hyphen")


def _halves(found: Draft) -> tuple[str, str]:
    first = found.groups[0]
    if first in ABBREVIATIONS:
        return first, ""
    for kind in _BY_LENGTH:
        body = first.removeprefix(kind)
        if body != first and (
            body[0] in ".,"
            or STATE.fullmatch(body)
            or (found.year and kind in NORMATIVE and len(kind) > 1 and len(body) > 1)
        ):
            return kind, body.lstrip(".,")
    return first, ""


def _dashed(found: Draft) -> None:
    """Tell N-kind-body, a file name, from numbers that were written so."""
    if found.seps[:1] != ["-"] or found.seps[1:2] in ([], ["/"]) or found.groups[0] not in _KNOWN:
        return
    found.codes.append("number.separator")
    party = found.groups[0] in PARTY_KINDS and PARTY.fullmatch(found.groups[-1])
    found.seps[:2] = ["-", "/"] if party else ["/", "-"]


def _hyphens(found: Draft) -> None:
    """Put hyphens between groups."""
    kept = 2 if found.seps[:2] == ["-", "/"] else 1
    if any(sep != "-" for sep in found.seps[kept:]):
        found.codes.append("symbol.hyphen")
    found.seps[kept:] = ["-"] * len(found.seps[kept:])


def _signs(found: Draft) -> None:
    if re.search("[.,']", "".join(found.groups)):
        found.codes.append("symbol.sign")
    if len("-".join(found.groups)) > MAX_SYMBOL:
        found.codes.append("symbol.length")


def _digits(found: Draft) -> None:
    """Judge the zeros of the number, and its letter."""
    right = f"{found.number:02d}"
    if found.digits != right:
        short = len(found.digits) < len(right)
        found.codes.append("number.padding" if short else "number.zeros")
    if not found.number:
        found.codes.append("number.below-one")
    if found.letter:
        found.codes.append("number.letter")


_KNOWN = ABBREVIATIONS | {"CV"}
_REPAIRS: tuple[Callable[[Draft], None], ...] = (
    _cut_ends,
    _lead,
    _case,
    _unglue,
    _case,  # of the body that was glued to its kind
    _marks,
    _dashed,
    _hyphens,
    _signs,
    _digits,
)
