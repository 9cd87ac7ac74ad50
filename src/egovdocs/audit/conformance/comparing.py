"""
Whether an answer is the expected one.

What is expected may be less than what is said: keys that the suite does not name are free.
Instants are compared as instants, lists without order.  ``problems``: an empty list wants no
problem; otherwise every problem that is named must be found, and others may be.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from egovdocs.audit.conformance.suite import SuiteCase
from egovdocs.errors import EgovdocsError
from egovdocs.timing import parse_instant


def agrees(expected: Any, got: Any) -> bool:
    """Whether *got* says all that is *expected*."""
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(
            key in got and _field(key, part, got[key]) for key, part in expected.items()
        )
    if isinstance(expected, list):
        return isinstance(got, list) and len(got) == len(expected) and _each(expected, got)
    if isinstance(expected, str) and isinstance(got, str):
        return expected == got or _same_instant(expected, got)
    return type(expected) is type(got) and bool(expected == got)


def _field(key: str, expected: Any, got: Any) -> bool:
    if key == "problems" and expected:
        return isinstance(got, list) and _each(expected, got)
    return agrees(expected, got)


def _each(expected: Iterable[Any], got: list[Any]) -> bool:
    """Whether every expected part is there, each by itself."""
    left = list(got)
    for part in expected:
        found = next((at for at, other in enumerate(left) if agrees(part, other)), None)
        if found is None:
            return False
        del left[found]
    return True


def _same_instant(one: str, two: str) -> bool:
    first, second = _instant(one), _instant(two)
    return first is not None and first == second


def _instant(text: str) -> datetime | None:
    if "T" not in text:
        return None
    try:
        return parse_instant(text)
    except EgovdocsError:
        return None


def likely(case: SuiteCase, got: Any) -> tuple[str, ...]:
    """
    The misreadings that explain a wrong answer.

    Those whose answer is the one that was given; where there is none, all that the case
    catches.
    """
    exact = [c.flag for c in case.catches if c.known and agrees(c.answer, got)]
    return tuple(exact or [c.flag for c in case.catches])
