"""
The later national texts on their own: a profile of each, and what their tests share.

Office hours are 07:00-11:30 and 13:30-17:00, Monday to Friday; every agency is covered.
Monday 9 March 2020 opens the first whole week under Decree 30/2020, without holidays.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from cases import Bench, agency, document, party

import egovdocs
from egovdocs.policy import Policy
from egovdocs.record import Document, File, Scan

DECREE = "vn/30-2020-nd-cp"
NUMBERS = "vn/34-2016-nd-cp"
LAW = "vn/80-2015-qh13"
TRANSACTIONS_2005 = "vn/51-2005-qh11"
TRANSACTIONS_2023 = "vn/20-2023-qh15"
IDENTIFIERS = "vn/20-2020-qd-ttg"
ALL = (DECREE, NUMBERS, LAW, TRANSACTIONS_2005, TRANSACTIONS_2023, IDENTIFIERS)

DAY = "2020-03-09"
NEXT = "2020-03-10"
SENDER, RECIPIENT, ANOTHER = agency(0), agency(7), agency(9)


@cache
def policy(*instruments: str) -> Policy:
    """The policy of a profile file that names *instruments*, as an integrator writes one."""
    named = ", ".join(f'"{name}"' for name in instruments)
    text = f"""
id = "trial"
name = {{ vi = "Thử", en = "Trial" }}
instruments = [{named}]

[[hours]]
from = 2016-01-01
days = "mon-fri"
sessions = ["07:00-11:30", "13:30-17:00"]
"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trial.toml"
        path.write_text(text, encoding="utf-8")
        return egovdocs.load(path)


def bench(instrument: str) -> Bench:
    """The bench of one text; the e-transaction laws stand by to say when something was received."""
    return Bench(policy(*ALL), instrument)


def letter(day: str = DAY, **changes: Any) -> Document:
    """A complete official letter under the Decree; nothing of it is scanned."""
    usual: dict[str, Any] = {"files": (File("837-ubnd-kt.pdf", "main", scan=None),)}
    return document(day=day, **{**usual, **changes})


def decision(number: str, day: str = DAY, **changes: Any) -> Document:
    """A normative decision of a People's Committee with the number *number*."""
    return letter(day, **{"number": number, "kind": "Quyết định", "normative": True, **changes})


def scan(**changes: Any) -> Scan:
    """A scan that meets the standard: .pdf 1.4, 200 dpi, in colour, at 100%."""
    return Scan(**{"pdf_version": "1.4", "dpi": 200, "colour": True, "scale": "100%", **changes})


def to(*idents: str, **changes: Any) -> Document:
    """A letter to the agencies *idents*."""
    return letter(recipients=tuple(map(party, idents)), **changes)
