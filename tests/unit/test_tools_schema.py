"""The JSON Schemas: they take every shipped file, refuse what the reader refuses, and are up to date."""

# ruff: noqa: E501 - tables, one mistake a line
from __future__ import annotations

import json
import runpy
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from egovdocs.policy.rules.table import KINDS
from egovdocs.policy.tools import instrument_schema, profile_schema
from egovdocs.policy.tools.hours import HOURS_KEYS
from egovdocs.policy.tools.source import shipped_folder
from egovdocs.timing import HoursPeriod
from small_policies import clause, instrument, rule

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "fill_policies.py"))
MADE = {path.relative_to(ROOT): make for path, make in SCRIPT["made"]().items()}
PROFILES = sorted((shipped_folder() / "profiles").glob("*.toml"))
INSTRUMENTS = sorted((shipped_folder() / "instruments").glob("*.toml"))


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(profile_schema() if kind == "profile" else instrument_schema())


def as_json(value: Any) -> Any:
    """A date of TOML as editors take it: a string."""
    if isinstance(value, dict):
        return {key: as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def errors(kind: str, text: str) -> list[str]:
    """Where the schema finds something wrong in *text*."""
    found = validator(kind).iter_errors(as_json(tomllib.loads(text)))
    return [".".join(map(str, error.absolute_path)) for error in found]


@pytest.mark.parametrize("kind", ["profile", "instrument"])
def test_it_is_a_schema_of_its_draft(kind: str) -> None:
    schema = profile_schema() if kind == "profile" else instrument_schema()
    Draft202012Validator.check_schema(schema)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_it_takes_every_shipped_profile(path: Path) -> None:
    assert errors("profile", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda path: path.stem)
def test_it_takes_every_shipped_instrument(path: Path) -> None:
    assert errors("instrument", path.read_text(encoding="utf-8")) == []


PROFILE = """\
id = "thu"
name = { vi = "Thử", en = "A trial" }
instruments = ["thu/1-2020"]
covers = []
[[hours]]
sessions = ["07:00-11:30", "13:30-17:00"]
"""
# fmt: off
BAD_PROFILES = [
    # in place of                                   this                                   found at
    ('id = "thu"',                                  'id = 7',                              "id"),
    (', en = "A trial"',                            '',                                    "name"),
    ('instruments = ["thu/1-2020"]',                '',                                    ""),
    ('covers = []',                                 'coverz = []',                         ""),
    ('["07:00-11:30", "13:30-17:00"]',              '["7am"]',                             "hours.0.sessions.0"),
    ('["07:00-11:30", "13:30-17:00"]',              '["07:00-11:30"]\nday = "mon"',        "hours.0"),
    ('["07:00-11:30", "13:30-17:00"]',              '["07:00-11:30"]\nfrom = "2020"',      "hours.0.from"),
    ('["07:00-11:30", "13:30-17:00"]',              '["07:00-11:30"]\n[readings]\nsent = "early"',     "readings.sent"),
    ('["07:00-11:30", "13:30-17:00"]',              '["07:00-11:30"]\n[readings]\nsendt = "later"',    "readings"),
    ('["07:00-11:30", "13:30-17:00"]',              '["07:00-11:30"]\n[readings]\nimmediately = "soon"', "readings.immediately"),
    ('["07:00-11:30", "13:30-17:00"]',              '["07:00-11:30"]\n[[fact]]\nfrom = 2020-01-01',    "fact.0"),
]
DUTY = 'from = "signed"\nto = "published"\n'
BAD_CLAUSES = [
    # clause                                                        found at
    (clause("d1", kind="rul"),                                      "clause.0.kind"),
    (clause("d1", 'forse = "must"'),                                "clause.0"),
    (clause("d1", "left = [7]"),                                    "clause.0.left.0"),
    (clause("d1", 'why = { vi = "Vì thử." }'),                      "clause.0.why"),
    (rule("d1", "dedline", DUTY),                                   "clause.0.rule.0.use"),
    (rule("d1", "deadline", 'to = "published"'),                    "clause.0.rule.0"),
    (rule("d1", "deadline", DUTY.replace("signed", "sigend")),      "clause.0.rule.0.from"),
    (rule("d1", "deadline", DUTY.replace("published", "publishd")), "clause.0.rule.0.to"),
    (rule("d1", "deadline", f'{DUTY}limit = "two hours"'),          "clause.0.rule.0.limit"),
    (rule("d1", "deadline", f'{DUTY}fields = ["document.id"]'),     "clause.0.rule.0"),
    (rule("d1", "forbidden", 'act = "paper-sent@fax"'),             "clause.0.rule.0.act"),
    (rule("d1", "forbidden", 'act = "paper-sent"\nsied = "both"'),  "clause.0.rule.0"),
    (rule("d1", "forbidden", 'act = "paper-sent"\nside = "all"'),   "clause.0.rule.0.side"),
    (rule("d1", "length", 'most = "1"'),                            "clause.0.rule.0.most"),
]
# fmt: on


def test_a_good_profile_is_good() -> None:
    assert errors("profile", PROFILE) == []


@pytest.mark.parametrize(("old", "new", "where"), BAD_PROFILES)
def test_a_mistake_in_a_profile_is_marked(old: str, new: str, where: str) -> None:
    assert old in PROFILE
    assert where in errors("profile", PROFILE.replace(old, new))


@pytest.mark.parametrize(("text", "where"), BAD_CLAUSES)
def test_a_mistake_in_a_clause_is_marked(text: str, where: str) -> None:
    assert where in errors("instrument", instrument("thu/1-2020", text))


def test_what_a_reading_takes_besides_its_alternatives() -> None:
    chosen = f'{PROFILE}\n[readings]\nimmediately = "4 working hours"\nseal-overlap = "1/3±1/10"\n'

    assert errors("profile", chosen) == []


def test_events_by_a_channel_are_taken() -> None:
    text = rule("d1", "forbidden", 'act = ["published@email", "paper-sent"]')

    assert errors("instrument", instrument("thu/1-2020", text)) == []


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_rule_has_a_schema(name: str) -> None:
    schema = instrument_schema()
    rules = schema["properties"]["clause"]["items"]["properties"]["rule"]["items"]

    assert f"rule-{name}" in schema["$defs"]
    assert name in rules["properties"]["use"]["enum"]


@pytest.mark.parametrize("key", HOURS_KEYS)
def test_the_keys_of_hours_are_those_that_are_read(key: str) -> None:
    """A key that the reader does not know is refused before its value is looked at."""
    samples = {
        "from": date(2020, 1, 1), "to": date(2020, 1, 1), "days": "mon", "season": "04-01..09-30",
        "sessions": ["07:00-11:30"], "alternatives": [["07:00-11:30"]],
    }  # fmt: skip
    row = {"sessions": ["07:00-11:30"], key: samples.get(key, "chữ")}

    assert HoursPeriod.parse(row).sessions


@pytest.mark.parametrize("path", sorted(MADE), ids=str)
def test_made_files_are_up_to_date(path: Path) -> None:
    """Else run ``python scripts/fill_policies.py``."""
    assert (ROOT / path).read_text(encoding="utf-8") == MADE[path]()


@pytest.mark.parametrize("name", ["profile", "instrument"])
def test_the_package_carries_the_schemas(name: str) -> None:
    shipped = files("egovdocs") / "policy" / "schemas" / f"{name}.schema.json"

    assert json.loads(shipped.read_text(encoding="utf-8"))["$id"].endswith(f"{name}.schema.json")
