"""What a list of agencies says of a case: remarks with a severity, and never a verdict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from egovdocs.audit.agency_notes import agency_remarks, with_agencies
from egovdocs.audit.problems import BadLine, EmptyFile
from egovdocs.audit.reading import Entry
from egovdocs.cli import main
from egovdocs.ids.catalogue import Catalogue
from egovdocs.record import Case

OWN = Catalogue.read(
    """code;name;status;closed;into;closing;former
G12;Bộ Tài chính;sourced;;;;
G12.18;Cục A;sourced;2024-03-01;G12.19;sourced;000.00.18.G12
G12.20;Cục B;sourced;2024-03-01;G12.19;inferred;
G12.21;Cục C;inferred;2024-03-01;;sourced;""".splitlines()
)


def case(day: str = "2024-03-01", **document: object) -> Case:
    given = {"id": "000.00.00.G12-2024.1", "date": day, **document}
    return Case.from_json({"case": "A", "document": given, "events": []})


def remarks(found: Case, *, whole: bool = True) -> list[tuple[str, str, str, str]]:
    said = agency_remarks(Entry("f", 1, found), OWN, whole=whole)
    return [(each.code, each.severity, each.at, each.value) for each in said]


# fmt: off
CLOSED = [
    # sender,          day,          what is said
    ("G12.18",        "2024-02-29", None),        # the day before
    ("G12.18",        "2024-03-01", "warning"),   # the first day, and both marks have a source
    ("000.00.18.G12", "2024-03-01", "warning"),   # its former code
    ("G12.20",        "2024-03-01", "note"),      # the closing is inferred
    ("G12.21",        "2024-03-01", "note"),      # the name is inferred
    ("G12.19",        "2024-03-01", None),        # under a row that is open
]
# fmt: on


@pytest.mark.parametrize(("sender", "day", "severity"), CLOSED)
def test_a_code_closed_after_a_merger(sender: str, day: str, severity: str | None) -> None:
    found = remarks(case(day, sender={"id": sender}))

    expected = [("agency.closed", severity, "sender.id", sender)] if severity else []
    assert found == expected


@pytest.mark.parametrize(("whole", "severity"), [(True, "warning"), (False, "note")])
def test_an_agency_that_the_list_lacks(whole: bool, severity: str) -> None:
    """The shipped list has level 1 alone, so that it warns of nobody."""
    found = case(recipients=[{"id": "H12.01"}, {"id": "H12.01"}, {"id": "văn phòng"}])

    assert remarks(found, whole=whole) == [("agency.unknown", severity, "recipients.id", "H12.01")]


def test_agencies_of_events_and_of_the_document_id() -> None:
    found = Case.from_json({
        "case": "A",
        "document": {"id": "000.00.00.H12-2024.1"},
        "events": [{"type": "arrived", "at": "2024-03-01T08:00:00+07:00", "agency": "G12.18"}],
    })  # fmt: skip

    assert remarks(found) == [
        ("agency.unknown", "warning", "document.id", "000.00.00.H12"),
        ("agency.closed", "warning", "events.arrived.agency", "G12.18"),
    ]


def test_without_a_day_nothing_is_closed() -> None:
    found = Case.from_json({"case": "A", "document": {"sender": {"id": "G12.18"}}, "events": []})

    assert remarks(found) == []


def test_bad_lines_and_clean_cases_pass_unchanged() -> None:
    bad, good = BadLine("f", 1, EmptyFile()), Entry("f", 2, case())

    assert list(with_agencies([bad, good], OWN, whole=True)) == [bad, good]


LOG = {
    "case": "A",
    "profile": "ca-mau",
    "document": {"id": "000.00.00.H45-2025.1", "date": "2025-08-01", "sender": {"id": "H99"}},
    "events": [],
}


def test_the_command_warns_and_judges_as_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The verdicts and the status are those of a run without a list."""
    log, own = tmp_path / "log.jsonl", tmp_path / "own.tsv"
    log.write_text(json.dumps(LOG), encoding="utf-8")
    own.write_text(
        "code\tname\tstatus\tclosed\tinto\tclosing\nH45\tA\tsourced\t2025-07-01\tH15\tsourced\n",
        encoding="utf-8",
    )
    said = {}
    for agencies in ([], ["--agencies", "shipped"], ["--agencies", str(own)]):
        status = main(["audit", str(log), "--format", "json", "--all", *agencies])
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        odd = [each for line in lines for each in line.pop("deviations", [])]
        for line in lines:
            line.pop("summary", None)
        said[" ".join(agencies[:1] + [Path(each).name for each in agencies[1:]])] = (
            status,
            [line.get("findings") for line in lines],
            [(each["code"], each["severity"]) for each in odd],
        )

    plain, shipped, given = said.values()
    assert plain[:2] == shipped[:2] == given[:2]
    assert plain[2] == []
    assert shipped[2] == [("agency.closed", "note"), ("agency.unknown", "note")]
    assert given[2] == [("agency.closed", "warning"), ("agency.unknown", "warning")]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_list_that_cannot_be_read_is_two(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, own = tmp_path / "log.jsonl", tmp_path / "own.tsv"
    log.write_text(json.dumps(LOG), encoding="utf-8")
    for text in (None, "", "code\tname\tstatus\nG1\tA\tsure"):
        if text is not None:
            own.write_text(text, encoding="utf-8")
        assert main(["audit", str(log), "--agencies", str(own), "--lang", lang]) == 2
        assert main(["id", "G12", "--agencies", str(own), "--lang", lang]) == 2
        assert capsys.readouterr().out == ""


# fmt: off
TOLD = [
    ("G12", [
        "  agency: Bộ Tài chính (sourced)",
        "  by QCVN 102:2016: 000.00.00.G12 (inferred, no source)"]),
    ("000.00.18.G12", [
        "  under G12: Bộ Tài chính (sourced)",
        "  by Decision 20/2020: G12.18 (inferred, no source)"]),
    ("H54.B1", [
        "  under H54: Ủy ban nhân dân tỉnh Thái Bình (sourced)",
        "  the code H54 is closed from 01/07/2025, H31 in its place (inferred, no source)"]),
    ("A01.B1", ["  the list does not have the agency A01.B1"]),
    ("0123456789", []),
    ("07/QĐ-UBND", []),
    ("xyz", []),
]
# fmt: on


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_an_identifier_is_told_with_its_name(
    text: str, told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["id", text, "--lang", "en"]) == 0
    assert [line for line in capsys.readouterr().out.splitlines()[1:] if "  - " not in line] == told


def test_an_identifier_by_an_own_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.csv"
    own.write_text("code,name,status,former\nH55.242,Sở A,sourced,000.00.42.H55\n", "utf-8")

    assert main(["id", "H55.242", "--format", "json", "--agencies", str(own)]) == 0
    said = json.loads(capsys.readouterr().out)["agency"]
    assert (said["row"]["name"], said["counterpart"]) == (
        "Sở A",
        {"id": "000.00.42.H55", "status": "sourced"},
    )
