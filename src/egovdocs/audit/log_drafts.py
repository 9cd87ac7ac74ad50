"""Cases in the making: the rows of one case of an event log, put together as JSON."""

from __future__ import annotations

import re
from typing import Any

import attrs

from egovdocs.audit.external_sort import Cells
from egovdocs.audit.mapping import FIELDS, LogMapping, case_of, of_case

# A row on its way: case, instant, line, the time as written, the kinds of event, then the
# cells of the other mapped columns.  Numbers have equal width, so that the row sorts as it
# stands.  A row that cannot be read has no instant.
CASE, KEY, LINE, AT, KINDS = range(5)


@attrs.define(eq=False)
class Draft:
    """A case in the making: the rows of one id."""

    case: str
    line: int
    bad: int = 0
    scattered: bool = False
    clash: tuple[int, str, str, str] | None = None
    events: list[dict[str, Any]] = attrs.field(factory=list)
    lines: list[int] = attrs.field(factory=list)
    facts: dict[str, str] = attrs.field(factory=dict)
    recipients: dict[str, dict[str, str]] = attrs.field(factory=dict)
    sources: dict[str, int] = attrs.field(factory=dict)

    def add(self, row: Cells, fields: tuple[str, ...]) -> None:
        """Take one row in."""
        line = int(row[LINE])
        if not row[KEY]:
            self.bad += 1
            return
        event, recipient = {"at": row[AT]}, {}
        for field, value in zip(fields[1:], row[KINDS + 1 :], strict=True):
            if not value:
                continue
            if field.startswith("recipient."):
                recipient[field] = value
            elif of_case(field):
                self._fact(field, value, line)
            else:
                event[field] = value
        if recipient:
            self._recipient(recipient, line)
        for kind in row[KINDS].split():
            self.events.append({"type": kind, **event})
            self.lines.append(line)

    def _fact(self, field: str, value: str, line: int) -> None:
        former = self.facts.setdefault(field, value)
        self.sources.setdefault(field, line)
        if former != value and field == "document.status":
            self.facts[field] = value  # the one fact that is meant to change
        elif former != value and self.clash is None:
            self.clash = (line, field, value, former)

    def _recipient(self, found: dict[str, str], line: int) -> None:
        known = found.get("recipient.id") or found.get("recipient.name") or ""
        self.recipients.setdefault(known, {}).update(found)
        for field in found:
            self.sources.setdefault(field, line)

    def json(self, mapping: LogMapping) -> dict[str, Any]:
        """Write the case as JSON; constants where no cell says more."""
        constants = dict(mapping.constants)
        if self.bad:
            constants = {k: v for k, v in constants.items() if not k.startswith("observed.")}
        facts = {field: _typed(field, value, mapping) for field, value in self.facts.items()}
        found = case_of(self.case, {**constants, **facts})
        if self.recipients:
            base = {k: v for k, v in constants.items() if k.startswith("recipient.")}
            found.setdefault("document", {})["recipients"] = [
                {
                    field.removeprefix("recipient."): _typed(field, value, mapping)
                    for field, value in {**base, **recipient}.items()
                }
                for recipient in self.recipients.values()
            ]
        return {**found, "events": [_event(event, mapping) for event in self.events]}

    def origin(self, path: str) -> tuple[int, str]:
        """The line and the field that the place *path* in the JSON came from."""
        event = re.fullmatch(r"events\[(\d+)\]\.?(.*?)(\[\d+\])?", path)
        if event is not None:
            return self.lines[int(event[1])], event[2]
        field = re.sub(r"^document\.(?=sender\.)|\[\d+\]", "", path)
        field = re.sub(r"^document\.recipients", "recipient", field)
        return self.sources.get(field, self.line), field


def _event(event: dict[str, Any], mapping: LogMapping) -> dict[str, Any]:
    told = {field: _typed(field, value, mapping) for field, value in event.items()}
    return {**mapping.of_event(event["type"]), **told}


def _typed(field: str, value: Any, mapping: LogMapping) -> Any:
    """A canonical cell as JSON; constants are JSON already."""
    if not isinstance(value, str):
        return value
    shape = FIELDS.get(field, "text")
    if shape == "flag":
        return value == "1"
    if shape == "list":
        return [part.strip() for part in value.split(mapping.separator) if part.strip()]
    return value
