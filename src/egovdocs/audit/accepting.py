"""
Findings that somebody accepted: they change the exit status, never a verdict.

The file is a list of tables, every key of which must be there::

    [[accept]]
    rule   = "long-an/24-2019#d5.k2.b/transfer"
    scope  = "LA-0402"          # the id of a case, or "*"
    reason = "..."
    until  = 2020-12-31         # inclusive
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs

from egovdocs.audit.problems import InvalidAcceptance, Unreadable
from egovdocs.errors import closest


@attrs.frozen
class Acceptance:
    """One accepted finding: the rule, the case or ``*``, the reason, the last day."""

    rule: str
    scope: str
    reason: str
    until: date


@attrs.frozen
class Acceptances:
    """The accepted findings of a run."""

    rows: tuple[Acceptance, ...] = ()

    def find(self, rule: str, case: str, day: date | None) -> Acceptance | None:
        """
        Return the row that accepts a finding of *rule* in *case*.

        *day* is the day up to which the case was observed; where there is none, nobody can
        say whether the row has run out, and nothing is accepted.
        """
        for row in self.rows:
            if row.rule == rule and row.scope in ("*", case) and day is not None:
                return row if day <= row.until else None
        return None


_FIELDS: Mapping[str, tuple[type, str]] = {
    "rule": (str, '"instrument#clause/rule"'),
    "scope": (str, '"*" | case id'),
    "reason": (str, '"..."'),
    "until": (date, "2020-12-31"),
}


def read_acceptances(path: Path) -> Acceptances:
    """
    Read a list of accepted findings.

    Raises:
        Unreadable: the file cannot be opened.
        InvalidAcceptance: the first row that cannot be used.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unreadable(str(path), error.strerror or type(error).__name__) from None
    except ValueError as error:
        raise InvalidAcceptance(str(path), 0, "TOML", str(error), "[[accept]]") from None
    rows = data.pop("accept", [])
    if data or not isinstance(rows, list):
        raise InvalidAcceptance(str(path), 0, "-", ", ".join(data) or repr(rows), "[[accept]]")
    return Acceptances(tuple(_row(str(path), at, row) for at, row in enumerate(rows, 1)))


def _row(file: str, at: int, row: Any) -> Acceptance:
    if not isinstance(row, dict):
        raise InvalidAcceptance(file, at, "-", repr(row), "[[accept]]")
    for key in row:
        if key not in _FIELDS:
            raise InvalidAcceptance(file, at, key, repr(row[key]), closest(key, _FIELDS))
    for key, (kind, expected) in _FIELDS.items():
        value = row.get(key)
        if not isinstance(value, kind) or isinstance(value, datetime) or value == "":
            raise InvalidAcceptance(file, at, key, repr(value), expected)
    return Acceptance(**row)
