"""A lower text against a higher one: stricter, looser, in conflict, or not to be compared."""

# ruff: noqa: E501 - tables, one pair of rules a line
from __future__ import annotations

from pathlib import Path

import pytest

from egovdocs.policy import Problem
from egovdocs.policy.tools import NOTES, check, usable
from egovdocs.policy.tools.source import shipped_folder
from small_policies import clause, instrument, rule

PROFILE = """\
id = "thu"
name = { vi = "Thử", en = "A trial" }
instruments = ["thu/1-2020", "vn/1-2018"]
covers = ["*.H99"]

[[hours]]
sessions = ["07:00-11:30", "13:30-17:00"]
"""
STRICTER, LOOSER, OPEN, AGAINST = (
    "stricter-below", "looser-below", "not-comparable", "layers-disagree",
)  # fmt: skip


def against(folder: Path, low: str, high: str, rank: str = "decree") -> tuple[Problem, ...]:
    """What `policy check` says of a provincial text of *low* under a decree of *high*."""
    (folder / "low.toml").write_text(instrument("thu/1-2020", low), encoding="utf-8")
    (folder / "high.toml").write_text(instrument("vn/1-2018", high, rank=rank), encoding="utf-8")
    profile = folder / "profile.toml"
    profile.write_text(PROFILE, encoding="utf-8")
    return check(profile)


def passed_on(limit: str, more: str = "") -> str:
    within = f'limit = "{limit}"\n' if limit else ""
    return rule(
        "d1",
        "deadline",
        f'side = "recipient"\nfrom = "arrived"\nto = "transferred"\n{within}{more}',
    )


def paper(kind: str, more: str = "", above: str = "") -> str:
    by = (
        'from = "published"\nto = "paper-sent"'
        if kind == "deadline"
        else 'act = "paper-sent"\nafter = "published"'
    )
    return rule("d2", kind, f"{by}\n{more}", above)


def through(channels: str, more: str = "") -> str:
    return rule("d3", "channel", f'act = "published"\nchannels = {channels}\n{more}')


def listed(use: str, more: str) -> str:
    return rule("d4", use, more)


