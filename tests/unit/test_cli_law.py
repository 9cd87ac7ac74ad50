"""The commands `law`, `policy` and `demo`, and the bare command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import egovdocs
from egovdocs.cli import main
from egovdocs.cli.demo import examples
from egovdocs.policy import load, shipped_instrument, shipped_instruments, shipped_profiles


def out(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    printed, err = capsys.readouterr()
    assert err == ""
    return str(printed)


class TestLaw:
    def test_a_clause_is_shown_with_all_that_is_known_of_it(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        told = out(capsys, "law", "show", "long-an/24-2019#d5.k2.b", "--lang", "en")

        assert "điểm b khoản 2 Điều 5" in told
        assert "point b, clause 2, Article 5" in told
        assert re.search(r"  vi: .+\n  en: .+\n", told)
        assert "kind: rule" in told
        assert "force: must" in told
        assert "text that was read: verbatim" in told
        assert re.search(r"fingerprint: [0-9a-f]{64}\n", told)
        assert 'rule transfer: use = "deadline"' in told
        assert 'limit = "2 working hours"' in told
        assert "not judged: " in told

    @pytest.mark.parametrize("instrument", shipped_instruments())
    def test_every_clause_can_be_shown(
        self, capsys: pytest.CaptureFixture[str], instrument: str
    ) -> None:
        for clause in shipped_instrument(instrument).clauses:
            address = f"{instrument}#{clause.at}"

            told = out(capsys, "law", "show", address)

            assert told.startswith(f"{address}\n")
            assert clause.gloss["vi"] in told
            assert clause.gloss["en"] in told
            assert all(part["vi"] in told for part in clause.left)
            assert clause.why.get("vi", "") in told
            assert clause.defect.get("vi", "") in told
            assert all(rule.id.rpartition("/")[2] in told for rule in clause.rules)

    @pytest.mark.parametrize("instrument", shipped_instruments())
    def test_every_instrument_can_be_shown_whole(
        self, capsys: pytest.CaptureFixture[str], instrument: str
    ) -> None:
        told = out(capsys, "law", "show", instrument)

        found = shipped_instrument(instrument)
        assert found.number in told
        assert all(re.search(rf"^  {re.escape(row.at)} ", told, re.M) for row in found.clauses)

    def test_a_clause_without_a_row_of_its_own_shows_its_parts(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        told = out(capsys, "law", "show", "long-an/24-2019#qd")

        shown = [line for line in told.splitlines() if line.startswith("long-an/24-2019#")]
        assert "long-an/24-2019#qd.d1" in shown
        assert all(line.startswith("long-an/24-2019#qd.") for line in shown)

    @pytest.mark.parametrize(
        "written",
        [
            "LONG-AN/24-2019#d5.k2.b",
            "điểm b khoản 2 Điều 5 Quyết định 24/2019/QĐ-UBND tỉnh Long An",
            "point b, clause 2, Article 5, Decision 24/2019/QĐ-UBND of Long An",
        ],
    )
    def test_an_address_may_be_spoken(
        self, capsys: pytest.CaptureFixture[str], written: str
    ) -> None:
        told = out(capsys, "law", "show", written)

        assert told.startswith("long-an/24-2019#d5.k2.b\n")

    def test_all_instruments_are_listed(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = out(capsys, "law", "list")

        assert all(f"{name} " in told for name in shipped_instruments())

    @pytest.mark.parametrize(
        ("address", "says"),
        [
            ("long-an/24-2019#d99", "long-an/24-2019#d9"),
            ("long-an/25-2019", "long-an/24-2019"),
            ("Điều 5", "Điều 5"),
        ],
    )
    def test_what_is_not_there_is_one_sentence(
        self, capsys: pytest.CaptureFixture[str], address: str, says: str
    ) -> None:
        assert main(["law", "show", address]) == 2
        printed, err = capsys.readouterr()
        assert printed == ""
        assert says in err


class TestPolicy:
    def test_all_profiles_are_listed_by_their_vietnamese_name(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        told = out(capsys, "policy", "list")

        for name in shipped_profiles():
            assert re.search(rf"^{name} +{load(name).profile.name['vi']}", told, re.M)

    def test_a_profile_is_shown_with_hours_readings_and_cautions(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        told = out(capsys, "policy", "show", "long-an", "--lang", "en")

        assert "07:00-11:30, 13:30-17:00 (assumed: " in told
        assert "closing-instant = outside (outside | inside)" in told
        assert "*.H39" in told
        assert "2025-07-01" in told

    def test_one_case_is_judged_aloud(self, capsys: pytest.CaptureFixture[str]) -> None:
        log = str(examples() / "long-an" / "paper.jsonl")

        told = out(capsys, "policy", "try", "long-an", log, "--pick", "LA-0202")

        assert "trái: điểm c khoản 1 Điều 5 Quyết định 24/2019/QĐ-UBND tỉnh Long An" in told
        assert "  - " in told

    def test_a_profile_that_is_not_there_is_one_sentence(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["policy", "show", "nowhere"]) == 2
        assert "long-an" in capsys.readouterr().err


class TestDemo:
    def test_every_profile_with_examples_has_its_heading(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        told = out(capsys, "demo")

        for name in shipped_profiles():
            vietnamese = load(name).profile.name["vi"]
            assert re.search(rf"^{vietnamese}: [0-9]+ vụ việc mẫu theo ", told, re.M)
        assert "Cộng: " in told
        assert "Quyết định 24/2019/QĐ-UBND" in told

    def test_it_is_a_taste_and_not_a_flood(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = out(capsys, "demo", "--lang", "en")

        assert len(told.splitlines()) <= 25 * len(shipped_profiles()) + 10
        for word in ("kept", "broken", "pending", "undecided"):
            assert re.search(rf"^  {word} ", told, re.M)

    def test_the_examples_are_where_the_hint_says(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = out(capsys, "demo")

        hint = re.search(r"egovdocs audit (.*)/\*\.jsonl", told)
        assert hint is not None
        assert list(Path(hint[1]).glob("*.jsonl"))


class TestBareCommand:
    def test_the_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as done:
            main(["--version"])

        assert done.value.code == 0
        assert capsys.readouterr().out == f"egovdocs {egovdocs.__version__}\n"

    @pytest.mark.parametrize(
        "arguments", [[], ["audt"], ["audit"], ["ask"], ["law"], ["audit", "x", "--al"]]
    )
    def test_what_cannot_be_parsed_is_status_2(
        self, capsys: pytest.CaptureFixture[str], arguments: list[str]
    ) -> None:
        with pytest.raises(SystemExit) as done:
            main(arguments)

        assert done.value.code == 2
        assert "usage: egovdocs" in capsys.readouterr().err
