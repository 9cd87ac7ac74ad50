"""Every reading changes the answer that it is about, and its default is the first."""
# ruff: noqa: E501 - tables, one case a line

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from egovdocs.policy import READINGS, Policy
from egovdocs.record import Case
from egovdocs.timing import parse_instant
from small_policies import case, clause, instant, instrument, load, rule, verdicts

Ask: TypeAlias = Callable[[Policy], object]


def moment(hour: str) -> Any:
    return parse_instant(instant(hour))


def judged(given: Case) -> Ask:
    """The verdict of the one rule."""

    def ask(policy: Policy) -> str:
        (found,) = policy.audit(given).judged
        return "pending" if found.outcome.pending else found.outcome.verdict.value

    return ask


def received(hour: str) -> Ask:
    return lambda policy: str(policy.received(moment(hour)).value)[5:16]


def sent(policy: Policy) -> str:
    return f"{policy.sent(moment('07:30'), moment('07:31')).value:HH:mm}"


def same_day(policy: Policy) -> str:
    value = policy.deadline("same day", moment("08:00")).value
    assert value is not None
    return f"{value.due_at:HH:mm}"


def answer(question: str, more: str) -> str:
    return instrument(
        "thu/1-2020", clause("d1", f'[clause.answer]\nquestion = "{question}"\n{more}')
    )


def one(use: str, more: str) -> str:
    return instrument("thu/1-2020", rule("d1", use, more))


def box(x: int) -> dict[str, Any]:
    return {"page": 1, "box": [x, 100, 30, 30]}


NOTHING = instrument("thu/1-2020", clause("d1"))
NEXT_SESSION = answer("received", 'clock = "next-session"')
NEXT_DAY = answer("received", 'clock = "next-working-day"')
SENT = answer("sent", 'moment = "later"')
AT_ONCE = one("deadline", 'from = "signed"\nto = "published"\nlimit = "immediately"')
TWO_HOURS = one("deadline", 'from = "signed"\nto = "published"\nlimit = "2 working hours"')
NOTICE = one(
    "deadline",
    'from = "refused"\nto = "refusal-notified"\nby = "system"\nreading = "refusal-channel"',
)
OUTAGE = one(
    "outage",
    'side = "system"\nabout = "system"\nlimit = "4 working hours"\nto = "paper-fallback"',
)
PAPER_AFTER = one("forbidden", 'act = "paper-sent"\nafter = "published"\norder = "paper-order"')
GROUND = """ground = { name = "paper", when = { document.normative = true },
 rests_on = "Quy chế", reading = "working-regulation" }"""
PAPER_UNLESS = instrument(
    "thu/1-2020",
    rule("d1", "forbidden", 'act = "paper-sent"\nunless = "@paper"'),
    clause("d2", GROUND.replace("\n", "")),
)
VERIFIED = TWO_HOURS.replace("2019-01-01", "2019-01-01, verified_until = 2020-03-01")


def when_read(name: str, choice: str) -> str:
    """A ban that holds under one reading."""
    return one("forbidden", f'act = "paper-sent"\ngiven = {{ reading.{name} = "{choice}" }}')


