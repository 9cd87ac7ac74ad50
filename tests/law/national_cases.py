"""
The national texts on their own: a profile of two instruments, and what their tests share.

Office hours are 07:00-11:30 and 13:30-17:00, Monday to Friday; every agency is covered.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from cases import Bench, agency, document, party, signature

import egovdocs
from egovdocs.policy import Policy
from egovdocs.record import Document, File, Image, Party, Scan, Signature

DECISION = "vn/28-2018-qd-ttg"
CIRCULAR = "vn/01-2019-tt-bnv"
SENDER, RECIPIENT, ANOTHER = agency(0), agency(7), agency(9)

_PROFILE = f"""
id = "national-trial"
name = {{ vi = "Thử", en = "Trial" }}
instruments = ["{DECISION}", "{CIRCULAR}", "vn/51-2005-qh11", "vn/20-2023-qh15"]

[[hours]]
from = 2018-01-01
days = "mon-fri"
sessions = ["07:00-11:30", "13:30-17:00"]
"""


@cache
def national() -> Policy:
    """The two instruments, loaded from a profile file as an integrator would write it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "national-trial.toml"
        path.write_text(_PROFILE, encoding="utf-8")
        return egovdocs.load(path)


def bench(instrument: str) -> Bench:
    """The bench of one of the two."""
    return Bench(national(), instrument)


def to(*recipients: Party, **changes: Any) -> Document:
    """A document to other recipients than the usual one."""
    return document(recipients=recipients, status="transferred", **changes)


def complete(**changes: Any) -> Document:
    """A complete document that shows the state to which its usual exchange leads."""
    return document(**{"status": "transferred", **changes})


def lacking(*means: str, ident: str = RECIPIENT) -> Party:
    """A party that does not yet have *means*."""
    return party(ident, lacks=means)


SCANNED = Scan(pdf_version="1.4", dpi=200, colour=True, scale="100%")
SEAL_IN_CORNER = Image("red", "png", page=1, box=(150, 20, 36, 36))


def scan(**changes: Any) -> File:
    """The main file, scanned exactly to the standard, but for *changes*."""
    return File("837-ubnd-kt.pdf", "main", signed=True, scan=attrs.evolve(SCANNED, **changes))


def by_digitiser(**changes: Any) -> Signature:
    """A valid signature of the body that digitised a paper, displayed as it must be."""
    usual = Signature("digitiser", True, datetime(2020, 3, 2, 0, 25, tzinfo=UTC), SEAL_IN_CORNER)
    return attrs.evolve(usual, **changes)


def digitised(file: File | None = None, *signatures: Signature, **changes: Any) -> Document:
    """A document made on paper: a scan that the digitising body signed."""
    return complete(files=(file or scan(),), signatures=signatures or (by_digitiser(),), **changes)


def displayed(by: str, **image: Any) -> Signature:
    """A valid signature with another image than the usual one."""
    usual = signature(by)
    assert isinstance(usual.image, Image)
    return attrs.evolve(usual, image=attrs.evolve(usual.image, **image))
