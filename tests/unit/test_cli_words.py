"""What the command says of itself: one language where one was asked for, numbers, hints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from egovdocs.cli import main

LOG = "Hồ sơ,Việc,Lúc\nA,Phát hành,02/03/2020 09:00\nA,Đến,02/03/2020 09:01\n"
MAPPING = """\
[columns]
case = "Hồ sơ"
type = "Việc"
at = "Lúc"

[time]
zone = "Asia/Ho_Chi_Minh"
formats = ["%d/%m/%Y %H:%M"]

[events]
"Phát hành" = "published"
"Đến" = "arrived"

[constants]
profile = "long-an"
"""
ONE = json.dumps({"case": "A", "profile": "long-an", "document": {"date": "2020-03-02"}})


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("asked", "vi", "en"),
    [([], True, True), (["--lang", "vi"], True, False), (["--lang", "en"], False, True)],
)
def test_what_goes_wrong_is_said_in_the_language_asked_for_and_in_both_where_none_was(
    capsys: pytest.CaptureFixture[str], asked: list[str], vi: bool, en: bool
) -> None:
    assert main(["ask", "reports", "--profile", "nowhere", "--year", "2020", *asked]) == 2
    said = capsys.readouterr().err

    assert ("Không có “nowhere”" in said, "There is no “nowhere”" in said) == (vi, en)


def test_the_path_of_a_profile_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    told = ["ask", "reports", "--profile", "./missing.toml", "--year", "2020", "--lang", "en"]

    assert main(told) == 2
    assert capsys.readouterr().err == "There is no file “./missing.toml”.\n"


@pytest.mark.parametrize(("cases", "said"), [(1, "1 case judged"), (2, "2 cases judged")])
def test_one_case_is_one_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cases: int, said: str
) -> None:
    lines = "\n".join(ONE.replace('"A"', f'"A{number}"') for number in range(cases))
    main(["audit", written(tmp_path, "log.jsonl", lines), "--lang", "en"])
    out = capsys.readouterr().out

    assert said in out
    assert "in 1 cases" not in out
    assert " 1 rules" not in out


def test_a_mapping_that_is_silent_on_secrecy_is_told_so_once_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, mapping = written(tmp_path, "log.csv", LOG), written(tmp_path, "map.toml", MAPPING)
    main(["audit", log, log, "--mapping", mapping, "--lang", "en"])
    said = capsys.readouterr().err

    assert said.count("document.state_secret = false") == 1
    assert "[constants]" in said


def test_a_mapping_that_speaks_of_secrecy_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = f"{MAPPING}document.state_secret = false\n"
    log, mapping = written(tmp_path, "log.csv", LOG), written(tmp_path, "map.toml", told)
    main(["audit", log, "--mapping", mapping])

    assert "state_secret" not in capsys.readouterr().err


def test_a_question_that_no_national_text_was_asked_names_the_layer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Long An itself says nothing of legal value; Decision 28/2018 does."""
    case = written(tmp_path, "case.json", ONE)
    told = ["ask", "value", "--profile", "long-an", "--case", case, "--lang", "en"]

    main([*told, "--no-national"])
    assert "ask with --national" in capsys.readouterr().out
    main(told)
    assert "ask with --national" not in capsys.readouterr().out
