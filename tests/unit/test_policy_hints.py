"""What `policy check` says of a mistake puts it right, in Vietnamese and in English alike."""

# ruff: noqa: E501 - tables, one mistake a line
from __future__ import annotations

import re
from pathlib import Path

import pytest

import egovdocs
from egovdocs.policy import Problem
from egovdocs.policy.tools import check, usable
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
DEADLINE = 'from = "signed"\nto = "published"\nlimit = "2 hours"'
ANSWER = '[clause.answer]\nquestion = "received"\nclock = "raw"\n'

# fmt: off
SYNTAX = [
    # a line of the profile        line, column   what to do, vi / en
    ('covers = "*.H99"]',             "4", "17",  "còn chữ thừa",               "something is left"),
    ('covers = ["*.H99]',             "4", "18",  "chưa đóng",                  "not closed on its line"),
    ('id = "again"',                  "4", "13",  "khóa hoặc bảng này đã có",   "stands above already"),
    ('name.fr = "Essai"',             "4", "18",  "{ } đã đóng",                "takes no more keys"),
    ('covers "*.H99"',                "4", "8",   "thiếu dấu “=”",              "no “=” between key and value"),
    ('[[hours]',                      "4", "8",   "tiêu đề bảng chưa đóng",     "header of a table is not closed"),
    ('covers = thu',                  "4", "10",  "không đọc được giá trị",     "value cannot be read"),
    ('covers = 2024-02-30',           "4", "10",  "không có trong lịch",        "no such date"),
    ('covers = ["*.H99" "H99"]',      "4", "19",  "thêm “]” hoặc “}”",          "add “]” or “}”"),
    (r'covers = ["C:\H99"]',          "4", "16",  "phải viết “\\\\”",           "is written “\\\\”"),
    ('= "*.H99"',                     "4", "1",   "không phải “khóa = giá trị”", "no “key = value”"),
]
CLAUSES = [
    # a row of the instrument                                          said in Vietnamese                              and in English
    (clause("art5"),                                                   "không đọc được “art5”; viết như d5.k2.b.",      "write it like d5.k2.b."),
    (rule("d1", "deadline", DEADLINE),                                 "same day, morning of next working day, next working day, immediately, before DD MONTH.", "immediately, before DD MONTH."),
    (clause("d1", 'force = "shall"'),                                  "các từ có thể dùng: must, may, encouraged.",    "it can be: must, may, encouraged."),
    (clause("d1", 'left = ["x"]\nto = ["thu/1-2020#d1"]'),             "phải là chữ trong ngoặc kép.",                  "expected text in quotes."),
    (clause("d1") + clause("d1"),                                      "“clause[1].at” lặp lại “d1”; mỗi tên chỉ dùng một lần.", "each name is used once."),
    (rule("d1", "forbidden", 'act = "paper-sent"\nunless = "@no"'),    "mà chưa hàng nào ở trên đặt tên (khóa “ground”)", "which no row above it names (key “ground”)"),
    (clause("d1", f'{ANSWER}channel = ["systm"]\nrelation = "inner"', kind="rule"), "“clause[0].answer.channel” không nhận “systm”; gần nhất là “system”.", "the closest is “system”."),
    (clause("d1", f'{ANSWER}relation = ["zzz"]', kind="rule"),         "các từ có thể dùng: to-individual, from-individual, inside, between-agencies.", "it can be: to-individual, from-individual, inside, between-agencies."),
]
HOURS = [
    ('sessions = ["07:30-11:30", "11:00-17:00"]', "“hours[0].sessions”: buổi 11:00-17:00 bắt đầu trước khi", "“hours[0].sessions”: the session 11:00-17:00 begins"),
    ('sessions = ["07:00-11:30"]\n[[hours]]\nsessions = ["08:00-12:00"]', "Tách chúng bằng from, to, season, days hoặc audience.", "Set them apart by from, to, season, days or audience."),
]
# fmt: on


