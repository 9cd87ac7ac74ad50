"""
Outages of document systems, noted in the findings about documents that they touched.

No clause lets a limit stand still while a system is down, so by default it runs on: the
verdict stays, and the finding says when the system was down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

import attrs

from egovdocs.audit.problems import BadLine
from egovdocs.audit.reading import Entry
from egovdocs.errors import EgovdocsError
from egovdocs.policy import Report, Verdict
from egovdocs.policy.report import Judged
from egovdocs.policy.rules.base import At, Seconds
from egovdocs.record import UNKNOWN, Case, Document, Party
from egovdocs.timing import to_us
from egovdocs.timing.instants import SECOND_US

OPEN = 1 << 62
_NOTED = (Verdict.BROKEN, Verdict.UNDECIDED)


@attrs.frozen
class NotAnOutage(EgovdocsError, ValueError):
    """A case of a file of outages that tells of none."""

    value: str
    expected: str

    code: ClassVar[str] = "audit.not-an-outage"
    vi: ClassVar[str] = "“{value}” không phải sự cố hệ thống: cần {expected}."
    en: ClassVar[str] = "“{value}” is no outage of a system: it needs {expected}."


@attrs.frozen
class Down:
    """
    A stretch for which a system was down, from the first instant to before the last.

    Attributes:
        agency: whose system; None for one that all agencies share.
        start, end: microseconds in Vietnam; *end* is :data:`OPEN` while it lasts.
    """

    agency: str | None
    start: int
    end: int


@attrs.frozen
class Outages:
    """The outages of a run, in order of time, by agency."""

    by_agency: Mapping[str | None, tuple[Down, ...]] = attrs.field(factory=dict)

    def touching(self, agency: str | None, start: int, end: int) -> tuple[Down, ...]:
        """The outages of *agency*, and of shared systems, between two instants."""
        found = list(self.by_agency.get(None, ()))
        if agency is not None:
            found.extend(self.by_agency.get(agency, ()))
        return tuple(part for part in found if part.start < end and part.end > start)


def read_outages(
    entries: Iterable[Entry | BadLine], problems: list[BadLine] | None = None
) -> Outages:
    """
    Collect the outages of cases about systems.

    Args:
        entries: what a reader of cases or of event logs gives.
        problems: where lines go that tell of no outage.
    """
    held = [] if problems is None else problems
    found: dict[str | None, list[Down]] = {}
    for entry in entries:
        if isinstance(entry, BadLine):
            held.append(entry)
        elif not any(event.type == "outage-began" for event in entry.case.events):
            reason = NotAnOutage(entry.case.case, "outage-began")
            held.append(BadLine(entry.file, entry.line, reason))
        else:
            for down in _downs(entry.case):
                found.setdefault(down.agency, []).append(down)
    return Outages({agency: tuple(sorted(parts, key=_when)) for agency, parts in found.items()})


def _when(down: Down) -> tuple[int, int]:
    return (down.start, down.end)


def _downs(case: Case) -> Iterator[Down]:
    """Each beginning with the next end of the same agency; without one it lasts."""
    began: dict[str | None, int] = {}
    for event in sorted(case.events, key=lambda event: to_us(event.at)):
        agency = event.agency if isinstance(event.agency, str) else None
        if event.type == "outage-began":
            began.setdefault(agency, to_us(event.at))
        elif event.type == "outage-ended" and agency in began:
            yield Down(agency, began.pop(agency), to_us(event.at))
    for agency, start in began.items():
        yield Down(agency, start, OPEN)


def noted(report: Report, outages: Outages) -> Report:
    """
    The same report; broken and undecided findings whose limit ran while a system was down
    say so in the facts ``outage`` (working time, in seconds), ``outage_began`` and
    ``outage_ended``, which is not there while the outage lasts.
    """
    if report.case.about != "document" or not outages.by_agency:
        return report
    judged = tuple(_noted(report, part, outages) for part in report.judged)
    return attrs.evolve(report, judged=judged)


def _noted(report: Report, part: Judged, outages: Outages) -> Judged:
    outcome = part.outcome
    if outcome.verdict not in _NOTED or "from" not in outcome.facts:
        return part
    start, end = int(outcome.facts["from"]), _end(report, outcome.facts)
    touching = outages.touching(_agency(report, part), start, end)
    if not touching:
        return part
    facts = {**outcome.facts, **_facts(report, touching, start, end)}
    return part._replace(outcome=outcome._replace(facts=facts))


def _end(report: Report, facts: Mapping[str, Any]) -> int:
    """Until when the limit ran: the act, the last instant in time, the end of observation."""
    until = report.view.until
    ends = [int(facts[name]) for name in ("done", "late_after") if name in facts]
    return min([*ends, *([] if until is None else [until])], default=OPEN)


def _agency(report: Report, part: Judged) -> str | None:
    """Whose system matters: the recipient's, or the sender's for the acts of the sender."""
    if part.rule.side == "recipient":
        return part.subject.agency
    document = report.case.document
    sender = document.sender if isinstance(document, Document) else UNKNOWN
    return sender.id if isinstance(sender, Party) and isinstance(sender.id, str) else None


def _facts(report: Report, touching: tuple[Down, ...], start: int, end: int) -> dict[str, object]:
    calendar = report.policy.calendar
    last = max(part.end for part in touching)
    lost = sum(
        calendar.elapsed_us(low, high) for low, high in _joined(touching, start, min(end, last))
    )
    facts: dict[str, object] = {"outage_began": At(min(part.start for part in touching))}
    if last < OPEN:
        facts["outage_ended"] = At(last)
    if end < OPEN or last < OPEN:
        facts["outage"] = Seconds(lost // SECOND_US)
    return facts


def _joined(touching: tuple[Down, ...], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between two instants, those that overlap as one."""
    reached = start
    for part in sorted(touching, key=_when):
        low, high = max(part.start, reached), min(part.end, end)
        if low < high < OPEN:
            yield low, high
            reached = high
