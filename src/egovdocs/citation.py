"""
Citation: which instrument, and where in it.

The grammar of an address::

    address   = instrument "#" place
    instrument= 1*( ALPHA / DIGIT / "-" ) "/" 1*( ALPHA / DIGIT / "-" )
    place     = segment *( "." segment )
    segment   = "qd"              ;          the decision itself; first, or nowhere
              / "d" number        ; điều     article
              / "k" number        ; khoản    clause
              / letter            ; điểm     point (a b c d đ e g ...; dd is read as đ)
              / "g" number        ; gạch     dash of an unnumbered list
              / "p" number        ; đoạn     unnumbered paragraph; right after pl: phần, part
              / "s" number        ; câu      sentence
              / "dm"              ; danh mục annexed list, then the number of the item
              / "pl" number       ; phụ lục  annex
              / "m" number        ; mục      section of an annex
              / number            ;          item of an annexed list
    number    = 1*DIGIT [ letter ]; leading zeros are read and not written
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import ClassVar, Literal

import attrs

from egovdocs.errors import EgovdocsError, Lang

Kind = Literal[
    "article", "clause", "point", "dash", "paragraph", "sentence",
    "list", "item", "annex", "part", "section", "decision",
]  # fmt: skip

# One row per kind of segment: how it is written in an address, in Vietnamese, in English.
# fmt: off
_ROWS: tuple[tuple[Kind, str, str, str], ...] = (
    ("decision",  "qd",    "(phần Quyết định)",     "(the decision itself)"),
    ("article",   "d{}",   "Điều {}",               "Article {}"),
    ("clause",    "k{}",   "khoản {}",              "clause {}"),
    ("point",     "{}",    "điểm {}",               "point {}"),
    ("dash",      "g{}",   "gạch đầu dòng thứ {}",  "dash {}"),
    ("paragraph", "p{}",   "đoạn {}",               "paragraph {}"),
    ("sentence",  "s{}",   "câu {}",                "sentence {}"),
    ("list",      "dm",    "Danh mục kèm theo",     "the annexed list"),
    ("item",      "{}",    "mục số {}",             "item {}"),
    ("annex",     "pl{}",  "Phụ lục {}",            "Annex {}"),
    ("part",      "p{}",   "Phần {}",               "Part {}"),
    ("section",   "m{}",   "Mục {}",                "Section {}"),
)
# fmt: on
_WRITTEN: dict[Kind, str] = {kind: form for kind, form, _, _ in _ROWS}
_SPOKEN: dict[Lang, dict[Kind, str]] = {
    "vi": {kind: vi for kind, _, vi, _ in _ROWS},
    "en": {kind: en for kind, _, _, en in _ROWS},
}
_LANGS: tuple[Lang, ...] = ("vi", "en")
_PREFIXES: dict[str, Kind] = {
    "d": "article", "k": "clause", "g": "dash", "p": "paragraph", "s": "sentence",
    "pl": "annex", "m": "section",
}  # fmt: skip
_BARE: dict[str, Kind] = {"qd": "decision", "dm": "list"}
_ADDRESS = re.compile(r"(?P<instrument>[a-z0-9-]+/[a-z0-9-]+)#(?P<place>[a-zđ0-9.]+)")
_SEGMENT = re.compile(
    r"(?P<prefix>pl|[dkgpsm])(?P<number>[0-9]+[a-zđ]?)|(?P<point>[a-zđ])|(?P<item>[0-9]+)"
)


@attrs.frozen
class InvalidCitation(EgovdocsError, ValueError):
    """A text that names no clause."""

    text: str
    segment: str

    code: ClassVar[str] = "citation.invalid"
    vi: ClassVar[str] = "“{text}” không phải địa chỉ điều khoản: không đọc được “{segment}”."
    en: ClassVar[str] = "“{text}” is not the address of a clause: “{segment}” cannot be read."


@attrs.frozen
class Segment:
    """One step of an address: an article, a clause, a point."""

    kind: Kind
    label: str = ""

    def __str__(self) -> str:
        return _WRITTEN[self.kind].format(self.label)

    def spoken(self, lang: Lang) -> str:
        """Say this step in *lang*."""
        return _SPOKEN[lang][self.kind].format(self.label)


@attrs.frozen
class Citation:
    """
    A clause of an instrument; an empty place means the whole instrument.

    >>> here = Citation.parse("ca-mau/837-2019#d7.k2.h")
    >>> here.spoken("vi")
    'điểm h khoản 2 Điều 7 Quyết định 837/QĐ-UBND'
    >>> here.spoken("en")
    'point h, clause 2, Article 7, Decision 837/QĐ-UBND'
    >>> Citation.read(here.spoken("vi")) == here
    True
    """

    instrument: str
    segments: tuple[Segment, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Citation:
        """
        Read an address; ``str()`` writes it back.

        Raises:
            InvalidCitation: *text* does not follow the grammar above.
        """
        clean = unicodedata.normalize("NFC", text.strip().lower())
        if "#" not in clean and re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", clean):
            return cls(clean)
        match = _ADDRESS.fullmatch(clean)
        if match is None:
            raise InvalidCitation(text, clean)
        return cls(match["instrument"], tuple(_segments(match["place"], text)))

    @classmethod
    def read(cls, text: str, names: Mapping[str, Mapping[str, str]] | None = None) -> Citation:
        """
        Read a citation as it is spoken, in Vietnamese or English.

        Args:
            text: what :meth:`spoken` returns.
            names: names of the instruments; those that are shipped by default.

        Raises:
            InvalidCitation: no known instrument is named, or a step cannot be read.
        """
        known = shipped_names() if names is None else names
        spoken = unicodedata.normalize("NFC", " ".join(text.split()))
        unread = spoken
        for lang in _LANGS:
            for instrument, name in known.items():
                if spoken.endswith(name[lang]):
                    place, unread = _heard(spoken.removesuffix(name[lang]).strip(" ,"), lang)
                    if not unread:
                        return cls(instrument, tuple(_segments(place, text)) if place else ())
        raise InvalidCitation(text, unread)

    @property
    def place(self) -> str:
        """The part after ``#``: ``d7.k2.h``."""
        return ".".join(map(str, self.segments))

    def __str__(self) -> str:
        return f"{self.instrument}#{self.place}" if self.segments else self.instrument

    def spoken(
        self, lang: Lang = "vi", names: Mapping[str, Mapping[str, str]] | None = None
    ) -> str:
        """Say it, smallest part first; an instrument without a name is called by its id."""
        known = shipped_names() if names is None else names
        name = known.get(self.instrument, {}).get(lang, self.instrument)
        steps = [step.spoken(lang) for step in _order(self.segments)]
        return (" " if lang == "vi" else ", ").join([*steps, name])

    def within(self, other: Citation) -> bool:
        """Whether this is *other* or a part of it."""
        return (
            self.instrument == other.instrument
            and self.segments[: len(other.segments)] == other.segments
        )


