"""
Verifying a text: is the copy at hand the official text that an instrument was read from?

The text is taken apart by article, clause and point; the fingerprint of each piece is
compared with that of its row.  What a copy does around the words is normalised, and said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

import attrs

from egovdocs.errors import EgovdocsError, Lang
from egovdocs.policy.instrument import Instrument
from egovdocs.policy.loading import shipped_instrument, shipped_instruments
from egovdocs.policy.official_text import Comparison, Note, compare, read

State = Literal[Comparison, "no-fingerprint"]


@attrs.frozen
class OldEncoding(EgovdocsError, ValueError):
    """Text in an encoding from before Unicode, which reads as other letters."""

    encoding: str
    sign: str

    code: ClassVar[str] = "verify.old-encoding"
    vi: ClassVar[str] = "Bản chữ dùng bảng mã {encoding} (“{sign}”); hãy chuyển sang Unicode."
    en: ClassVar[str] = "The text is in {encoding} (“{sign}”); convert it to Unicode."


@attrs.frozen
class NoArticles(EgovdocsError, ValueError):
    """Text in which no article was found."""

    instrument: str

    code: ClassVar[str] = "verify.no-articles"
    vi: ClassVar[str] = "Không thấy “Điều 1.” nào nên không đối chiếu được với {instrument}."
    en: ClassVar[str] = "No article (“Điều 1.”) was found to compare with {instrument}."


@attrs.frozen
class NoFingerprints(EgovdocsError, ValueError):
    """An instrument of which no official text was at hand."""

    instrument: str

    code: ClassVar[str] = "verify.no-fingerprints"
    vi: ClassVar[str] = "{instrument} không có vân tay nào: chưa từng đọc được bản chính thức."
    en: ClassVar[str] = "{instrument} has no fingerprint: no official text of it was at hand."


@attrs.frozen
class AnotherText(EgovdocsError, ValueError):
    """A text of which next to nothing is in the instrument."""

    instrument: str
    same: int
    compared: int
    nearest: str

    code: ClassVar[str] = "verify.another-text"
    vi: ClassVar[str] = (
        "Đây không phải bản chữ của {instrument}: chỉ {same} trong {compared} điều khoản "
        "giống; gần nhất là {nearest}."
    )
    en: ClassVar[str] = (
        "This is no text of {instrument}: only {same} of {compared} clauses are the same; "
        "the nearest is {nearest}."
    )


@attrs.frozen
class Normalised:
    """
    Something about the copy that was put right before comparing.

    Attributes:
        text: what was done, in two languages.
        times: how often.
        lines: numbers of the lines, from 1; empty where lines were cut anew.
    """

    text: Mapping[Lang, str]
    times: int
    lines: tuple[int, ...] = ()


@attrs.frozen
class Verification:
    """
    A text beside an instrument.

    Attributes:
        rows: every row in the order of the instrument, then what only the text has.
        normalised: what was put right in the copy.
    """

    instrument: str
    rows: tuple[tuple[str, State], ...]
    normalised: tuple[Normalised, ...]

    @property
    def sums(self) -> Mapping[State, int]:
        """How many rows there are of each state that occurs."""
        return Counter(state for _, state in self.rows)

    @property
    def same(self) -> bool:
        """Whether every row that can be compared is the same, and nothing is extra."""
        return {state for _, state in self.rows} <= {"same", "no-fingerprint"}


def verify(instrument: Instrument, text: str) -> Verification:
    """
    Compare an official text with the fingerprints of an instrument.

    Raises:
        OldEncoding: the text is in TCVN3 or VNI, or UTF-8 was read as something else.
        NoArticles: there is nothing to take apart.
        NoFingerprints: no row of the instrument has a fingerprint.
        AnotherText: fewer than one row in ten is the same; the nearest instrument is named.
    """
    _no_old_encoding(text)
    prints = {clause.at: clause.sha256 for clause in instrument.clauses}
    if not any(prints.values()):
        raise NoFingerprints(instrument.id)
    layout = relaid(text)
    told = read(layout.text)
    if not told.texts:
        raise NoArticles(instrument.id)
    rows = tuple(_rows(prints, layout.text))
    _the_same_text(instrument.id, rows, layout.text)
    return Verification(instrument.id, rows, (*layout.normalised, *_noted(told.notes, layout)))


def _rows(prints: Mapping[str, str], text: str) -> Iterator[tuple[str, State]]:
    for at, state in compare(prints, text):
        yield at, state if prints.get(at) or state == "extra" else "no-fingerprint"


# -- a text of something else -----------------------------------------------------------------

_OLD = {"§iÒu": "TCVN3 (ABC)", "Ñieàu": "VNI", "iá»": "UTF-8 đọc nhầm / misread UTF-8"}
_FEWEST = 10  # one row in ten


def _no_old_encoding(text: str) -> None:
    for sign, encoding in _OLD.items():
        if sign in text:
            raise OldEncoding(encoding, sign)


def _the_same_text(instrument: str, rows: tuple[tuple[str, State], ...], text: str) -> None:
    compared = [state for _, state in rows if state not in ("extra", "no-fingerprint")]
    same = compared.count("same")
    if same * _FEWEST < len(compared):
        raise AnotherText(instrument, same, len(compared), nearest(text))


def nearest(text: str) -> str:
    """The shipped instrument that shares most with *text*, by share of rows; ``-`` for none."""
    shares = {ident: _share(shipped_instrument(ident), text) for ident in shipped_instruments()}
    best = max(shares, key=lambda ident: shares[ident])
    return best if shares[best] * _FEWEST >= 1 else "-"


def _share(instrument: Instrument, text: str) -> float:
    prints = {clause.at: clause.sha256 for clause in instrument.clauses if clause.sha256}
    states = [state for at, state in compare(prints, text) if at in prints]
    return states.count("same") / len(states) if states else 0.0


# -- copies -----------------------------------------------------------------------------------

_FLAT = 200  # characters; a line this long, with hard spaces for its words, is a whole page
_HARD = "\N{NO-BREAK SPACE}"
_PAGE = re.compile(rf" {{0,4}}\d{{1,3}}\. (?=[^\n]*{_HARD})")
_BREAK = re.compile(rf"(?<=\S) |{_HARD} ")
_YEAR = re.compile(r"\d{4}\.?")
_LAYOUT: Mapping[str, Mapping[Lang, str]] = {
    "page": {
        "vi": "tách lại dòng của trang bị dồn thành một dòng",
        "en": "page that was run together cut into its lines again",
    },
    "dash": {"vi": "thêm lại gạch đầu dòng bị mất", "en": "lost dash of a list put back"},
    "number": {
        "vi": "nối số bị ngắt sang dòng riêng",
        "en": "number cut off its line joined to it",
    },
}


@attrs.frozen
class Layout:
    """A text with lines again, and what was done to it."""

    text: str
    normalised: tuple[Normalised, ...] = ()


def relaid(text: str) -> Layout:
    """
    Give a text its lines back where a converter ran each page together.

    Such a copy has hard spaces between its words and plain ones where lines ended.
    """
    done: Counter[str] = Counter()
    lines = [line for raw in text.splitlines() for line in _lines(raw, done)]
    if not done:
        return Layout(text)
    joined = "\n".join(_whole(lines, done))
    return Layout(
        joined, tuple(Normalised(_LAYOUT[name], done[name]) for name in _LAYOUT if done[name])
    )


def _lines(raw: str, done: Counter[str]) -> Iterator[str]:
    if len(raw) < _FLAT or raw.count(_HARD) <= raw.count(" "):
        yield raw
        return
    done["page"] += 1
    for line in _BREAK.split(_PAGE.sub("", raw, count=1)):
        dash = line.startswith(_HARD) and line.strip() != ""
        done["dash"] += dash
        yield f"{'- ' if dash else ''}{line.replace(_HARD, ' ').strip()}"


def _whole(lines: list[str], done: Counter[str]) -> list[str]:
    """Lines that are nothing but a year or another long number go back to the line before."""
    found: list[str] = []
    for line in lines:
        if found and _YEAR.fullmatch(line):
            found[-1] += f" {line}"
            done["number"] += 1
        else:
            found.append(line)
    return found


def _noted(notes: tuple[Note, ...], layout: Layout) -> Iterator[Normalised]:
    """The notes of the reader, those of one kind together."""
    found: dict[tuple[str, str], list[int]] = {}
    for note in notes:
        found.setdefault((_said(note, "vi"), _said(note, "en")), []).append(note.line)
    for (vi, en), lines in found.items():
        places = () if layout.normalised else tuple(lines)
        yield Normalised({"vi": vi, "en": en}, len(lines), places)


def _said(note: Note, lang: Lang) -> str:
    return note.message(lang).partition(": ")[2].rstrip(".")
