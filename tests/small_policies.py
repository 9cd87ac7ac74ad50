"""Small policies for tests of the engine: a few clauses in TOML, written to a folder and loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import egovdocs
from egovdocs.policy import Policy
from egovdocs.record import Case

MONDAY = "2020-03-02"

_HEAD = """
[instrument]
id = "{ident}"
number = "{ident}"
title = {{ vi = "Văn bản thử", en = "A text for trying" }}
rank = "{rank}"
signed = 2018-01-01
in_force = {{ from = {start} }}
"""
_CLAUSE = """
[[clause]]
at = "{at}"
kind = "{kind}"
vi = "Điều khoản thử."
en = "A clause for trying."
{more}
"""
_PROFILE = """
id = "thu"
name = {{ vi = "Thử", en = "A trial" }}
instruments = [{instruments}]
covers = []

[[hours]]
from = 2019-01-01
sessions = ["07:00-11:30", "13:30-17:00"]

[readings]
{readings}
"""


def clause(at: str, more: str = "", kind: str = "rule") -> str:
    """One clause; *more* is TOML that follows its own keys."""
    return _CLAUSE.format(at=at, kind=kind, more=more)


def rule(at: str, use: str, more: str, above: str = "") -> str:
    """A clause with one rule named ``r``; *above* are keys of the clause itself."""
    return clause(at, f'{above}\n[[clause.rule]]\nid = "r"\nuse = "{use}"\n{more}')


def instrument(
    ident: str, *clauses: str, rank: str = "provincial-decision", start: str = "2019-01-01"
) -> str:
    """An instrument of *clauses*, in force from *start*."""
    return _HEAD.format(ident=ident, rank=rank, start=start) + "".join(clauses)


def load(folder: Path, *instruments: str, readings: Mapping[str, str] | None = None) -> Policy:
    """Write *instruments* and a profile that names them in this order, and load it."""
    named = []
    for index, text in enumerate(instruments):
        (folder / f"text-{index}.toml").write_text(text, encoding="utf-8")
        named.append(text.partition('id = "')[2].partition('"')[0])
    chosen = "\n".join(f'{name} = "{value}"' for name, value in (readings or {}).items())
    listed = ", ".join(f'"{name}"' for name in named)
    profile = folder / "profile.toml"
    profile.write_text(_PROFILE.format(instruments=listed, readings=chosen), encoding="utf-8")
    return egovdocs.load(profile)


def case(document: Mapping[str, Any] | None = None, *events: str, until: str = "") -> Case:
    """
    A case; each event is written ``type hour`` or ``type@channel hour`` of Monday.

    Args:
        document: its fields as JSON; None where nothing is known of it.
        until: observation of everything up to this hour; empty for none.
    """
    written: dict[str, Any] = {"case": "T", "events": [_event(text) for text in events]}
    if document is not None:
        written["document"] = dict(document)
    if until:
        written["observed"] = {"until": instant(until)}
    return Case.from_json(written)


def _event(text: str) -> dict[str, str]:
    what, _, hour = text.partition(" ")
    kind, by, channel = what.partition("@")
    return {"type": kind, "at": instant(hour)} | ({"channel": channel} if by else {})


def instant(hour: str) -> str:
    """``08:00`` of Monday 2 March 2020, or ``2020-03-03 08:00``, in Vietnam."""
    day, _, time = hour.rpartition(" ")
    return f"{day or MONDAY}T{time}+07:00"


def verdicts(policy: Policy, given: Case) -> list[str]:
    """The verdicts of all rules, in the order of the text."""
    return [part.outcome.verdict.value for part in policy.audit(given).judged]
