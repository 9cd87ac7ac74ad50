"""
When something that entered a system counts as received: four provinces side by side.

A document moves between agencies; only Phú Yên has clocks for messages.  Office hours:
07:00-11:30 and 13:30-17:00 (Long An and Cà Mau, assumed), 07:30-12:00 and 13:30-17:00 (Phú
Yên, since 1 November 2021).  Tuesday 15 March 2022 is in a week without holidays.
"""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

import pytest
from cases import Bench, at

PROFILES = {
    "long-an": Bench.of("long-an", "long-an/24-2019").alone(),
    "ca-mau": Bench.of("ca-mau", "ca-mau/837-2019").alone(),
    "phu-yen": Bench.of("phu-yen", "phu-yen/03-2022").alone(),
    "thai-binh": Bench.of("thai-binh", "thai-binh/17-2019").alone(),
}
TUESDAY = "2022-03-15"
CHANNELS = ("system", "axis", "email", "other-official", "sms", "zalo", "portal", "other")
RELATIONS = ("between-agencies", "inside", "to-individual", "from-individual")

# fmt: off
CLOCKS: dict[str, dict[str, tuple[str, ...]]] = {
    #   channel             between-agencies  inside           to-individual    from-individual
    "long-an": {
        "system":           ("next-session",),
        "axis":             ("next-session",),
    },
    "ca-mau": {
        "system":           ("next-session",),
        "axis":             ("next-session",),
    },
    "phu-yen": {
        "email":            ("next-day",      "next-day",      "raw",           "none"),
        "other-official":   ("next-day",      "next-day",      "none",          "none"),
        "sms":              ("none",          "none",          "raw",           "none"),
        "zalo":             ("none",          "none",          "raw",           "none"),
    },
    "thai-binh": {},
}

# The same Tuesday under each clock, 17:30 being outside the hours of every profile.
EVENING = {"raw": f"{TUESDAY} 17:30", "next-day": "2022-03-16 07:30", "next-session": "2022-03-16 07:00"}

NEXT_SESSION = [
    # entered                  received                 because
    ("2022-03-15 09:00",       "2022-03-15 09:00",      "in office hours"),
    ("2022-03-15 06:50",       "2022-03-15 07:00",      "before opening: the same morning"),
    ("2022-03-15 07:00",       "2022-03-15 07:00",      "the opening belongs to the morning"),
    ("2022-03-15 11:29:59",    "2022-03-15 11:29:59",   "the last second of the morning"),
    ("2022-03-15 11:30",       "2022-03-15 13:30",      "the end of the morning is outside it"),
    ("2022-03-15 12:15",       "2022-03-15 13:30",      "at lunch: the afternoon"),
    ("2022-03-15 17:00",       "2022-03-16 07:00",      "the end of the day is outside it"),
    ("2022-03-18 17:30",       "2022-03-21 07:00",      "Friday evening: Monday"),
    ("2022-03-19 09:00",       "2022-03-21 07:00",      "Saturday: Monday"),
    ("2022-04-08 17:30",       "2022-04-12 07:00",      "Monday 11 April 2022 was off for Hùng Kings' Day"),
    ("2020-01-22 17:30",       "2020-01-30 07:00",      "Tết 2020: 23 to 29 January off"),
]

NEXT_DAY = [
    # entered                  received                 because
    ("2022-03-15 09:00",       "2022-03-15 09:00",      "in office hours"),
    ("2022-03-15 07:30",       "2022-03-15 07:30",      "the opening belongs to the morning"),
    ("2022-03-15 11:59:59",    "2022-03-15 11:59:59",   "the last second of the morning"),
    ("2022-03-15 06:50",       "2022-03-16 07:30",      "before opening: to the letter, the next working day"),
    ("2022-03-15 12:00",       "2022-03-16 07:30",      "the end of the morning is outside it"),
    ("2022-03-15 12:15",       "2022-03-16 07:30",      "at lunch: the next working day, not the afternoon"),
    ("2022-03-15 17:00",       "2022-03-16 07:30",      "the end of the day is outside it"),
    ("2022-03-15 17:30",       "2022-03-16 07:30",      "in the evening"),
    ("2022-03-18 17:30",       "2022-03-21 07:30",      "Friday evening: Monday"),
    ("2022-03-19 09:00",       "2022-03-21 07:30",      "Saturday: Monday"),
    ("2022-04-10 09:00",       "2022-04-12 07:30",      "Sunday 10 April is Hùng Kings' Day, Monday off in lieu"),
    ("2022-08-31 17:30",       "2022-09-05 07:30",      "National Day 2022: 1 and 2 September, then a weekend"),
    ("2023-01-19 17:30",       "2023-01-27 07:30",      "Tết 2023: 20 to 26 January off"),
]

RAW = ["2022-03-15 06:50", "2022-03-15 12:15", "2022-03-15 17:30", "2022-03-19 09:00", "2023-01-22 08:00"]
# fmt: on

