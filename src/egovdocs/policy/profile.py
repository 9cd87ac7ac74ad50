"""
Profiles: which instruments apply, to whose acts, in which office hours, by which readings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.policy.problems import Table, read_whole
from egovdocs.policy.readings import read_readings
from egovdocs.timing import OfficeHours


@attrs.frozen
class Caution:
    """
    A fact that answers carry from a day on: a merger, an end of a level of government.

    With *clauses* only the findings of these clauses carry it: two texts that are in conflict.
    """

    start: date
    text: Mapping[str, str]
    cites: str
    clauses: tuple[str, ...] = ()


@attrs.frozen
class Profile:
    """
    What one province, ministry or agency applies.

    Attributes:
        id: the name by which it is loaded.
        name: its Vietnamese and English name.
        instruments: ids of instruments; ``national`` stands for all shipped national ones.
        covers: patterns of agency ids whose acts are judged; empty covers everybody.
        hours: office hours, dated.
        readings: the choice for every doubtful point.
        cautions: facts that answers carry from a day on.
        of_clauses: facts that only the findings of some clauses carry, from a day on.
    """

    id: str
    name: Mapping[str, str]
    instruments: tuple[str, ...]
    covers: tuple[str, ...]
    covers_assumed: str
    hours: OfficeHours
    readings: Mapping[str, str]
    cautions: tuple[Caution, ...] = ()
    of_clauses: tuple[Caution, ...] = ()

    def pattern(self) -> re.Pattern[str] | None:
        """One pattern for the agency ids that are covered; None where all are."""
        if not self.covers:
            return None
        parts = (re.escape(text).replace(r"\*", ".*") for text in self.covers)
        return re.compile("|".join(parts), re.IGNORECASE)


def read_profile(path: Path | Any) -> Profile:
    """
    Read one profile file.

    Raises:
        InvalidPolicyFile: all that is wrong with it, at once.
    """
    return read_whole(path, profile_in)


def profile_in(file: Table) -> Profile:
    """Read a profile from the tables of *file*, which notes all that is wrong."""
    facts = tuple(_caution(table) for table in file.subs("fact"))
    profile = Profile(
        id=file.need("id", str, "?"),
        name=file.spoken("name", needed=True),
        instruments=file.words("instruments"),
        covers=file.words("covers"),
        covers_assumed=file.take("covers_assumed", str, ""),
        hours=_hours(file),
        readings=read_readings(file.sub("readings")),
        cautions=tuple(fact for fact in facts if not fact.clauses),
        of_clauses=tuple(fact for fact in facts if fact.clauses),
    )
    if not profile.instruments:
        file.report("missing-key", "instruments")
    file.finish()
    return profile


_STAND_IN = [{"sessions": ["07:00-11:30", "13:30-17:00"]}]


def _hours(file: Table) -> OfficeHours:
    given = file.need("hours", list, None)
    rows = [table.data for table in file.subs("hours")] if given else []
    if given == []:
        file.report("missing-key", "hours")
    try:
        return OfficeHours.parse(rows or _STAND_IN)
    except EgovdocsError as error:
        file.unreadable("hours", "", error)
        return OfficeHours.parse(_STAND_IN)


def _caution(table: Table) -> Caution:
    caution = Caution(
        start=table.need("from", date, date.min),
        text={lang: table.need(lang, str, "") for lang in ("vi", "en")},
        cites=table.need("cites", str, ""),
        clauses=table.words("clauses"),
    )
    table.finish()
    return caution