SAID = 'vi = "Hết.", en = "Ended."'
LACKS = 'unless = { recipient.lacks = ["infrastructure"] }'
# fmt: off
PAIRS = [
    # the lower text                                     the higher text                              code        in what, with a case
    (passed_on("2 working hours"),                       passed_on("next working day"),               STRICTER,   "limit: 2019-01-07 00:00 → 2019-01-07 09:00 / 2019-01-08 23:59"),
    (passed_on("2 working days"),                        passed_on("next working day"),               LOOSER,     "limit: "),
    (passed_on("immediately"),                           passed_on("same day"),                       OPEN,       "limit: immediately / same day"),
    (passed_on("same day"),                              passed_on(""),                               STRICTER,   "limit: same day"),
    (passed_on("same day", 'by = "system"'),             passed_on("same day"),                       STRICTER,   "by: system"),
    (passed_on("same day"),                              passed_on("same day", 'by = "system"'),      LOOSER,     "by: system"),
    (passed_on("same day", 'unless = { document.urgency = "normal" }'), passed_on("same day"),        LOOSER,     "unless: document.urgency = normal"),
    (passed_on("same day").replace('"arrived"', '"accepted"'), passed_on("same day"),                 OPEN,       "from: accepted / arrived"),
    (through('["system", "email"]'),                     through('["system"]'),                       LOOSER,     "channels: email"),
    (through('["system"]'),                              through('["system"]', LACKS),                STRICTER,   "unless: recipient.lacks ∋ infrastructure"),
    (through('["system"]', 'unless = { recipient.lacks = { given = true } }'), through('["system"]', LACKS), LOOSER, "unless: recipient.lacks ∋ interconnection"),
    (paper("forbidden", 'unless = { document.kind = "Tờ trình" }'), paper("forbidden"),               LOOSER,     "unless: document.kind = Tờ trình"),
    (paper("forbidden"),                                 paper("forbidden").replace('after = "published"', ""), OPEN, "after: published / -"),
    (listed("allowed", 'field = "document.charset"\nvalues = ["unicode", "vni"]'), listed("allowed", 'field = "document.charset"\nvalues = ["unicode"]'), LOOSER, "values: vni"),
    (listed("allowed", 'field = "document.charset"\nvalues = ["unicode"]'), listed("allowed", 'field = "document.charset"\nvalues = ["unicode", "vni"]'), STRICTER, "values: vni"),
    (listed("formats", 'formats = ["pdf", "doc"]'),      listed("formats", 'formats = ["pdf"]'),      LOOSER,     "formats: doc"),
    (listed("formats", 'formats = ["pdf"]\nopen = true'), listed("formats", 'formats = ["pdf"]'),     OPEN,       "open: pdf"),
    (listed("items", 'about = "system"\nside = "system"\nevent = "outage-notified"\nitems = ["incident"]'), listed("items", 'about = "system"\nside = "system"\nevent = "outage-notified"\nitems = ["incident", "suspension-time"]'), LOOSER, "items: suspension-time"),
    (listed("outage", 'about = "system"\nside = "system"\nlimit = "8 working hours"\nto = "paper-fallback"'), listed("outage", 'about = "system"\nside = "system"\nlimit = "4 working hours"\nto = "paper-fallback"'), LOOSER, "limit: "),
    (listed("report", 'about = "agency"\nside = "system"\nevery = "year"'), listed("report", 'about = "agency"\nside = "system"\nevery = "quarter"'), LOOSER, "every: 1 / 4"),
    (paper("deadline", 'given = { document.kind = "Tờ trình" }'), paper("forbidden"),                 AGAINST,    "document.kind = Tờ trình"),
    (paper("forbidden"),                                 paper("deadline"),                           AGAINST,    "*"),
]
EQUAL = [
    (passed_on("same day"),                              passed_on("same day")),
    (passed_on(""),                                      passed_on("same day")),  # sets no time of its own
    (through('["system"]', LACKS),                       through('["system"]', LACKS)),
    (paper("forbidden", 'unless = { document.kind = "TTr" }'), paper("forbidden", 'unless = { document.kind = "Tờ trình" }')),
    (paper("deadline", 'given = { document.kind = "Tờ trình" }'), paper("forbidden", 'unless = { document.kind = "Tờ trình" }')),
]
# fmt: on


@pytest.mark.parametrize(("low", "high", "code", "shown"), PAIRS)
def test_where_they_differ_both_clauses_and_a_case_are_named(
    tmp_path: Path, low: str, high: str, code: str, shown: str
) -> None:
    (found,) = against(tmp_path, low, high)

    at = low.partition('at = "')[2].partition('"')[0]
    assert (found.file, found.code) == ("low.toml", code)
    assert found.value.startswith(f"{at}/r, {shown}")
    assert found.expected.startswith("vn/1-2018#d")
    assert found.line > 1
    assert usable([found])


@pytest.mark.parametrize(("low", "high"), EQUAL)
def test_where_they_say_the_same_nothing_is_said(tmp_path: Path, low: str, high: str) -> None:
    assert against(tmp_path, low, high) == ()


def test_a_text_of_the_same_rank_is_neither_stricter_nor_looser(tmp_path: Path) -> None:
    low, high = passed_on("2 working days"), passed_on("same day")

    assert against(tmp_path, low, high, rank="provincial-decision") == ()


def test_a_clause_that_empowers_lets_a_lower_text_say_otherwise(tmp_path: Path) -> None:
    above = 'empowered_by = "vn/1-2018#d2"'
    duty = paper("deadline", 'given = { document.kind = "Tờ trình" }', above)

    assert against(tmp_path, duty, paper("forbidden")) == ()


def test_a_clause_that_empowers_must_exist(tmp_path: Path) -> None:
    duty = paper("deadline", "", 'empowered_by = "vn/1-2018#d9"')
    (found,) = against(tmp_path, duty, paper("forbidden"))

    assert (found.code, found.key) == ("no-such-clause", "clause[0].empowered_by")
    assert found.expected == "vn/1-2018#d2"