# Only Phú Yên speaks of messages; elsewhere what is exchanged are documents between agencies.
GRID = [
    (profile, channel, relation, CLOCKS[profile].get(channel, ("none",) * 4)[column])
    for profile in PROFILES
    for channel in CHANNELS
    for column, relation in enumerate(RELATIONS if profile == "phu-yen" else RELATIONS[:1])
]


def received(profile: str, entered: str, channel: str, relation: str) -> str | None:
    """When an entry counts as received, as the clock on the wall shows it."""
    policy = PROFILES[profile].policy
    answer = policy.received(at(entered), channel=channel, relation=relation)
    return None if answer.value is None else answer.value.format("YYYY-MM-DD HH:mm:ss")


def shown(time: str) -> str:
    return at(time).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(("profile", "channel", "relation", "clock"), GRID)
def test_every_channel_and_relation(profile: str, channel: str, relation: str, clock: str) -> None:
    expected = None if clock == "none" else shown(EVENING[clock])

    assert received(profile, f"{TUESDAY} 17:30", channel, relation) == expected


class TestNextSession:
    """Long An, Article 10 clause 2; Cà Mau, Article 11 clause 2: the next office hours."""

    @pytest.mark.parametrize("profile", ["long-an", "ca-mau"])
    @pytest.mark.parametrize(("entered", "moment", "because"), NEXT_SESSION)
    def test_entry(self, entered: str, moment: str, because: str, profile: str) -> None:
        found = received(profile, entered, "system", "between-agencies")

        assert found == shown(moment), because

    def test_the_end_of_a_session_can_be_read_as_inside(self) -> None:
        read = PROFILES["long-an"].reading("closing-instant", "inside")

        answer = read.policy.received(at(f"{TUESDAY} 11:30"))

        assert answer.value == at(f"{TUESDAY} 11:30")

    def test_the_hours_are_assumed(self) -> None:
        answer = PROFILES["long-an"].policy.received(at(f"{TUESDAY} 17:30"))

        assert "hours" in answer.assumed


class TestNextWorkingDay:
    """Phú Yên, Article 8 clause 3 point b: the opening of the next working day."""

    @pytest.mark.parametrize("relation", ["inside", "between-agencies"])
    @pytest.mark.parametrize("channel", ["email", "other-official"])
    @pytest.mark.parametrize(("entered", "moment", "because"), NEXT_DAY)
    def test_entry(
        self, entered: str, moment: str, because: str, channel: str, relation: str
    ) -> None:
        assert received("phu-yen", entered, channel, relation) == shown(moment), because

    @pytest.mark.parametrize(
        ("entered", "moment"),
        [
            (f"{TUESDAY} 06:50", f"{TUESDAY} 07:30"),
            (f"{TUESDAY} 17:30", "2022-03-16 07:30"),
        ],
    )
    def test_before_opening_can_be_read_as_the_same_day(self, entered: str, moment: str) -> None:
        read = PROFILES["phu-yen"].reading("before-opening", "same-day")

        answer = read.policy.received(at(entered), channel="email", relation="inside")

        assert answer.value == at(moment)

    def test_the_hours_have_a_source(self) -> None:
        answer = PROFILES["phu-yen"].policy.received(
            at(f"{TUESDAY} 17:30"), channel="email", relation="inside"
        )

        assert "hours" not in answer.assumed


class TestRaw:
    """Phú Yên, Article 8 clause 2 point b: an individual receives at entry, at any hour."""

    @pytest.mark.parametrize("channel", ["sms", "email", "zalo"])
    @pytest.mark.parametrize("entered", RAW)
    def test_entry(self, entered: str, channel: str) -> None:
        assert received("phu-yen", entered, channel, "to-individual") == shown(entered)


class TestNoClock:
    """Where no clause speaks, or its text is lost, nothing is borrowed from elsewhere."""

    @pytest.mark.parametrize(
        ("profile", "missing", "clause"),
        [
            ("phu-yen", "text:phu-yen/55-2019", "phu-yen/03-2022#d8.k1"),
            ("thai-binh", "text:thai-binh/17-2019#d6", "thai-binh/17-2019#d6"),
        ],
    )
    def test_the_lost_text_is_named(self, profile: str, missing: str, clause: str) -> None:
        answer = PROFILES[profile].policy.received(at(f"{TUESDAY} 09:00"))

        assert answer.missing == (missing,)
        assert clause in [step.clause for step in answer.because]

    @pytest.mark.parametrize("channel", ["sms", "email", "zalo"])
    def test_from_a_citizen_phu_yen_has_no_clock(self, channel: str) -> None:
        answer = PROFILES["phu-yen"].policy.received(
            at(f"{TUESDAY} 09:00"), channel=channel, relation="from-individual"
        )

        assert answer.value is None
        assert answer.missing == ("law:received",)

    @pytest.mark.parametrize("profile", ["long-an", "ca-mau", "phu-yen", "thai-binh"])
    def test_no_clock_ran_before_the_regulation(self, profile: str) -> None:
        assert received(profile, "2019-01-15 09:00", "email", "inside") is None
