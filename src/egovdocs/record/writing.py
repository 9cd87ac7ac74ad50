"""Cases to JSON values: what is unknown is left out, instants as they were given."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from egovdocs.record.values import UNKNOWN, Case

_DEFAULTS = {"events": (), "about": "document", "observed": None}


def case_to_json(case: Case) -> dict[str, Any]:
    """Write *case* as JSON values; reading them back gives an equal case."""
    written = _written(case)
    return {key: part for key, part in written.items() if _DEFAULTS.get(key, ...) != _plain(part)}


def _plain(part: Any) -> Any:
    return tuple(part) if isinstance(part, list) else part


def _written(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_written(part) for part in value]
    if not attrs.has(type(value)):
        return value
    fields = ((field.name, getattr(value, field.name)) for field in attrs.fields(type(value)))
    return {name: _written(part) for name, part in fields if part is not UNKNOWN}