def test_texts_that_are_never_in_force_together_are_not_compared(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text(PROFILE, encoding="utf-8")
    low = instrument("thu/1-2020", passed_on("2 working days"), start="2020-01-01")
    high = instrument("vn/1-2018", passed_on("same day"), rank="decree").replace(
        "from = 2019-01-01", f"from = 2019-01-01, until = 2019-12-31, gap = {{ {SAID} }}"
    )
    (tmp_path / "low.toml").write_text(low, encoding="utf-8")
    (tmp_path / "high.toml").write_text(high, encoding="utf-8")

    assert check(tmp_path / "profile.toml") == ()


def test_a_list_of_information_that_lacks_a_required_item(tmp_path: Path) -> None:
    names = ("number", "date", "kind", "abstract")
    items = [rule(f"d5.{letter}", "information", f'fields = ["document.{name}"]')
             for letter, name in zip("abcd", names, strict=True)]  # fmt: skip
    (found,) = against(tmp_path, "".join(items[:3]), "".join(items))

    assert (found.code, found.value) == (LOOSER, "d5.a/r, fields: document.abstract (*)")
    assert found.expected == "vn/1-2018#d5.a/r"


def test_advice_sets_no_duty_of_law_aside(tmp_path: Path) -> None:
    """A letter only encourages: against a normative text it is no conflict."""
    advice = clause(
        "d2",
        'force = "encouraged"\n[[clause.rule]]\nid = "r"\nuse = "forbidden"\n'
        'act = "paper-sent"\nafter = "published"',
    )

    assert against(tmp_path, paper("deadline"), advice) == ()


# -- the shipped profiles --------------------------------------------------------------------------


def told(name: str) -> set[tuple[str, str, str]]:
    """Code, own rule and higher rule of all that is said of a shipped profile."""
    found = check(shipped_folder() / "profiles" / f"{name}.toml")
    assert usable(found)
    return {(part.code, part.value.partition(",")[0], part.expected) for part in found}


# fmt: off
SHIPPED = [
    # Two hours of work against the next working day.
    ("long-an",   STRICTER, "d5.k2.b/transfer",             "vn/30-2020-nd-cp#d23.k1.s1/submitted"),
    # Approval and appraisal go with paper in Long An; QĐ 28/2018 forbids it after issue.
    ("long-an",   AGAINST,  "d6.k2/paper-accompanies",      "vn/28-2018-qd-ttg#d5.k3/no-paper"),
    ("long-an",   LOOSER,   "d5.k1.c/no-paper",             "vn/28-2018-qd-ttg#d5.k3/no-paper"),
    # The catalogue against the no-paper list; QĐ 28/2018 d7.k2.b empowers the catalogue itself.
    ("ca-mau",    AGAINST,  "d6.k2.b/paper",                "vn/775-2020-vpcp-kstt#dm/no-paper"),
    ("ca-mau",    AGAINST,  "d6.k2.a/paper",                "vn/28-2018-qd-ttg#d5.k3/no-paper"),
    # A refusal told "by any means" against one told through the system.
    ("ca-mau",    LOOSER,   "d8.k1.a.s2/fault-told",        "vn/28-2018-qd-ttg#d9.k1.p2/notice"),
    # The morning of the next working day against its whole.
    ("thai-binh", STRICTER, "d4.k2.s1/send",                "vn/30-2020-nd-cp#d18.k1.s1/issued"),
    ("thai-binh", LOOSER,   "d4.k2.s1/send",                "vn/28-2018-qd-ttg#d6.k2.s1/sent"),
    # Every issue by official channels against one through the system.
    ("phu-yen",   OPEN,     "d10.k2.s1/official-channel",   "vn/28-2018-qd-ttg#d7.k1/through-the-system"),
]
# fmt: on


@pytest.mark.parametrize(("name", "code", "low", "high"), SHIPPED)
def test_what_a_shipped_regulation_does_to_the_national_texts(
    name: str, code: str, low: str, high: str
) -> None:
    assert (code, low, high) in told(name)


def test_the_catalogue_is_empowered_and_loosens_nothing() -> None:
    """QĐ 28/2018 d7.k2.b lets the head of a locality decide what goes with paper."""
    pairs = {(low, high) for _, low, high in told("ca-mau")}

    assert ("d6.k2.b/paper", "vn/28-2018-qd-ttg#d5.k3/no-paper") not in pairs


def test_what_is_stricter_is_a_note_and_no_warning() -> None:
    assert {STRICTER} == NOTES
