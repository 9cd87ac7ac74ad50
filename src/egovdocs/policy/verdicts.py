"""
Verdicts and strong Kleene logic.

Three truth values are written True, False and None (unknown) inside the engine only;
what leaves it is a :class:`Verdict`, which has no truth value.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NoReturn, TypeAlias

Truth: TypeAlias = bool | None


class Verdict(StrEnum):
    """What can be said of one rule and one case."""

    KEPT = "kept"
    BROKEN = "broken"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not-applicable"

    def __bool__(self) -> NoReturn:
        raise TypeError("a verdict is neither true nor false; compare it with Verdict.KEPT")

    def spoken(self, lang: str = "vi") -> str:
        """Say the verdict in *lang*."""
        return _SPOKEN[self.value][0 if lang == "vi" else 1]


_SPOKEN = {
    "kept": ("đúng quy định", "kept"),
    "broken": ("trái quy định", "broken"),
    "undecided": ("chưa quyết định được", "undecided"),
    "not-applicable": ("không áp dụng", "not applicable"),
}


def both(values: Iterable[Truth]) -> Truth:
    """And: false if one is false, else unknown if one is unknown."""
    result: Truth = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def either(values: Iterable[Truth]) -> Truth:
    """Or: true if one is true, else unknown if one is unknown."""
    result: Truth = False
    for value in values:
        if value is True:
            return True
        if value is None:
            result = None
    return result


def negated(value: Truth) -> Truth:
    """Not: unknown stays unknown."""
    return None if value is None else not value
