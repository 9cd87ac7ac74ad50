"""`policy check`, `resolve` and `new` as commands, and what a new province begins with."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

import egovdocs
from egovdocs.cli import main
from egovdocs.policy.tools import Beginning, InvalidBeginning, beginning, check
from egovdocs.timing.hours import BackwardsSession, InvalidSession, OverlappingSessions

TOLD = [
    "--id", "vi-du", "--name", "Ví Dụ", "--agency-code", "H42", "--number", "01/2026/QĐ-UBND",
    "--signed", "2026-01-05", "--from", "2026-01-15", "--hours", "07:00-11:30, 13:30-17:00",
]  # fmt: skip


def begun(**changes: object) -> Beginning:
    fields: dict[str, object] = {
        "id": "vi-du", "name": "Ví Dụ", "agency_code": "H64", "number": "01/2026/QĐ-UBND",
        "signed": date(2026, 1, 5), "start": date(2026, 1, 15),
        "sessions": ("07:00-11:30", "13:30-17:00"),
    } | changes  # fmt: skip
    return Beginning(**fields)  # type: ignore[arg-type]


def written(folder: Path, told: Beginning) -> Path:
    for name, text in beginning(told).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / f"{told.id}.toml"


# fmt: off
UNUSABLE: list[tuple[str, object, type[Exception]]] = [
    ("id",          "Ví Dụ",                          InvalidBeginning),
    ("id",          "../xa",                          InvalidBeginning),
    ("name",        " ",                              InvalidBeginning),
    ("name",        "Ví\nDụ",                         InvalidBeginning),
    ("agency_code", "42",                             InvalidBeginning),
    ("number",      "QĐ-UBND",                        InvalidBeginning),
    ("start",       date(2026, 1, 4),                 InvalidBeginning),
    ("agency_code", " ",                              InvalidBeginning),
    ("sessions",    (),                               InvalidBeginning),
    ("sessions",    ("7 giờ",),                       InvalidSession),
    ("sessions",    ("17:00-07:00",),                 BackwardsSession),
    ("sessions",    ("07:00-11:30", "11:00-17:00"),   OverlappingSessions),
]
# fmt: on


class TestBeginning:
    @pytest.mark.parametrize("source", ["", 'Quyết định "02"/2026, \\ Điều 1'])
    @pytest.mark.parametrize("number", ["01/2026/QĐ-UBND", "837/QĐ-UBND"])
    def test_what_is_written_passes_check_and_loads(
        self, tmp_path: Path, source: str, number: str
    ) -> None:
        path = written(tmp_path, begun(source=source, number=number, name_en="Example"))

        assert check(path) == ()
        policy = egovdocs.load(path)
        assert policy.profile.name == {"vi": "Ví Dụ", "en": "Example"}
        assert policy.profile.hours.periods[0].source == (source or None)
        assert (policy.profile.hours.periods[0].assumed is None) is bool(source)

    def test_it_names_its_instrument_and_the_national_ones(self, tmp_path: Path) -> None:
        policy = egovdocs.load(written(tmp_path, begun()))
        own = [part for part in policy.instruments if part.id == "vi-du/01-2026"]

        assert [(part.number, part.in_force.start) for part in own] == [
            ("01/2026/QĐ-UBND", date(2026, 1, 15))
        ]
        assert any(part.id.startswith("vn/") for part in policy.instruments)

    @pytest.mark.parametrize(
        ("number", "ident", "normative"),
        [
            ("01/2026/QĐ-UBND", "vi-du/01-2026", True),
            ("837/QĐ-UBND", "vi-du/837-2026", False),  # an individual decision bears no year
        ],
    )
    def test_the_number_says_whether_it_is_normative(
        self, number: str, ident: str, normative: bool
    ) -> None:
        told = begun(number=number)

        assert (told.instrument, told.normative) == (ident, normative)

    def test_it_covers_both_generations_of_ids(self, tmp_path: Path) -> None:
        pattern = egovdocs.load(written(tmp_path, begun())).profile.pattern()

        assert pattern is not None
        for ident in ("000.00.01.H64", "H64", "H64.12"):
            assert pattern.fullmatch(ident)
        assert pattern.fullmatch("H65.12") is None

    @pytest.mark.parametrize(("field", "value", "error"), UNUSABLE)
    def test_what_it_cannot_begin_with(
        self, field: str, value: object, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            begun(**{field: value})

    def test_without_the_code_of_its_agencies_it_covers_everybody(self, tmp_path: Path) -> None:
        path = written(tmp_path, begun(agency_code=""))

        assert check(path) == ()
        assert egovdocs.load(path).profile.covers == ()

    def test_without_the_day_in_force_it_is_not_before_it_was_signed(self, tmp_path: Path) -> None:
        path = written(tmp_path, begun(start=None))
        (own,) = [each for each in egovdocs.load(path).instruments if each.id == "vi-du/01-2026"]

        assert check(path) == ()
        assert (own.in_force.start, own.in_force.first) == (None, date(2026, 1, 5))

    def test_without_the_day_of_signing(self, tmp_path: Path) -> None:
        path = written(tmp_path, begun(signed=None, number="837/QĐ-UBND"))
        (own,) = [each for each in egovdocs.load(path).instruments if each.id == "vi-du/837-2026"]

        assert check(path) == ()
        assert (own.signed, own.in_force.start) == (None, date(2026, 1, 15))

    def test_one_of_the_two_days_is_needed(self) -> None:
        with pytest.raises(InvalidBeginning):
            begun(signed=None, start=None)


# fmt: off
MISTAKEN = {
    # option            answer                        what is said of it
    "--id":            ("Điện Biên",                  "--id = “Điện Biên”"),
    "--name":          ("",                           "--name = “”"),
    "--agency-code":   ("99",                         "--agency-code = “99”"),
    "--number":        ("29",                         "--number = “29”"),
    "--signed":        ("14/12/2021",                 "--signed = “14/12/2021”"),
    "--from":          ("mai",                        "--from = “mai”"),
    "--hours":         ("07:00-11:30, 11:00-17:00",   "11:00-17:00"),
    "--hours-source":  ("",                           ""),
}
# fmt: on


class TestCommands:
    @pytest.mark.parametrize("lang", ["vi", "en"])
    def test_new_names_all_mistakes_at_once_each_by_its_option(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
    ) -> None:
        told = [part for option, (answer, _) in MISTAKEN.items() for part in (option, answer)]

        assert main(["policy", "new", "--lang", lang, *told, str(tmp_path)]) == 2
        said = capsys.readouterr().err
        assert len(said.splitlines()) == 7
        assert all(part in said for _, part in MISTAKEN.values())
        assert ("Không dùng được --id" in said) is (lang == "vi")
        assert not list(tmp_path.iterdir())

    def test_new_in_force_before_it_was_signed(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        told = ["2026-01-04" if part == "2026-01-15" else part for part in TOLD]

        assert main(["policy", "new", *told, "--hours-source", "", str(tmp_path)]) == 2
        assert "--from = “2026-01-04”" in capsys.readouterr().err

    def test_new_writes_two_files_that_can_be_used(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["policy", "new", *TOLD, "--hours-source", "QĐ 02/2026", str(tmp_path)]) == 0

        said = capsys.readouterr().out
        assert said.count("đã ghi") == 2
        assert "dùng được" in said
        names = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.toml"))
        assert names == ["instruments/vi-du-01-2026.toml", "vi-du.toml"]

    def test_new_asks_for_what_it_was_not_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answers = "vi-du\nVí Dụ\nH42\n01/2026/QĐ-UBND\n2026-01-05\n2026-01-15\n07:00-11:30\n\n"
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))

        assert main(["policy", "new", "--lang", "en", str(tmp_path)]) == 0
        assert capsys.readouterr().err.count("): ") == 7
        assert "assumed" in (tmp_path / "vi-du.toml").read_text(encoding="utf-8")

    def test_new_overwrites_nothing(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "vi-du.toml").write_text("mine", encoding="utf-8")

        assert main(["policy", "new", *TOLD, "--hours-source", "", str(tmp_path)]) == 2
        assert "không ghi đè" in capsys.readouterr().err
        assert (tmp_path / "vi-du.toml").read_text(encoding="utf-8") == "mine"
        assert not (tmp_path / "instruments").exists()

    def test_new_with_an_answer_that_is_no_day(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        told = ["soon" if part == "2026-01-05" else part for part in TOLD]

        assert main(["policy", "new", *told, "--hours-source", "", str(tmp_path)]) == 2
        assert "“soon”" in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["long-an", "ninh-binh"])
    def test_check_of_a_shipped_profile(
        self, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What it says against the national texts is a note or a warning: it can be used."""
        assert main(["policy", "check", name]) == 0
        *said, last = capsys.readouterr().out.splitlines()
        assert last.startswith(f"{name}: dùng được")
        assert {line.partition(":")[0] for line in said} <= {"ghi chú", "lưu ý"}

    def test_check_prints_every_problem_and_counts_them(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = written(tmp_path, begun())
        text = (
            path.read_text(encoding="utf-8").replace("vi-du/01", "vi-du/O1").replace("H64", "H54")
        )
        path.write_text(text, encoding="utf-8")

        assert main(["policy", "check", "--lang", "en", str(path)]) == 2
        said = capsys.readouterr().out.splitlines()
        assert said[0].startswith("error: vi-du.toml:4: “instruments” names the instrument")
        assert all(line.startswith("warning: vi-du.toml:5: ") for line in said[1:-1])
        assert said[-1] == f"{path}: cannot be used; 1 error(s), 3 warning(s)"

    def test_check_of_a_file_that_only_warns_can_be_used(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = written(tmp_path, begun(agency_code="H54"))

        assert main(["policy", "check", str(path)]) == 0
        assert capsys.readouterr().out.splitlines()[-1] == f"{path}: dùng được; 3 lưu ý"

    def test_check_of_a_file_that_is_not_there(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["policy", "check", "none.toml"]) == 2
        assert "none.toml" in capsys.readouterr().err

    def test_resolve_on_a_day(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["policy", "resolve", "phu-yen", "--on", "2021-10-31"]) == 0
        said = capsys.readouterr().out
        assert said.startswith("# phu-yen 2021-10-31\n")
        assert "instrument.phu-yen/03-2022.state = not in force" in said

    def test_resolve_without_a_day_takes_the_last_change(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The caution of 1 July 2025 is the last thing that began for Long An."""
        assert main(["policy", "resolve", "long-an"]) == 0
        assert capsys.readouterr().out.startswith("# long-an 2025-07-01\n")

    def test_resolve_on_a_day_that_is_none(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["policy", "resolve", "long-an", "--on", "2021-02-30"]) == 2
        assert "“2021-02-30”" in capsys.readouterr().err
