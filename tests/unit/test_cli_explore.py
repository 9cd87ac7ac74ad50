"""``egovdocs policy explore``: what it prints, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from egovdocs.cli import main
from small_policies import instrument, load, rule

NUMBER_FIRST = rule("d1", "before", 'side = "sender"\nacts = ["registered-out"]\nbefore = "sealed"')
SEAL_FIRST = rule("d2", "before", 'side = "sender"\nacts = ["sealed"]\nbefore = "registered-out"')
BOTH_FIRST = rule(
    "d3", "before", 'side = "sender"\nacts = ["sealed", "registered-out"]\nbefore = "published"'
)


@pytest.fixture
def contradiction(tmp_path: Path) -> str:
    """A profile that wants the number before the seal and the seal before the number."""
    load(tmp_path, instrument("thu/1-2019", NUMBER_FIRST, SEAL_FIRST, BOTH_FIRST))
    return str(tmp_path / "profile.toml")


def test_a_profile_whose_orders_can_be_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["policy", "explore", "long-an", "--lang", "en"])
    printed = capsys.readouterr().out

    assert status == 0
    assert "holds: Nothing is published before it is signed." in printed
    assert "violated" not in printed


def test_the_shortest_walk_is_told_in_words(
    contradiction: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["policy", "explore", contradiction, "--lang", "en"])
    lines = capsys.readouterr().out.splitlines()
    at = next(index for index, line in enumerate(lines) if "violated" in line)

    assert status == 1
    assert "What is approved and not yet archived can still be published" in lines[at]
    assert lines[at + 2 : at + 4] == [
        "      1. is drafted → drafted (point a, clause 1, Article 10, Circular 01/2019/TT-BNV)",
        "      2. is approved → approved (clause 1, Article 8, Decision 28/2018/QĐ-TTg)",
    ]


def test_the_walk_is_told_in_vietnamese(
    contradiction: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["policy", "explore", contradiction])
    printed = capsys.readouterr().out

    assert "trái: Văn bản đã duyệt, chưa lưu, vẫn có thể phát hành" in printed
    assert "2. duyệt → đã duyệt (khoản 1 Điều 8 Quyết định 28/2018/QĐ-TTg)" in printed


def test_json_has_one_object_for_each_property(
    contradiction: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["policy", "explore", contradiction, "--format", "json"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    issuable = next(part for part in found if part["property"] == "issuable")
    unstated = next(part for part in found if part["property"] == "refusal-told")

    assert issuable["holds"] is False
    assert [step["name"] for step in issuable["trace"]] == ["drafted", "approved"]
    assert issuable["trace"][1] == {
        "kind": "event", "name": "approved", "to": "approved", "because": "vn/28-2018-qd-ttg#d8.k1",
    }  # fmt: skip
    assert unstated["holds"] is None


def test_a_profile_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "explore", "long-am"]) == 2
    assert "long-an" in capsys.readouterr().err
