"""What is odd about the form in which a case came: beside the rules, with a severity."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from egovdocs.errors import Lang

Severity = Literal["note", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@attrs.frozen
class Remark:
    """
    One departure from a format.

    Attributes:
        file: the message or line that it is about.
        code: its sort.
        at: the element.
        value, expected: what stands there, and what should.
        source: the clause that says so; empty where none does.
        vi, en: the sentence, without control characters.
    """

    file: str
    code: str
    severity: Severity
    vi: str
    en: str
    at: str = ""
    value: str = ""
    expected: str = ""
    source: str = ""

    def message(self, lang: Lang = "vi") -> str:
        """Say it in *lang*."""
        return self.vi if lang == "vi" else self.en

    def to_json(self) -> dict[str, Any]:
        """Write it as one JSON object."""
        fields = attrs.asdict(self)
        message = {"vi": fields.pop("vi"), "en": fields.pop("en")}
        return {**fields, "message": message}


def shown(remarks: tuple[Remark, ...], *, everything: bool) -> tuple[Remark, ...]:
    """The remarks to show; notes with *everything* only."""
    return tuple(each for each in remarks if everything or each.severity != "note")