def written(folder: Path, profile: str, text: str | bytes, name: str = "text.toml") -> Path:
    """The profile, with *text* as an instrument beside it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    main = folder / "profile.toml"
    main.write_text(profile, encoding="utf-8")
    return main


def said(found: tuple[Problem, ...], lang: str) -> str:
    return "\n".join(part.message("vi" if lang == "vi" else "en") for part in found)


class TestSyntax:
    @pytest.mark.parametrize(("line", "number", "column", "vi", "en"), SYNTAX)
    def test_what_to_do_about_it(
        self, tmp_path: Path, line: str, number: str, column: str, vi: str, en: str
    ) -> None:
        head = "\n".join(PROFILE.splitlines()[:3])
        (found,) = check(written(tmp_path, f"{head}\n{line}\n", GOOD))

        assert (found.code, str(found.line)) == ("syntax", number)
        assert found.message("vi").startswith(
            f"profile.toml:{number}: sai cú pháp TOML: cột {column}: "
        )
        assert vi in found.message("vi")
        assert f"column {column}: " in found.message("en")
        assert en in found.message("en")

    def test_a_file_that_ends_too_soon(self, tmp_path: Path) -> None:
        (found,) = check(written(tmp_path, 'id = "thu"\ncovers = ["*.H99",\n', GOOD))

        assert found.code == "syntax"
        assert "thêm “]” hoặc “}”" in found.message("vi")

    def test_an_instrument_with_a_mistake_of_syntax_is_no_instrument_that_is_missing(
        self, tmp_path: Path
    ) -> None:
        """It is there, and its own line says what is wrong: that is all there is to say."""
        broken = GOOD.replace('rank = "provincial-decision"', 'rank = "provincial-decision')
        (found,) = check(written(tmp_path, PROFILE, broken))

        assert (found.file, found.code) == ("text.toml", "syntax")


class TestEncoding:
    def test_another_encoding_is_named_with_its_line(self, tmp_path: Path) -> None:
        main = written(tmp_path, PROFILE, GOOD)
        main.write_bytes(PROFILE.replace("Thử", "Thö").encode("latin-1"))
        (found,) = check(main)

        assert (found.code, found.line, found.value) == ("not-utf8", 2, "0xF6")
        assert "hãy lưu lại tệp dạng UTF-8" in found.message("vi")
        assert "save the file as UTF-8" in found.message("en")

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1258"])
    def test_an_instrument_in_another_encoding(self, tmp_path: Path, encoding: str) -> None:
        text = GOOD.replace('rank = "provincial-decision"', 'rank = "provincial-decision" # ơ')
        plain = re.sub(r"[^\x00-\x7fơ]", "?", text)
        found = check(written(tmp_path, PROFILE, plain.encode(encoding)))

        assert "text.toml" in [part.file for part in found]
        assert not usable(found)

    def test_the_mark_that_notepad_writes_does_no_harm(self, tmp_path: Path) -> None:
        """A byte order mark before UTF-8: profile and instrument load as without it."""
        main = written(tmp_path, f"\ufeff{PROFILE}", f"\ufeff{GOOD}")

        assert check(main) == ()
        assert egovdocs.load(main).profile.id == "thu"


class TestFiles:
    def test_an_empty_profile(self, tmp_path: Path) -> None:
        (found,) = check(written(tmp_path, "\n", GOOD))

        assert found.code == "empty-file"
        assert "tệp rỗng" in found.message("vi")
        assert "the file is empty" in found.message("en")

    def test_an_empty_instrument(self, tmp_path: Path) -> None:
        found = check(written(tmp_path, PROFILE, "", "instruments/text.toml"))

        assert [(part.file, part.code) for part in found] == [
            ("profile.toml", "no-such-instrument"),
            ("text.toml", "empty-file"),
        ]

    def test_a_file_among_the_instruments_that_is_none(self, tmp_path: Path) -> None:
        main = written(tmp_path, PROFILE, GOOD)
        written(tmp_path, PROFILE, 'title = "Quên phần đầu"\n', "instruments/forgot.toml")
        (found,) = check(main)

        assert (found.file, found.code) == ("forgot.toml", "no-head")
        assert usable([found])
        assert "[instrument]" in found.message("vi")

    def test_an_instrument_that_is_not_there_says_where_it_is_looked_for(
        self, tmp_path: Path
    ) -> None:
        main = written(tmp_path, PROFILE.replace("thu/1-2020", "thu/2-2020"), GOOD)
        (found,) = check(main)

        assert "phải nằm cạnh hồ sơ hoặc trong thư mục instruments" in found.message("vi")
        assert "beside the profile or in a folder instruments" in found.message("en")


@pytest.mark.parametrize(("text", "vi", "en"), CLAUSES)
def test_of_a_row_of_an_instrument(tmp_path: Path, text: str, vi: str, en: str) -> None:
    found = check(written(tmp_path, PROFILE, instrument("thu/1-2020", text)))

    assert vi in said(found, "vi")
    assert en in said(found, "en")
    assert all(part.line > 0 for part in found), found
    assert " is not " not in said(found, "vi")  # no English in what is said in Vietnamese


@pytest.mark.parametrize(("line", "vi", "en"), HOURS)
def test_of_office_hours(tmp_path: Path, line: str, vi: str, en: str) -> None:
    main = written(tmp_path, PROFILE.partition("sessions")[0] + line, GOOD)
    (found,) = check(main)

    assert vi in found.message("vi")
    assert en in found.message("en")


def test_a_pattern_keeps_its_place_after_one_that_is_no_text(tmp_path: Path) -> None:
    main = written(tmp_path, PROFILE.replace('["*.H99"]', '["*.H99", 12, "h99"]'), GOOD)

    assert [part.key for part in check(main)] == ["covers", "covers[2]"]


def test_in_force_before_it_was_signed_is_worth_a_look(tmp_path: Path) -> None:
    """Signed on 5 January 2024 and in force from January 2023: one of the years is a slip."""
    text = re.sub(r"signed = .*", "signed = 2024-01-05", GOOD)
    text = re.sub(r"in_force = .*", "in_force = { from = 2023-01-15 }", text)
    (found,) = check(written(tmp_path, PROFILE, text))

    assert (found.code, found.value, found.expected) == (
        "in-force-before-signed", "2023-01-15", "2024-01-05",
    )  # fmt: skip
    assert usable([found])
    assert "trước ngày ký 2024-01-05" in found.message("vi")
