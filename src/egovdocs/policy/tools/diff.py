"""
The difference of two policies: not of their texts, but of what they answer.

For every question: which minutes of a sample year, which documents of a small world, which
reports are answered differently; the first of them, with both answers and both clauses; and
whether the first policy is stricter, looser, equal, or cannot be compared with the second.

>>> import egovdocs
>>> alone = [egovdocs.load(name, national=False) for name in ("long-an", "ca-mau")]
>>> found = diff(*alone)
>>> [(row.relation, row.share) for row in found.of("received")]
[('equal', 0.0)]
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, TypeAlias

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.policy.policy import Policy
from egovdocs.policy.tools.diff_documents import paper, reports, value
from egovdocs.policy.tools.diff_duties import duties
from egovdocs.policy.tools.diff_moments import received, sent
from egovdocs.policy.tools.differing import Difference, PolicyDiff

__all__ = ["Difference", "NoSuchYear", "PolicyDiff", "diff"]

FIRST_YEAR, LAST_YEAR = 1976, 9997
Compare: TypeAlias = Callable[[tuple[Policy, Policy], int], list[Difference]]


@attrs.frozen
class NoSuchYear(EgovdocsError, ValueError):
    """A year whose minutes cannot be compared."""

    year: int
    first: int
    last: int

    code: ClassVar[str] = "policy.no-such-year"
    vi: ClassVar[str] = "Không so sánh được theo năm {year}; các năm dùng được: {first} đến {last}."
    en: ClassVar[str] = "The year {year} cannot be compared; the years are {first} to {last}."


_QUESTIONS: tuple[Compare, ...] = (
    received,
    sent,
    partial(duties, "transfer"),
    partial(duties, "assignment"),
    partial(duties, "acknowledgement"),
    partial(duties, "reply"),
    paper,
    value,
    partial(duties, "refusal"),
    partial(duties, "recall"),
    reports,
    partial(duties, "outage"),
)


def diff(one: Policy, two: Policy, year: int = 2024) -> PolicyDiff:
    """
    Compare the answers of two policies over *year*.

    Args:
        one, two: policies; the relation of a row is that of *one* to *two*.
        year: the sample year, from its first to its last minute in Vietnam.

    Raises:
        NoSuchYear: the year is before 1976 or after 9997.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchYear(year, FIRST_YEAR, LAST_YEAR)
    rows = tuple(row for compare in _QUESTIONS for row in compare((one, two), year))
    names = (one.profile.name["vi"], two.profile.name["vi"])
    return PolicyDiff(one.profile.id, two.profile.id, names, year, rows)
