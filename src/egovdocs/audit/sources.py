"""The files that policies are made of: where they are, and what they hash to."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from egovdocs.errors import closest
from egovdocs.policy import NoSuchPolicy, Policy, shipped_instruments


def shipped(folder: str) -> list[Any]:
    """The shipped TOML files of ``profiles``, ``instruments`` or ``calendars``, by name."""
    found = (files("egovdocs") / "policy" / folder).iterdir()
    return sorted((each for each in found if each.name.endswith(".toml")), key=lambda e: e.name)


def sha256(path: Any) -> str:
    """The hash of the bytes of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def profile_file(name: str) -> Any:
    """The file of a profile, by id or by path."""
    own = Path(name)
    inside = files("egovdocs") / "policy" / "profiles" / f"{name}.toml"
    return own if name.endswith(".toml") and own.is_file() else inside


def instrument_files(name: str, policy: Policy) -> Iterator[tuple[str, Any]]:
    """Id and file of each instrument of *policy*, loaded by *name*; own files go first."""
    wanted = {part.id for part in policy.instruments}
    for path in (*_beside(name), *shipped("instruments")):
        ident = str(head(path).get("id", ""))
        if ident in wanted:
            wanted.discard(ident)
            yield ident, path


def _beside(name: str) -> list[Path]:
    if not name.endswith(".toml"):
        return []
    folder = Path(name).parent
    return sorted((*folder.glob("*.toml"), *(folder / "instruments").glob("*.toml")))


def head(path: Any) -> dict[str, Any]:
    """The table at the head of an instrument file; empty where the file is none."""
    found = _toml(path).get("instrument", {})
    return found if isinstance(found, dict) else {}


def _toml(path: Any) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}


@cache
def raw_clauses(instrument: str) -> dict[str, dict[str, Any]]:
    """
    The clauses of a shipped instrument as they are written, by their place.

    Raises:
        NoSuchPolicy: no shipped instrument has that id.
    """
    for path in shipped("instruments"):
        data = _toml(path)
        if data.get("instrument", {}).get("id") == instrument:
            return {str(row["at"]): row for row in data.get("clause", [])}
    known = shipped_instruments()
    raise NoSuchPolicy(instrument, closest(instrument, known), known)
