"""
Official text: take an instrument apart, clause by clause, and fingerprint each.

The ledger does not hold the sentences of the law.  It holds one fingerprint per
clause, and this module finds out whether a text at hand is the text that was read.

Own text of a node is what follows its marker, without its children::

    Điều 3. Heading         d3        the heading is the own text of an article;
    A paragraph.            d3.p1     in the decision itself (qd.d2) it is the sentence
    1. A clause:            d3.k1
    A second paragraph.     d3.k1.p2  the first paragraph is the node itself
    a) A point:             d3.k1.a
    - a dash;               d3.k1.a.g1

A text whose lines are all short is hard-wrapped: there a paragraph ends where a line
ends with ``. ; :`` or ``./.`` and the next one starts with a capital.  In any other text
each line is a paragraph.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import attrs

from egovdocs.errors import Lang

Comparison = Literal["same", "changed", "missing", "extra"]
Reason = Literal["unicode", "comment", "page-header", "page-number", "outside", "order", "footer"]

# --- fingerprint ---------------------------------------------------------------------

_TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: these make another letter
_VOWELS = re.compile(f"(?:[aeiouy][{_TONES}{_SHAPES}]*)+")
_TONE = re.compile(f"[{_TONES}]")


def fingerprint(text: str) -> str:
    """
    Return the sha256, in hex, of the letters and digits of *text*.

    Case, spaces, hyphens, punctuation, Unicode form and the place of the tone mark
    (hòa, hoà) do not matter; every letter, tone, digit and their order do.
    """
    return hashlib.sha256(_canonical(text).encode()).hexdigest()


def _canonical(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold()
    kept = "".join(filter(_counts, unicodedata.normalize("NFD", folded)))
    return unicodedata.normalize("NFC", _VOWELS.sub(_tones_last, kept))


def _counts(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def _tones_last(run: re.Match[str]) -> str:
    return _TONE.sub("", run[0]) + "".join(_TONE.findall(run[0]))


# --- sentences -----------------------------------------------------------------------

_STOP = re.compile(r"[.!?…][”\"')]*\s+(?=[“\"'(]?(\w))")
# Words that end with a full stop and end no sentence.
# fmt: off
_SHORT_FORMS = frozenset({
    "tp", "tx", "tt", "tm", "kt", "tl", "tuq", "gs", "pgs", "ts", "ths", "bs", "ks", "nxb", "vd",
})
# fmt: on


def sentences(text: str) -> tuple[str, ...]:
    """
    Return the sentences of the own text of a node, in order, for ``.s1``, ``.s2``.

    A semicolon ends no sentence; neither does the stop of a number, of an initial or
    of an abbreviation, nor one that no capital follows.
    """
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if stop[1].isupper() and _ends(text[start : stop.start()]):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
    return (*found, text[start:].strip())


def _ends(before: str) -> bool:
    word = re.split(r"[\s.(“\"]", before)[-1]
    initial = len(word) == 1 and word.isupper()
    return not initial and word.lower() not in _SHORT_FORMS and any(map(str.isalpha, before))


# --- split ---------------------------------------------------------------------------

# fmt: off
_REASONS: dict[Reason, tuple[str, str]] = {
    "unicode":     ("chuẩn hóa Unicode về NFC",             "Unicode brought to NFC"),
    "comment":     ("bỏ dòng chú thích",                    "comment line left out"),
    "page-header": ("bỏ tiêu đề trang Công báo",            "page header of the gazette left out"),
    "page-number": ("bỏ số trang",                          "page number left out"),
    "outside":     ("bỏ phần ngoài các điều và danh mục",   "outside articles and list, left out"),
    "order":       ("số thứ tự không liên tiếp",            "number out of order"),
    "footer":      ("bỏ phần cuối của trang mạng",          "footer of the web page left out"),
}
# fmt: on

_WIDEST = 120  # characters; no printed line of a hard-wrapped text is longer
_SHORT = 60  # a heading that fills less than this has no next line
_ENDINGS = (".", ";", ":")
_LETTERS = "abcdđeghiklmnopqrstuvxy"  # the order of points: đ after d, no f, j, w, z

_HEADER = re.compile(r"(?:\d+ )?CÔNG BÁO/Số .*")
_NUMBER = re.compile(r"\d{1,3}")
_FOOTER = "HIỆU LỰC VĂN BẢN"
_LIST = "DANH MỤC"
_CLOSING = re.compile(r"(?:Chương|CHƯƠNG) [IVXLC]+\.?|Nơi nhận:.*|(?:TM|KT)\. .*|QUY CHẾ|QUY ĐỊNH")
_ARTICLE = re.compile(r"Điều (\d+[a-zđ]?)\s?[.:]\s*(.*)")
_CLAUSE = re.compile(r"(\d+)\.\s*(?!\d)(.*)")
_POINT = re.compile(r"([a-zđ])\)\s*(.*)")
_DASH = re.compile(r"[-–−]\s+(.*)")
_ITEM = re.compile(r"(\d+)\.?(?:\s+(.*))?")


@attrs.frozen
class Note:
    """Something that was normalised or left out, with the number of its line, from 1."""

    reason: Reason
    line: int
    text: str

    def message(self, lang: Lang = "vi") -> str:
        """Return one sentence in *lang*."""
        vi, en = _REASONS[self.reason]
        return f"Dòng {self.line}: {vi}." if lang == "vi" else f"Line {self.line}: {en}."


@attrs.frozen
class Split:
    """An instrument in pieces: own text by address, in order, and what was normalised."""

    texts: Mapping[str, str]
    notes: tuple[Note, ...]


@attrs.frozen
class _Line:
    number: int
    text: str
    part: int  # how many times Điều 1 has been passed; 0 = the annexed list


def split(text: str) -> dict[str, str]:
    """Return ``{address: own text}`` of an instrument, in the order of *text*."""
    return dict(read(text).texts)


def read(text: str) -> Split:
    """Like :func:`split`, and report what was normalised."""
    notes: list[Note] = []
    if not unicodedata.is_normalized("NFC", text):
        notes.append(Note("unicode", 1, ""))
    lines = list(_inside(_clean(unicodedata.normalize("NFC", text), notes), notes))
    tree = _Tree(
        wrapped=all(len(line.text) <= _WIDEST for line in lines),
        last_part=max((line.part for line in lines), default=0),
        notes=notes,
    )
    for line in lines:
        tree.take(line)
    annex = _annex([line.text for line in lines if not line.part])
    texts = {at: _joined(parts) for at, parts in tree.texts.items()} | annex
    return Split(texts, tuple(sorted(notes, key=lambda note: note.line)))


def _clean(text: str, notes: list[Note]) -> Iterator[tuple[int, str]]:
    """Lines without indentation, comment, gazette headers, blanks and footer."""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = " ".join(raw.split())
        if line == _FOOTER:
            notes.append(Note("footer", number, line))
            return
        reason = _furniture(number, line)
        if reason:
            notes.append(Note(reason, number, line))
        elif line:
            yield number, line


def _furniture(number: int, line: str) -> Reason | None:
    if number == 1 and line.startswith("#"):
        return "comment"
    return "page-header" if _HEADER.fullmatch(line) else None


def _inside(lines: Iterable[tuple[int, str]], notes: list[Note]) -> Iterator[_Line]:
    """The lines of articles and of the annexed list; the rest is noted, once per run."""
    part, is_open, in_list, noted = 0, False, False, False
    for number, text in lines:
        article = _ARTICLE.fullmatch(text)
        part += bool(article and article[1] == "1")
        in_list = not article and (in_list or text == _LIST)
        is_open = bool(article) or in_list or (is_open and not _CLOSING.fullmatch(text))
        if not is_open:
            if not noted:
                notes.append(Note("outside", number, text))
            noted = True
        elif not in_list and _NUMBER.fullmatch(text):
            notes.append(Note("page-number", number, text))
        else:
            yield _Line(number, text, 0 if in_list else part)
        noted = noted and not is_open
        is_open = is_open and not text.endswith("./.")


def _joined(parts: Sequence[str]) -> str:
    """Hard-wrapped lines as one; a word that was cut at its hyphen is whole again."""
    return re.sub(r"(?<=\w)-\n(?=\w)", "-", "\n".join(parts)).replace("\n", " ").strip()


@attrs.define
class _Tree:
    """The nodes so far, and where the next line belongs."""

    wrapped: bool
    last_part: int
    notes: list[Note]
    texts: dict[str, list[str]] = attrs.field(factory=dict)
    article: str = ""
    clause: str = ""
    node: str = ""  # the numbered node that unnumbered paragraphs and dashes belong to
    at: str = ""  # the node that a continued line belongs to
    count: dict[str, int] = attrs.field(factory=dict)  # children by node and kind
    ended: bool = True  # whether the line before ended a paragraph

    def take(self, line: _Line) -> None:
        if not line.part:
            return
        if not any(self._marked(pattern, enter, line) for pattern, enter in _MARKERS):
            self._prose(line.text)
        heading = self.at == self.article and self._has_heading()
        short = heading and len(line.text) < _SHORT
        self.ended = not self.wrapped or short or line.text.endswith(_ENDINGS)

    def _marked(
        self, pattern: re.Pattern[str], enter: Callable[[_Tree, str, _Line], bool], line: _Line
    ) -> bool:
        match = pattern.fullmatch(line.text)
        if match is None or not enter(self, match[1], line):
            return False
        self.texts.setdefault(self.at, []).append(match[match.re.groups])
        return True

    def enter_article(self, number: str, line: _Line) -> bool:
        decision = line.part == 1 < self.last_part
        self.article = self.clause = f"{'qd.' if decision else ''}d{number}"
        self._open(self.article)
        return True

    def enter_clause(self, number: str, line: _Line) -> bool:
        if not self._next(f"{self.article}.k", int(number), line):
            return False
        self.clause = f"{self.article}.k{number}"
        self._open(self.clause)
        return True

    def enter_point(self, letter: str, line: _Line) -> bool:
        if not self._next(f"{self.clause}.", _LETTERS.find(letter) + 1, line):
            return False
        self._open(f"{self.clause}.{letter}")
        return True

    def enter_dash(self, _: str, __: _Line) -> bool:
        self.at = self._child("g")
        return True

    def _open(self, at: str) -> None:
        self.node = self.at = at
        self.count[f"{at}.p"] = 0 if self._has_heading() and at == self.article else 1

    def _has_heading(self) -> bool:
        return not self.article.startswith("qd.")

    def _next(self, siblings: str, number: int, line: _Line) -> bool:
        """Whether it is a marker: after a whole paragraph, or the next in order and a capital."""
        in_order = number == self.count.get(siblings, 0) + 1
        if not self.ended and not (in_order and _capital(line.text[2:])):
            return False
        if not in_order:
            self.notes.append(Note("order", line.number, line.text))
        self.count[siblings] = number
        return True

    def _child(self, kind: str) -> str:
        siblings = f"{self.node}.{kind}"
        self.count[siblings] = self.count.get(siblings, 0) + 1
        return f"{siblings}{self.count[siblings]}"

    def _prose(self, text: str) -> None:
        if self.ended and (not self.wrapped or _capital(text)):
            self.at = self._child("p")
        self.texts.setdefault(self.at, []).append(text)


def _capital(text: str) -> bool:
    return text.lstrip("0123456789.) “\"'(")[:1].isupper()


_MARKERS: tuple[tuple[re.Pattern[str], Callable[[_Tree, str, _Line], bool]], ...] = (
    (_ARTICLE, _Tree.enter_article),
    (_CLAUSE, _Tree.enter_clause),
    (_POINT, _Tree.enter_point),
    (_DASH, _Tree.enter_dash),
)


def _annex(lines: Sequence[str]) -> dict[str, str]:
    """The annexed list: ``dm`` is its title, ``dm.1`` its first item; column heads are left out."""
    parts: dict[str, list[str]] = {}
    at, item = "dm", 1
    for line in lines[1:]:
        match = _ITEM.fullmatch(line)
        if match and int(match[1]) == item:
            at, item = f"dm.{item}", item + 1
            parts[at] = [match[2] or ""]
        elif line in ("STT", "TT"):
            at = ""
        elif at and not line.startswith("(Ban hành kèm theo"):
            parts.setdefault(at, []).append(line)
    return {at: _joined(parts) for at, parts in parts.items()}


# --- compare -------------------------------------------------------------------------

_SENTENCE = re.compile(r"(?P<parent>.+)\.s(?P<number>[0-9]+)")


def texts_for(addresses: Iterable[str], text: str) -> dict[str, str]:
    """
    Return the pieces of *text* as the *addresses* of a ledger cut it.

    Like :func:`split`, with sentences where an address asks for one.  In hard-wrapped
    text nobody can tell a sentence that starts a line from a paragraph: a node whose
    sentences have addresses takes in its further paragraphs, unless these have their own.
    """
    known = tuple(addresses)
    pieces = split(text)
    for parent in _parents(known):
        if parent in pieces:
            _take_in_paragraphs(pieces, parent, known)
            numbered = enumerate(sentences(pieces[parent]), start=1)
            pieces |= {f"{parent}.s{number}": sentence for number, sentence in numbered}
    return pieces


def _parents(addresses: Iterable[str]) -> tuple[str, ...]:
    """The nodes whose sentences have addresses, each once."""
    matches = map(_SENTENCE.fullmatch, addresses)
    return tuple(dict.fromkeys(match["parent"] for match in matches if match))


def _take_in_paragraphs(pieces: dict[str, str], parent: str, known: Sequence[str]) -> None:
    number = 2
    while (at := f"{parent}.p{number}") in pieces:
        if any(address == at or address.startswith(f"{at}.") for address in known):
            return
        pieces[parent] += f" {pieces.pop(at)}"
        number += 1


def compare(rows: Mapping[str, str], text: str) -> list[tuple[str, Comparison]]:
    """
    Compare the fingerprints of a ledger with a text.

    Args:
        rows: fingerprint by address (``d5.k2.b``), of the rows read from the official text.
        text: an official text, as :func:`split` takes it.

    Returns:
        The rows in their order: ``same``, ``changed``, or ``missing`` from *text*; then
        what *text* has and no row does (``extra``), in the order of *text*.
    """
    pieces = texts_for(rows, text)
    judged = [(at, _judged(sha256, pieces.get(at))) for at, sha256 in rows.items()]
    extra: list[tuple[str, Comparison]] = [(at, "extra") for at in pieces if at not in rows]
    return judged + extra


def _judged(sha256: str, text: str | None) -> Comparison:
    if text is None:
        return "missing"
    return "same" if fingerprint(text) == sha256 else "changed"
