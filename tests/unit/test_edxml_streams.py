"""Messages that come one after the other: text after text, or a tar; and the command on them."""

from __future__ import annotations

import csv
import io
import json
import sys
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edxml_samples import document, header, reference, status
from egovdocs.cli import main
from egovdocs.edxml import Limits, passing
from egovdocs.edxml.problems import BrokenTar, BrokenZip, NoMessages, OverLimit
from egovdocs.errors import EgovdocsError

ONE, TWO = document().encode(), status().encode()


def whole(data: bytes, size: int = 65_536) -> list[tuple[str, bytes]]:
    """Name and bytes of each message of a stream, read *size* bytes at a time."""
    found = []
    for each in passing(io.BytesIO(data)):
        with each.open() as stream:
            found.append((each.name, b"".join(iter(lambda: stream.read(size), b""))))
    return found


def tar(*members: tuple[str, bytes], form: int = tarfile.GNU_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as made:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize("between", [b"", b"\n", b"\r\n \n"])
@pytest.mark.parametrize("size", [1, 7, 100, 65_536])
def test_messages_one_after_the_other_are_parted_where_the_root_ends(
    between: bytes, size: int
) -> None:
    found = whole(between + ONE + between + TWO + between, size)

    assert found == [("-#1", ONE), ("-#2", TWO)]


def test_a_message_that_breaks_off_takes_the_next_with_it_and_no_more() -> None:
    found = whole(ONE[:200] + TWO + ONE)

    assert found == [("-#1", ONE[:200] + TWO), ("-#2", ONE)]


def test_what_nobody_reads_of_a_message_is_passed_over() -> None:
    names = [each.name for each in passing(io.BytesIO(ONE + TWO + ONE))]

    assert names == ["-#1", "-#2", "-#3"]


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_gives_its_messages_out(form: int) -> None:
    long = f"{'thu-muc/' * 12}2.edxml"
    made = tar(("1.XML", ONE), ("doc.txt", b"no message"), (long, TWO), form=form)

    assert whole(made, 100) == [("-!1.XML", ONE), (f"-!{long}", TWO)]


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_very_long_name_is_read(form: int) -> None:
    long = f"{'đ' * 300}.edxml"

    assert whole(tar((long, ONE), form=form)) == [(f"-!{long}", ONE)]


def test_a_tar_that_breaks_off_is_an_error() -> None:
    with pytest.raises(BrokenTar):
        whole(tar(("1.xml", ONE))[:600])


def test_a_name_in_a_tar_has_a_length() -> None:
    """A name of gigabytes must not be read into memory."""
    block = bytearray(tar(("1.xml", ONE))[:512])
    block[124:136] = b"77777777777\0"
    block[156:157] = b"L"

    with pytest.raises(BrokenTar):
        whole(bytes(block) + bytes(1024))


def test_a_zip_is_no_stream() -> None:
    with pytest.raises(BrokenZip):
        whole(b"PK\x03\x04" + bytes(600))


@pytest.mark.parametrize("data", [b"", b" \n ", tar(("1.txt", b"x"))])
def test_a_stream_without_messages_is_an_error(data: bytes) -> None:
    with pytest.raises(NoMessages):
        whole(data)


def test_messages_of_a_stream_are_counted() -> None:
    with pytest.raises(OverLimit):
        list(passing(io.BytesIO(ONE * 3), limits=Limits(messages=2)))


def whole_or_refused(data: bytes, size: int) -> object:
    """The messages, or the sentence of why not; nothing but our own errors may come out."""
    try:
        return whole(data, size)
    except EgovdocsError as error:
        return error.message("vi")


@settings(deadline=None)
@given(st.binary(max_size=1500), st.integers(0, 1500), st.integers(50, 600))
def test_any_stream_is_read_or_refused(data: bytes, at: int, size: int) -> None:
    for start in (b"", tar(("1.xml", ONE))):
        assert whole_or_refused(start[:at] + data + start[at:], size)


@pytest.mark.parametrize("size", [b"-1\0", b"zz\0", b"\xff" * 12])
def test_a_size_that_is_none_is_an_error(size: bytes) -> None:
    block = bytearray(tar(("1.xml", ONE)))
    block[124:136] = size.ljust(12, b"\0")

    with pytest.raises(BrokenTar):
        whole(bytes(block))


# -- the command -----------------------------------------------------------------------------


class Standard:
    """Standard input with these bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


SAME = ["audit", "-", "--from", "edxml", "--profile", "long-an"]


@pytest.mark.parametrize("data", [ONE + TWO, tar(("1.edxml", ONE), ("2.edxml", TWO))])
def test_the_command_reads_standard_input(
    data: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Standard(data))

    assert main([*SAME, "--format", "json"]) in (0, 1)
    out = capsys.readouterr()
    (line,) = out.out.splitlines()
    assert json.loads(line)["case"] == "000.00.00.H39,2020/03/02,12/UBND-VX"
    assert out.err == ""


def test_a_message_that_cannot_be_read_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Standard(b"<edXML></b></edXML>" + ONE))

    assert main([*SAME, "--format", "json"]) == 2
    out = capsys.readouterr()
    assert json.loads(out.err)["file"] == "-#1"
    assert len(out.out.splitlines()) == 1


# -- departures in every form of report -------------------------------------------------------

HOSTILE = document(
    header(number="123456789012", subject="=1+1\u202e"), references=reference(name="=2+2\x9b.pdf")
)


def report(tmp_path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    (tmp_path / "1.edxml").write_text(HOSTILE, encoding="utf-8")
    status = main(["audit", str(tmp_path), "--from", "edxml", "--profile", "long-an", *options])
    out = capsys.readouterr()

    assert status == 1
    assert out.err == ""
    return out.out


@pytest.mark.parametrize("form", ["text", "csv", "html", "json"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_departures_stand_in_every_form_of_report(
    form: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = report(tmp_path, capsys, "--format", form, "--lang", lang)

    for code in ("too-long", "hidden-characters", "unsafe-name"):
        assert told.count(code) >= 1, (form, code)
    assert "cid-missing" not in told


def test_departures_in_json_are_a_list_of_the_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(report(tmp_path, capsys, "--format", "json"))["deviations"]

    assert [each["code"] for each in found] == [
        "hidden-characters", "hidden-characters", "too-long", "unsafe-name", "bad-number",
    ]  # fmt: skip
    assert found[2]["source"] == "vn/30-2020-nd-cp#pl6.p2.m1.4"
    assert found[2]["severity"] == "error"
    assert set(found[2]["message"]) == {"vi", "en"}


@pytest.mark.parametrize("form", ["text", "csv", "html"])
def test_no_report_writes_control_codes(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a hostile subject or name would do to a terminal or a page."""
    told = report(tmp_path, capsys, "--format", form, "--all")

    assert all(line.isprintable() for line in told.splitlines())


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.reader(io.StringIO(report(tmp_path, capsys, "--format", "csv", "--all"))))

    assert len(rows) > 3
    assert not [cell for line in rows for cell in line if cell.startswith(("=", "+", "-", "@"))]
    assert not [cell for line in rows for cell in line if cell.startswith(("\t", "\r"))]


def test_sums_count_departures_by_severity(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = report(tmp_path, capsys, "--lang", "en")

    assert "departures from the format: 2 error, 3 warning, 0 note" in told
