"""
The root of every error that this library raises on purpose.

A rule that a document breaks is a returned value.  An error is a question that
could not be asked: its class declares fields, a stable *code*, and one sentence
in Vietnamese and one in English, made from the fields and from nothing else.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

Lang = Literal["vi", "en"]

# What a sentence says of the closest word where there is none: nothing.
_NONE_CLOSE = re.compile("[;,] (?:gần nhất(?: là)?|the closest is) “-”")


@attrs.frozen
class EgovdocsError(Exception):
    """
    Base of everything that this library raises on purpose.

    A caller can rebuild, translate or count an error from its fields; nobody
    needs to parse its text.  Fields stay positional so that errors travel
    between processes (a keyword-only attrs exception cannot be unpickled).
    """

    code: ClassVar[str] = "error"
    vi: ClassVar[str] = "Lỗi."
    en: ClassVar[str] = "Error."

    def message(self, lang: Lang = "vi") -> str:
        """Return the sentence of this error in *lang*."""
        sentence = self.vi if lang == "vi" else self.en
        fields = attrs.asdict(self, recurse=False)
        said = sentence.format_map({name: spoken(value) for name, value in fields.items()})
        return _NONE_CLOSE.sub("", said)

    def __str__(self) -> str:
        return f"{self.message('vi')} ({self.message('en')})"


def spoken(value: object) -> str:
    """Write a field for a sentence: lists with commas, long or wild text shortened."""
    if isinstance(value, (tuple, list, frozenset, set)):
        return ", ".join(map(spoken, value)) or "-"
    text = str(value)
    clean = text if text.isprintable() else "".join(map(_visible, text))
    return clean if len(clean) <= 120 else f"{clean[:117]}..."


def _visible(char: str) -> str:
    return char if char.isprintable() else "\N{REPLACEMENT CHARACTER}"


def closest(word: str, known: Iterable[str]) -> str:
    """Return the member of *known* that looks most like *word*, or ``-``."""
    found = difflib.get_close_matches(word[:200], list(known), n=1, cutoff=0.4)
    return found[0] if found else "-"