@cache
def shipped_names() -> Mapping[str, Mapping[str, str]]:
    """Names of the shipped instruments, Vietnamese and English, by id."""
    return tomllib.loads((files("egovdocs") / "names.toml").read_text(encoding="utf-8"))


def _order(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Smallest first; the word for the decision itself stays behind its article."""
    return tuple(reversed(segments))


def _segments(place: str, text: str) -> Iterator[Segment]:
    before: Segment | None = None
    for word in place.split("."):
        before = _segment(word, before, text)
        yield before


def _segment(word: str, before: Segment | None, text: str) -> Segment:
    if word in _BARE and (word != "qd" or before is None):
        return Segment(_BARE[word])
    match = _SEGMENT.fullmatch("đ" if word == "dd" else word)
    if match is None:
        raise InvalidCitation(text, word)
    if match["point"]:
        return Segment("point", match["point"])
    if match["item"]:
        return Segment("item", _label(match["item"]))
    in_annex = before is not None and before.kind == "annex"
    kind = _PREFIXES[match["prefix"]]
    return Segment("part" if in_annex and kind == "paragraph" else kind, _label(match["number"]))


def _label(text: str) -> str:
    """One way to write a label: small letters, no leading zeros."""
    return re.sub(r"^0+(?=[0-9])", "", text.lower())


def _heard(rest: str, lang: Lang) -> tuple[str, str]:
    """Take the spoken steps off the front, one by one; return the place and what is left."""
    found: list[Segment] = []
    while rest:
        heard = ((kind, pattern.match(rest)) for kind, pattern in _ears(lang))
        kind, match = next((pair for pair in heard if pair[1]), (None, None))
        if kind is None or match is None:
            break
        found.append(Segment(kind, _label(match.groupdict().get("label", ""))))
        rest = rest[match.end() :].lstrip(" ,")
    return ".".join(map(str, reversed(found))), rest


@cache
def _ears(lang: Lang) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, _ear(kind, form)) for kind, form in _SPOKEN[lang].items())


def _ear(kind: Kind, form: str) -> re.Pattern[str]:
    """A pattern for one spoken step; only points have letters, the rest have numbers."""
    label = r"(?P<label>[a-zđ])" if kind == "point" else r"(?P<label>[0-9]+[a-zđ]?)"
    exact = kind in ("section", "part")  # else they would be heard in "mục số", "(phần"
    pattern = re.escape(form).replace(r"\{\}", label) + r"(?=[ ,]|$)"
    return re.compile(pattern, 0 if exact else re.IGNORECASE)
