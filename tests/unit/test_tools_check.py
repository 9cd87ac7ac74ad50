"""`policy check`: everything that is wrong with a policy file in one run, each with its place."""

# ruff: noqa: E501 - tables, one mistake a line
from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from egovdocs.policy import Problem, shipped_instruments, shipped_profiles
from egovdocs.policy.problems import _SENTENCES
from egovdocs.policy.tools import WARNINGS, check, usable
from egovdocs.policy.tools.source import Source, read_source, shipped_folder, shipped_path
from small_policies import clause, instrument, rule

PROFILE = """\
id = "thu"
name = { vi = "Thử", en = "A trial" }
instruments = ["thu/1-2020"]
covers = ["*.H99"]

[[hours]]
sessions = ["07:00-11:30", "13:30-17:00"]
"""
GOOD = instrument("thu/1-2020", rule("d1", "information", 'fields = ["document.number"]'))
WHY = 'why = { vi = "Vì thử.", en = "For trying." }'
BETWEEN_LAYERS = {"stricter-below", "looser-below", "not-comparable", "layers-disagree"}
SHIPPED = sorted(
    path
    for folder in ("profiles", "instruments")
    for path in (shipped_folder() / folder).glob("*.toml")
)


def write(folder: Path, text: str, name: str = "text.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def checked(folder: Path, profile: str, *instruments: str) -> tuple[Problem, ...]:
    """What is wrong with *profile*, its instruments standing beside it."""
    for number, text in enumerate(instruments, 1):
        write(folder, text, f"text{number}.toml")
    return check(write(folder, profile, "profile.toml"))


class TestShipped:
    @pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
    def test_nothing_is_wrong_with_it(self, path: Path) -> None:
        """What a regulation does to the texts above it is reported, and test_layers says what."""
        assert {part.code for part in check(path)} <= BETWEEN_LAYERS

    @pytest.mark.parametrize("name", shipped_profiles())
    def test_a_profile_is_checked_in_less_than_a_second(self, name: str) -> None:
        began = time.process_time()
        check(shipped_folder() / "profiles" / f"{name}.toml")

        assert time.process_time() - began < 1


@pytest.mark.parametrize("ident", shipped_instruments())
def test_a_shipped_instrument_stands_in_the_file_of_its_number(ident: str) -> None:
    source = read_source(shipped_path(ident))

    assert isinstance(source, Source)
    assert source.id == ident


TEN_MISTAKES = """\
id = 7
name = { vi = "Thử" }
instruments = ["thu/1-2020", "long-an/24-2018"]
covers_asumed = "suy ra"
covers = ["*.H399"]

[[hours]]
from = 2021-01-01
to = 2020-01-01
sessions = ["11:30-07:00", "13:30-1700"]

[[hours]]
day = "mon-fri"

[readings]
sent = "latter"
same-dya = "midnight"

[[fact]]
from = "2020"
vi = "Lời báo."
en = "A caution."
cites = "luật"
"""
# fmt: off
FOUND = [
    # line code                  key                  expected
    (1,  "wrong-type",         "id",                "str"),
    (2,  "missing-key",        "name.en",           ""),
    (3,  "no-such-instrument", "instruments",       "long-an/24-2019"),
    (4,  "unknown-key",        "covers_asumed",     "covers_assumed"),
    (5,  "covers-nothing",     "covers[0]",         ""),
    (9,  "hours",              "hours[0].to",       None),
    (10, "hours",              "hours[0].sessions", None),
    (10, "hours",              "hours[0].sessions", None),
    (12, "missing-key",        "hours[1].sessions", ""),
    (13, "unknown-key",        "hours[1].day",      "days"),
    (16, "unknown-word",       "readings.sent",     "later"),
    (17, "unknown-key",        "readings.same-dya", "same-day"),
    (20, "wrong-type",         "fact[0].from",      "date"),
]
# fmt: on


class TestProfile:
    def test_the_good_one_is_good(self, tmp_path: Path) -> None:
        assert checked(tmp_path, PROFILE, GOOD) == ()

    def test_more_than_ten_mistakes_are_found_in_one_run_each_at_its_line(
        self, tmp_path: Path
    ) -> None:
        found = checked(tmp_path, TEN_MISTAKES, GOOD)

        assert [(part.line, part.code, part.key) for part in found] == [row[:3] for row in FOUND]
        for part, (*_, expected) in zip(found, FOUND, strict=True):
            assert expected is None or part.expected == expected, part

    def test_every_problem_names_file_line_and_key_in_both_languages(self, tmp_path: Path) -> None:
        for part in checked(tmp_path, TEN_MISTAKES, GOOD):
            for said in (part.message("vi"), part.message("en")):
                assert said.startswith(f"profile.toml:{part.line}: "), said
                assert part.key in said
            assert part.message("vi") != part.message("en")

    def test_a_syntax_error_has_line_and_column_and_hides_the_rest(self, tmp_path: Path) -> None:
        (found,) = checked(tmp_path, "id = 7\nname = = 3\n", GOOD)

        assert (found.code, found.line) == ("syntax", 2)
        assert "column 8" in found.message("en")

    def test_the_instruments_beside_it_are_checked_as_well(self, tmp_path: Path) -> None:
        bad = GOOD.replace('use = "information"', 'use = "informaton"')
        (found,) = checked(tmp_path, PROFILE, bad)

        assert (found.file, found.code, found.expected) == (
            "text1.toml",
            "unknown-word",
            "information",
        )
        assert found.line == bad.splitlines().index('use = "informaton"') + 1

    def test_an_instrument_beside_it_with_broken_syntax(self, tmp_path: Path) -> None:
        found = checked(tmp_path, PROFILE, "[instrument]\nid = \n")

        assert [(part.file, part.code, part.line) for part in found] == [
            ("profile.toml", "no-such-instrument", 3),
            ("text1.toml", "syntax", 2),
        ]

    def test_two_instruments_with_one_id_are_both_named(self, tmp_path: Path) -> None:
        found = [
            part for part in checked(tmp_path, PROFILE, GOOD, GOOD) if part.code == "duplicate-id"
        ]

        assert [(part.file, part.expected) for part in found] == [
            ("text1.toml", "text2.toml"),
            ("text2.toml", "text1.toml"),
        ]
        assert all(part.line > 0 for part in found)

    def test_a_pattern_that_a_shipped_profile_covers(self, tmp_path: Path) -> None:
        (found,) = checked(tmp_path, PROFILE.replace("*.H99", "H54.*"), GOOD)

        assert (found.code, found.value, found.expected) == ("covers-overlap", "H54.*", "thai-binh")
        assert usable([found])

    def test_an_id_that_a_shipped_profile_bears(self, tmp_path: Path) -> None:
        (found,) = checked(tmp_path, PROFILE.replace('"thu"', '"long-an"'), GOOD)

        assert (found.code, found.key) == ("shadows-shipped", "id")

    def test_a_reading_that_no_clause_asks_for(self, tmp_path: Path) -> None:
        chosen = f'{PROFILE}\n[readings]\noutage-span = "same-session"\nsame-day = "midnight"\n'
        (found,) = checked(tmp_path, chosen, GOOD)

        assert (found.code, found.key) == ("unused-reading", "readings.outage-span")

    def test_a_reading_that_a_rule_asks_for(self, tmp_path: Path) -> None:
        asks = rule("d2", "outage", 'about = "system"\nside = "system"\nto = "paper-fallback"')
        chosen = f'{PROFILE}\n[readings]\noutage-span = "same-session"\n'

        assert checked(tmp_path, chosen, instrument("thu/1-2020", asks)) == ()

    def test_nothing_beside_a_profile_is_run(self, tmp_path: Path) -> None:
        for name in ("profile.py", "conftest.py", "sitecustomize.py", "instruments/run.py"):
            write(
                tmp_path, "from pathlib import Path\nPath('ran').touch()\nraise SystemExit\n", name
            )
        before = set(sys.modules)
        said = "__import__('os').system('touch ran')"
        checked(tmp_path, PROFILE.replace("A trial", said), GOOD)

        assert not (tmp_path / "ran").exists()
        assert {"profile", "run", "sitecustomize"} & (set(sys.modules) - before) == set()


# fmt: off
HOURS = [
    # rows of hours                                                             code          key             said
    ('sessions = ["11:30-07:00"]',                                              "hours",      "hours[0].sessions", "11:30-07:00"),
    ('sessions = ["07:00-11:30", "11:00-17:00"]',                               "hours",      "hours[0].sessions", "11:00-17:00"),
    ('sessions = ["seven"]',                                                    "hours",      "hours[0].sessions", "seven"),
    ('sessions = ["07:00-11:30"]\ndays = "mon-fry"',                            "hours",      "hours[0].days",     "mon-fry"),
    ('sessions = ["07:00-11:30"]\nfrom = 2021-01-02\nto = 2021-01-01',          "hours",      "hours[0].to",       "2021-01-02"),
    ('sessions = ["07:00-11:30"]\nseason = "13-01..14-01"',                     "hours",      "hours[0].season",   "13-01..14-01"),
    ('sessions = ["07:00-11:30"]\nalternatives = [["09:00-08:00"]]',            "hours",      "hours[0].alternatives", "09:00-08:00"),
    ('sessions = ["07:00-11:30"]\n[[hours]]\nsessions = ["08:00-12:00"]',       "hours",      "hours[1]",          "hours #1"),
    ('sessions = ["07:00-11:30"]\nto = 2020-12-31\n[[hours]]\nsessions = ["08:00-12:00"]\nfrom = 2021-02-01', "hours-gap", "hours[0]", "2021-01-01 – 2021-01-31"),
    ('sessions = ["07:00-11:30"]\nfrom = 2020-01-01\nto = 2020-12-31',          "hours-gap",  "hours[0]",          "2021-01-01"),
    ('sessions = ["07:00-11:30"]\nfrom = 2020-01-01\nseason = "04-01..09-30"',  "hours-gap",  "hours[0]",          "2020-01-01 – 2020-03-31"),
]
# fmt: on


class TestHours:
    @pytest.mark.parametrize(("rows", "code", "key", "said"), HOURS)
    def test_each_mistake_has_its_own_key(
        self, tmp_path: Path, rows: str, code: str, key: str, said: str
    ) -> None:
        text = PROFILE.replace('sessions = ["07:00-11:30", "13:30-17:00"]', rows)
        found = checked(tmp_path, text, GOOD)

        assert (found[0].code, found[0].key) == (code, key)
        assert {part.code for part in found} == {code}
        assert said in found[0].message("en")

    def test_the_second_row_is_called_the_second(self, tmp_path: Path) -> None:
        text = f'{PROFILE}[[hours]]\naudience = "one-stop"\nsessions = ["17:00-07:00"]\n'
        (found,) = checked(tmp_path, text, GOOD)

        assert "“hours[1].sessions”" in found.message("en")
        assert "#1" not in found.message("en")

    def test_two_seasons_that_fill_the_year_leave_no_gap(self, tmp_path: Path) -> None:
        summer = 'sessions = ["07:00-11:30"]\nseason = "04-15..10-14"'
        winter = 'sessions = ["07:30-12:00"]\nseason = "10-15..04-14"'
        text = PROFILE.replace(
            'sessions = ["07:00-11:30", "13:30-17:00"]', f"{summer}\n[[hours]]\n{winter}"
        )

        assert checked(tmp_path, text, GOOD) == ()

    @pytest.mark.parametrize(
        ("rows", "code"), [("hours = 5", "wrong-type"), ("hours = []", "missing-key"),
                           ("hours = [5]", "wrong-type")]
    )  # fmt: skip
    def test_hours_that_are_no_rows(self, tmp_path: Path, rows: str, code: str) -> None:
        (found,) = checked(tmp_path, f"{rows}\n{PROFILE.partition('[[hours]]')[0]}", GOOD)

        assert (found.code, found.line) == (code, 1)


def ban(at: str, more: str) -> str:
    return rule(at, "forbidden", f'act = "paper-sent"\n{more}')


def duty(at: str, more: str) -> str:
    return rule(at, "deadline", f'from = "published"\nto = "paper-sent"\n{more}')


# fmt: off
INSTRUMENTS = [
    # clauses                                                                              code                  key, at its end       value or expected
    (rule("d1", "information", "fields = []"),                                             "empty-list",         "rule[0].fields",     ""),
    (rule("d1", "deadline", 'from = "signed"\nto = []'),                                   "empty-list",         "rule[0].to",         ""),
    (rule("d1", "deadline", 'from = "signed"\nto = "signed"'),                             "cannot-both-hold",   "rule[0].to",         "signed"),
    (rule("d1", "deadline", 'from = "signed"\nto = "published"\nstops = ["published"]'),   "cannot-both-hold",   "rule[0].stops",      "published"),
    (rule("d1", "not-before", 'act = "signed"\nafter = "signed"'),                         "cannot-both-hold",   "rule[0].after",      "signed"),
    (rule("d1", "report", 'every = "quarter"\nbefore = { H1 = "before 10 June" }'),        "cannot-both-hold",   "rule[0].before.H1",  "H1"),
    (ban("d1", "given = { document.urgency = \"urgent\", not = { document.urgency = [\"urgent\", \"normal\"] } }"), "vacuous", "rule[0].given", None),
    (ban("d1", 'given = { about = "message" }'),                                           "vacuous",            "rule[0].given",      None),
    (ban("d1", 'given = { signed = "authority and agency", not = { signed = "any" } }'),   "vacuous",            "rule[0].given",      None),
    (ban("d1", 'given = { document.kind = "QĐ" }\nunless = { document.kind = ["Quyết định", "Báo cáo"] }'), "always-excused", "rule[0].unless", ""),
    (ban("d1", 'given = { any = [{ about = "documnt" }] }'),                                 "unknown-word",       "given.any.about",    "documnt"),
    (ban("d1", 'given = { relation = "insid" }'),                                          "unknown-word",       "given.relation",     "insid"),
    (ban("d1", "given = { any = 5 }"),                                                     "wrong-type",         "given.any",          "5"),
    (ban("d1", "given = { all = 5 }"),                                                     "wrong-type",         "given.all",          "5"),
    (ban("d1", "given = { signed = [] }"),                                                 "unknown-word",       "given.signed",       "[]"),
    (clause("d1", f'{WHY}\nground = {{ name = "needless", when = {{ signed = true }} }}'), "unused-ground",      "ground.name",        "needless"),
    (clause("d1", f'{WHY}\nto = "long-an/24-2019#d55"', kind="delegated"),                 "no-such-clause",     "clause[0].to",       "long-an/24-2019#d55"),
    (clause("d1", f'{WHY}\nto = "long an"', kind="delegated"),                             "bad-value",          "clause[0].to",       "long an"),
    (clause("d1", f'{WHY}\nto = "thu/1-2020"', kind="delegated"),                          "self-reference",     "clause[0].to",       "thu/1-2020"),
    (clause("d1.k1", f'{WHY}\nto = "thu/1-2020#d1"', kind="delegated"),                    "self-reference",     "clause[0].to",       "thu/1-2020#d1"),
    (clause("d1"),                                                                         "rule-without-rule",  "clause[0].kind",     ""),
    (rule("d1", "information", 'fields = ["document.number"]').replace('kind = "rule"', 'kind = "definition"'), "rule-in-other-kind", "clause[0].kind", "definition"),
]
# fmt: on


class TestInstrument:
    @pytest.mark.parametrize(("text", "code", "key", "value"), INSTRUMENTS)
    def test_one_mistake_is_one_problem(
        self, tmp_path: Path, text: str, code: str, key: str, value: str | None
    ) -> None:
        (found,) = check(write(tmp_path, instrument("thu/1-2020", text)))

        assert found.code == code
        assert found.key.endswith(key)
        assert value is None or found.value == value
        assert found.line > 1

    def test_a_typo_in_an_address_names_the_nearest(self, tmp_path: Path) -> None:
        text = clause("d1", f'{WHY}\nto = "long-an/24-2019#d5.k2.c"', kind="delegated")
        (found,) = check(write(tmp_path, instrument("thu/1-2020", text)))

        assert found.expected.startswith("long-an/24-2019#d5.k2.")

    def test_a_text_that_is_not_at_hand_may_be_referred_to(self, tmp_path: Path) -> None:
        text = clause("d1", f'{WHY}\nto = "vn/22-2013-tt-btttt#d3"', kind="delegated")

        assert check(write(tmp_path, instrument("thu/1-2020", text))) == ()

    def test_a_list_field_may_share_one_value_and_not_another(self, tmp_path: Path) -> None:
        both = (
            'given = { document.purposes = "approval", not = { document.purposes = "appraisal" } }'
        )

        assert check(write(tmp_path, instrument("thu/1-2020", ban("d1", both)))) == ()

    def test_a_condition_over_very_many_fields_is_left_alone(self, tmp_path: Path) -> None:
        acts = ", ".join(f'"{act}"' for act in (
            "drafted", "approved", "signed", "sealed", "scanned", "published", "recalled", "arrived",
            "checked", "accepted", "refused", "transferred", "assigned", "processing", "completed",
        ))  # fmt: skip
        many = f'given = {{ act = [{acts}], not = {{ act = "drafted" }} }}'

        assert check(write(tmp_path, instrument("thu/1-2020", ban("d1", many)))) == ()

    def test_a_circle_through_two_files_is_shown_whole(self, tmp_path: Path) -> None:
        one = instrument(
            "thu/1-2020", clause("d1", f'{WHY}\nto = "thu/2-2020#d2"', kind="delegated")
        )
        two = instrument("thu/2-2020", clause("d2", f'{WHY}\nto = "thu/1-2020"', kind="delegated"))
        found = checked(
            tmp_path, PROFILE.replace('["thu/1-2020"]', '["thu/1-2020", "thu/2-2020"]'), one, two
        )

        assert [(part.file, part.code) for part in found] == [
            ("text1.toml", "cycle"),
            ("text2.toml", "cycle"),
        ]
        assert found[0].value == "thu/1-2020#d1 → thu/2-2020#d2 → thu/1-2020"

    def test_the_id_of_a_shipped_instrument(self, tmp_path: Path) -> None:
        (found,) = check(write(tmp_path, GOOD.replace("thu/1-2020", "long-an/24-2019")))

        assert (found.code, usable([found])) == ("shadows-shipped", True)


def answer(at: str, keys: str) -> str:
    return clause(at, f"answer = {{ {keys} }}")


class TestConflicts:
    def test_the_same_answer_twice_is_shadowed(self, tmp_path: Path) -> None:
        told = 'question = "received", channel = ["email", "sms"], clock = "raw"'
        again = 'question = "received", channel = "sms", relation = "inside", clock = "raw"'
        text = instrument("thu/1-2020", answer("d1", told), answer("d2", again))
        (found,) = check(write(tmp_path, text))

        assert (found.code, found.expected, found.value) == (
            "shadowed",
            "thu/1-2020#d1",
            "sms, inside",
        )

    def test_two_answers_that_differ_have_a_witness(self, tmp_path: Path) -> None:
        told = 'question = "received", channel = ["email", "sms"], clock = "raw"'
        other = 'question = "received", channel = ["zalo", "sms"], clock = "next-session"'
        text = instrument("thu/1-2020", answer("d1", told), answer("d2", other))
        (found,) = check(write(tmp_path, text))

        assert (found.code, found.expected) == ("conflict", "thu/1-2020#d1")
        assert found.value.startswith("sms, ")
        assert not usable([found])

    def test_answers_for_different_channels_do_not_meet(self, tmp_path: Path) -> None:
        told = 'question = "received", channel = "email", clock = "raw"'
        other = 'question = "received", channel = "zalo", clock = "next-session"'
        text = instrument("thu/1-2020", answer("d1", told), answer("d2", other))

        assert check(write(tmp_path, text)) == ()

    def test_two_instruments_of_one_standing_that_differ(self, tmp_path: Path) -> None:
        """Same issuer, same day, same rank: neither goes before the other."""
        one = instrument("thu/1-2020", answer("d1", 'question = "received", clock = "raw"'))
        two = instrument(
            "thu/2-2020", answer("d1", 'question = "received", clock = "next-session"')
        )
        (found,) = checked(
            tmp_path, PROFILE.replace('["thu/1-2020"]', '["thu/1-2020", "thu/2-2020"]'), one, two
        )

        assert (found.file, found.code) == ("profile.toml", "conflict")
        assert found.expected == "thu/1-2020#d1 | thu/2-2020#d1"
        assert found.value == "received, system, to-individual, 2019-01-01"

    def test_a_duty_and_a_ban_of_one_act_have_a_witness(self, tmp_path: Path) -> None:
        text = instrument(
            "thu/1-2020",
            duty("d1", 'given = { document.kind = "Tờ trình" }'),
            ban("d2", 'given = { signed = true }\nunless = { document.urgency = "urgent" }'),
        )
        (found,) = check(write(tmp_path, text))

        assert (found.code, found.expected) == ("conflict", "thu/1-2020#d2/r")
        assert "document.kind = Tờ trình" in found.value
        assert "signed: agency" in found.value or "signed: authority" in found.value
        assert "urgent" not in found.value

    def test_a_ban_that_excepts_the_duty_is_no_conflict(self, tmp_path: Path) -> None:
        paper = 'ground = { name = "paper", when = { document.kind = "Tờ trình" } }'
        text = instrument(
            "thu/1-2020",
            clause("d3", f"{WHY}\n{paper}"),
            duty("d1", 'given = "@paper"'),
            ban("d2", 'unless = "@paper"'),
        )

        assert check(write(tmp_path, text)) == ()

    def test_a_duty_by_a_channel_that_is_banned(self, tmp_path: Path) -> None:
        text = instrument(
            "thu/1-2020",
            rule("d1", "deadline", 'from = "signed"\nto = "published"\nby = "email"'),
            rule("d2", "forbidden", 'act = "published@email"'),
        )
        (found,) = check(write(tmp_path, text))

        assert (found.code, found.value) == ("conflict", "*")

    def test_a_duty_that_another_channel_can_keep(self, tmp_path: Path) -> None:
        text = instrument(
            "thu/1-2020",
            rule("d1", "deadline", 'from = "signed"\nto = "published"\nby = ["email", "system"]'),
            rule("d2", "forbidden", 'act = "published@email"'),
        )

        assert check(write(tmp_path, text)) == ()

    def test_a_conflict_between_two_files(self, tmp_path: Path) -> None:
        profile = PROFILE.replace('["thu/1-2020"]', '["thu/1-2020", "thu/2-2020"]')
        one, two = instrument("thu/1-2020", duty("d1", "")), instrument("thu/2-2020", ban("d2", ""))
        (found,) = checked(tmp_path, profile, one, two)

        assert (found.file, found.expected) == ("text1.toml", "thu/2-2020#d2/r")
        assert found.line > 1


def test_every_warning_is_a_problem_that_can_be_said() -> None:
    assert set(_SENTENCES) >= WARNINGS
