"""Agency ids that a profile covers: patterns that match nothing, or what others cover."""

from __future__ import annotations

import re
from collections.abc import Iterator

from egovdocs.errors import EgovdocsError
from egovdocs.ids import AgencyId
from egovdocs.policy.loading import find_profile, shipped_profiles
from egovdocs.policy.problems import Problem
from egovdocs.policy.tools.source import Source

_PARTS = ("000.00.01", "01", "")  # of either generation, and of none


def covers(source: Source) -> Iterator[Problem]:
    """Patterns of *source* that no agency id matches, or that a shipped profile covers."""
    for number, text in _patterns(source):
        key, ids = f"covers[{number}]", _ids(text)
        if not ids:
            yield source.problem("covers-nothing", key, text)
        for name in shipped_profiles():
            if name != source.id and any(_covered(name, ident) for ident in ids):
                yield source.problem("covers-overlap", key, text, name)


def _patterns(source: Source) -> Iterator[tuple[int, str]]:
    """The patterns with their places; what is no text is passed over and keeps its place."""
    listed = source.data.get("covers", [])
    for number, text in enumerate(listed if isinstance(listed, list) else [listed]):
        if isinstance(text, str):
            yield number, text


def _ids(pattern: str) -> tuple[str, ...]:
    """Agency ids that *pattern* matches, one for each way to fill its stars."""
    filled = (pattern.replace("*", part) for part in _PARTS)
    return tuple(text for text in dict.fromkeys(filled) if _is_id(text))


def _is_id(text: str) -> bool:
    try:
        return not AgencyId.parse(text).problems
    except EgovdocsError:
        return False


def _covered(profile: str, ident: str) -> bool:
    pattern: re.Pattern[str] | None = find_profile(profile)[0].pattern()
    return pattern is not None and pattern.fullmatch(ident) is not None