LATE = case({}, "signed 09:30", "published 12:00", until="17:00")
THIRD = case(
    {
        "date": "2020-03-02",
        "signatures": [
            {"by": "authority", "valid": True, "image": box(100)},
            {"by": "agency", "valid": True, "image": box(82)},  # covers 12 of 30 mm
        ],
    }
)
DOWN = Case.from_json(
    {
        "case": "T",
        "about": "system",
        "events": [
            {"type": "outage-began", "at": instant("08:00")},
            {"type": "outage-ended", "at": instant("15:00")},
        ],
        "observed": {"until": instant("17:00")},
    }
)
SIX_MONTHS = one(
    "report",
    'side = "system"\nabout = "agency"\nevery = "half-year"\nreading = "six-month-reports"',
)
SECOND_HALF = Case.from_json(
    {
        "case": "T",
        "about": "agency",
        "periods": ["2020-H2"],
        "events": [],
        "observed": {"until": "2021-02-01T17:00:00+07:00"},
    }
)
PAPER = case({"normative": True}, "paper-sent 08:00", until="17:00")
# fmt: off
TRIED: dict[str, tuple[str, str, Ask, object, object]] = {
    # reading               another choice        the text       the question                         default        other
    "closing-instant":      ("inside",            NEXT_SESSION,  received("11:30"),                   "03-02 13:30", "03-02 11:30"),
    "before-opening":       ("same-day",          NEXT_DAY,      received("05:00"),                   "03-03 07:00", "03-02 07:00"),
    "same-day":             ("office-close",      NOTHING,       same_day,                            "23:59",       "17:00"),
    "sent":                 ("published",         SENT,          sent,                                "07:31",       "07:30"),
    "immediately":          ("1 working hour",    AT_ONCE,       judged(case({}, "signed 08:00", "published 09:00")), "undecided", "kept"),
    "unquantified-absence": ("never",             AT_ONCE,       judged(case({}, "signed 08:00", until="2020-03-04 00:00")), "broken", "pending"),
    "lateness":             ("due-instant",       TWO_HOURS,     judged(LATE),                        "kept",        "broken"),
    "seal-overlap":         ("1/3±1/100",         one("seal-overlap", ""), judged(THIRD),             "kept",        "broken"),
    "outage-span":          ("same-session",      OUTAGE,        judged(DOWN),                        "broken",      "not-applicable"),
    "working-regulation":   ("undecided",         PAPER_UNLESS,  judged(PAPER),                       "kept",        "undecided"),
    "culture-day":          ("off",               NEXT_SESSION,  received("2026-11-24 08:00"),        "11-24 08:00", "11-25 07:00"),
    "after-verified":       ("undecided",         VERIFIED,      judged(LATE),                        "kept",        "undecided"),
    "refusal-channel":      ("any",               NOTICE,        judged(case({}, "refused 08:00", "refusal-notified@email 08:05", until="2020-03-05 08:00")), "broken", "kept"),
    "paper-order":          ("any",               PAPER_AFTER,   judged(case({}, "paper-sent 08:00", "published 09:00", until="17:00")), "kept", "broken"),
    "zalo-registration":    ("appointment-only",  when_read("zalo-registration", "both"), judged(PAPER), "broken",   "not-applicable"),
    "six-month-reports":    ("first-half",        SIX_MONTHS,    judged(SECOND_HALF),                 "broken",      "not-applicable"),
    "unsigned-then-paper":  ("broken",            when_read("unsigned-then-paper", "undecided"), judged(PAPER), "broken", "not-applicable"),
}
# fmt: on
each_reading = pytest.mark.parametrize("name", TRIED)


@each_reading
def test_the_default_and_the_other_choice_differ(tmp_path: Path, name: str) -> None:
    choice, text, ask, usual, other = TRIED[name]

    assert ask(load(tmp_path, text)) == usual
    assert ask(load(tmp_path, text, readings={name: READINGS[name].default})) == usual
    assert ask(load(tmp_path, text, readings={name: choice})) == other


def test_every_reading_is_tried() -> None:
    assert set(TRIED) == set(READINGS)


@pytest.mark.parametrize("name", READINGS)
def test_a_reading_says_what_is_in_doubt_in_both_languages(name: str) -> None:
    reading = READINGS[name]

    assert reading.vi != reading.en
    assert reading.takes(reading.default)
    assert not reading.takes("anything else")


def test_readings_of_one_profile_do_not_reach_another(tmp_path: Path) -> None:
    strict = load(tmp_path, TWO_HOURS, readings={"lateness": "due-instant"})
    usual = load(tmp_path, TWO_HOURS)

    assert (verdicts(strict, LATE), verdicts(usual, LATE)) == (["broken"], ["kept"])
