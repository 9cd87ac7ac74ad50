"""Readings that a profile chooses although none of its clauses asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from egovdocs.policy.problems import Problem
from egovdocs.policy.readings import READINGS
from egovdocs.policy.tools.source import Source

_EVERYWHERE = frozenset({
    "closing-instant", "same-day", "sent", "immediately", "unquantified-absence", "lateness",
    "culture-day", "after-verified",
})  # fmt: skip
_BY_WORD = {
    # what a file says         the reading that it asks for
    ("use", "outage"): "outage-span",
    ("use", "after-outage"): "outage-span",
    ("use", "seal-overlap"): "seal-overlap",
    ("clock", "next-working-day"): "before-opening",
}


def unused_readings(profile: Source, instruments: Iterable[Source]) -> Iterator[Problem]:
    """The ``[readings]`` of *profile* that none of *instruments* asks for."""
    chosen = profile.data.get("readings")
    doubtful = set(READINGS) - _EVERYWHERE
    names = [name for name in chosen if name in doubtful] if isinstance(chosen, dict) else []
    if not names:
        return
    asked = {name for part in instruments for name in _asked(part.data)}
    for name in names:
        if name not in asked:
            yield profile.problem("unused-reading", f"readings.{name}")


def _asked(value: object) -> Iterator[str]:
    """Every reading that the tables under *value* name, or need."""
    if isinstance(value, list):
        for part in value:
            yield from _asked(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _named(key, part)
            yield from _asked(part)


def _named(key: str, part: object) -> Iterator[str]:
    if key in ("reading", "order") and isinstance(part, str):
        yield part
    elif key == "reading" and isinstance(part, dict):
        yield from part
    elif isinstance(part, str) and (key, part) in _BY_WORD:
        yield _BY_WORD[key, part]
