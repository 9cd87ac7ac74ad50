"""Which columns of a table hold which events, and whether they can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import event_type
from egovdocs.bulk.problems import (
    NaiveColumn,
    NoEventColumns,
    NoSuchColumn,
    NotInstants,
    RepeatedColumn,
    UnknownZone,
)
from egovdocs.errors import closest
from egovdocs.record import VOCABULARIES


def chosen(schema: Any, columns: Mapping[str, str] | Sequence[str] | None) -> dict[str, str]:
    """The column of each event type; *columns* as in :func:`~egovdocs.bulk.column_audit`."""
    pairs = _named(schema) if columns is None else _pairs(columns)
    if not pairs:
        raise _no_events(schema)
    found: dict[str, str] = {}
    for name, column in pairs:
        if column not in schema.names:
            raise NoSuchColumn(column, closest(column, schema.names))
        event = event_type(name)
        if event in found or schema.names.count(column) > 1:
            raise RepeatedColumn(name)
        found[event] = column
    return found


def _named(schema: Any) -> list[tuple[str, str]]:
    """The columns that are named after event types."""
    words = VOCABULARIES["event"]
    return [(name, name) for name in schema.names if words.get(name)]


def _pairs(columns: Mapping[str, str] | Sequence[str]) -> list[tuple[str, str]]:
    if isinstance(columns, Mapping):
        return list(columns.items())
    return [(name, name) for name in columns]


def _no_events(schema: Any) -> NoEventColumns:
    words = VOCABULARIES["event"].words
    near = [closest(name, words) for name in schema.names]
    return NoEventColumns(tuple(schema.names), next((name for name in near if name != "-"), "-"))


def check_instants(field: Any, zone: str | None) -> None:
    """Refuse a column that holds no instants, or wall clocks of nowhere."""
    pa = extra("pyarrow")
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    if not pa.types.is_timestamp(kind):
        raise NotInstants(field.name, str(field.type))
    if kind.tz is None:
        if zone is None:
            raise NaiveColumn(field.name)
        _check_zone(zone, field.name)


def _check_zone(zone: str, column: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(zone, column) from None
