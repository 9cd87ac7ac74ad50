"""``egovdocs law verify``: a made-up regulation, and what copies do to it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from egovdocs.cli import main
from egovdocs.errors import EgovdocsError
from egovdocs.policy import Instrument, read_instrument, shipped_instrument
from egovdocs.policy.official_text import fingerprint
from egovdocs.policy.tools.verifying import verify

TEXT = """Điều 1. Phạm vi
1. Quy chế này nói về thư từ của các cơ quan.
2. Không nói về điều mật, theo TCVN 6909:
2001.
Điều 2. Cách gửi
1. Thư phải gửi trong 02 giờ làm việc, gồm:
- Thư thường;
- Thư ảnh.
2. Thư mật gửi bằng giấy./.
"""
PIECES = {
    "d1": "Phạm vi",
    "d1.k1": "Quy chế này nói về thư từ của các cơ quan.",
    "d1.k2": "Không nói về điều mật, theo TCVN 6909: 2001.",
    "d2": "Cách gửi",
    "d2.k1": "Thư phải gửi trong 02 giờ làm việc, gồm:",
    "d2.k1.g1": "Thư thường;",
    "d2.k1.g2": "Thư ảnh.",
    "d2.k2": "Thư mật gửi bằng giấy./.",
}
WHOLE = TEXT.replace(":\n2001", ": 2001")
HEAD = """[instrument]
id = "vi-du/01-2026"
number = "01/2026/QĐ-UBND"
title = { vi = "Ví dụ", en = "An example" }
rank = "provincial-decision"
in_force = { from = 2026-01-01 }
"""
ROW = """[[clause]]
at = "{at}"
kind = "definition"
vi = "một câu"
en = "a sentence"
why = {{ vi = "ví dụ", en = "an example" }}
"""


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """An instrument whose rows have the fingerprints of PIECES, and one that has none."""
    rows = [f'{ROW.format(at=at)}sha256 = "{fingerprint(text)}"\n' for at, text in PIECES.items()]
    path = tmp_path / "vi-du.toml"
    path.write_text("".join([HEAD, *rows, ROW.format(at="d9")]), encoding="utf-8")
    return path


@pytest.fixture
def instrument(made_up: Path) -> Instrument:
    return read_instrument(made_up)


def run_together(text: str) -> str:
    """The page as a converter leaves it: hard spaces, no lines, no dashes, a page number."""
    lines = [line.replace(" ", "\xa0") for line in text.splitlines()]
    return f"  1. {' '.join(line.replace('-', '', 1) for line in lines)}"


# fmt: off
COPIES = [
    # the copy                                                        what differs
    (WHOLE,                                                           "nothing"),
    (WHOLE.replace("\n", "\r\n"),                                     "line ends"),
    (f"# A comment.\n{WHOLE}",                                        "a comment"),
    (WHOLE.replace("\n- Thư ảnh", "\nCÔNG BÁO/Số 7 3\n- Thư ảnh"),    "a page header"),
    (WHOLE.replace("thư từ của", "thư từ\ncủa"),                      "a line break"),
    (WHOLE.upper().replace("ĐIỀU 1", "Điều 1").replace("ĐIỀU 2", "Điều 2"), "capitals"),
    (run_together(TEXT),                                              "a page in one line"),
]
CHANGES = [
    # the law          the copy            row         state
    ("02 giờ",         "03 giờ",           "d2.k1",    "changed"),
    ("điều mật",       "điều mất",         "d1.k2",    "changed"),
    ("- Thư ảnh.\n",   "",                 "d2.k1.g2", "missing"),
    ("ảnh.\n",         "ảnh.\n- Thêm.\n",  "d2.k1.g3", "extra"),
]
# fmt: on


class TestVerify:
    @pytest.mark.parametrize(("copy", "because"), COPIES)
    def test_a_bad_copy_is_the_same_text(
        self, instrument: Instrument, copy: str, because: str
    ) -> None:
        found = verify(instrument, copy)

        assert found.same, because
        assert dict(found.rows) == {**dict.fromkeys(PIECES, "same"), "d9": "no-fingerprint"}

    @pytest.mark.parametrize(("law", "copy", "at", "state"), CHANGES)
    def test_one_change_shows_in_one_row(
        self, instrument: Instrument, law: str, copy: str, at: str, state: str
    ) -> None:
        found = verify(instrument, WHOLE.replace(law, copy))

        assert not found.same
        assert {
            row: what for row, what in found.rows if what not in ("same", "no-fingerprint")
        } == {at: state}

    def test_what_was_put_right_is_said(self, instrument: Instrument) -> None:
        told = verify(instrument, run_together(TEXT)).normalised

        assert [(part.text["en"], part.times) for part in told] == [
            ("page that was run together cut into its lines again", 1),
            ("lost dash of a list put back", 2),
            ("number cut off its line joined to it", 1),
        ]

    def test_lines_are_those_of_the_file(self, instrument: Instrument) -> None:
        [note] = verify(instrument, f"# A comment.\n{WHOLE}").normalised

        assert (note.times, note.lines) == (1, (1,))


# fmt: off
UNUSABLE = [
    # text                                             code
    ("Không có gì ở đây.",                             "verify.no-articles"),
    ("",                                               "verify.no-articles"),
    ("§iÒu 1. Ph¹m vi",                                "verify.old-encoding"),
    ("Ñieàu 1. Phaïm vi",                              "verify.old-encoding"),
    (WHOLE.encode().decode("cp1252", errors="replace"), "verify.old-encoding"),
    ("Điều 1. Một văn bản khác\n1. Nói điều khác.",    "verify.another-text"),
]
# fmt: on


class TestUnusable:
    @pytest.mark.parametrize(("text", "code"), UNUSABLE)
    def test_is_named(self, instrument: Instrument, text: str, code: str) -> None:
        with pytest.raises(EgovdocsError) as refused:
            verify(instrument, text)

        assert refused.value.code == code

    def test_an_instrument_whose_text_nobody_had(self) -> None:
        with pytest.raises(EgovdocsError) as refused:
            verify(shipped_instrument("thai-binh/17-2019"), WHOLE)

        assert refused.value.code == "verify.no-fingerprints"


class TestCommand:
    @pytest.mark.parametrize(
        ("text", "status"), [(WHOLE, 0), (WHOLE.replace("02", "03"), 1), ("Không.", 2)]
    )
    def test_exit_status(self, made_up: Path, tmp_path: Path, text: str, status: int) -> None:
        file = tmp_path / "text.txt"
        file.write_text(text, encoding="utf-8")

        assert main(["law", "verify", str(made_up), str(file)]) == status

    def test_a_row_is_cited(
        self, made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "text.txt"
        file.write_text(WHOLE.replace("02", "03"), encoding="utf-8")

        main(["law", "verify", str(made_up), str(file), "--lang", "en"])

        told = capsys.readouterr().out.splitlines()
        assert told[0].startswith("changed: vi-du/01-2026#d2.k1 (")
        assert told[-1].endswith("it is not the same text (same 7, changed 1, no fingerprint 1)")

    def test_json(self, made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "text.txt"
        file.write_text(WHOLE, encoding="utf-8")

        main(["law", "verify", str(made_up), str(file), "--format", "json"])

        told = json.loads(capsys.readouterr().out)
        assert told["same"] is True
        assert told["sums"] == {"same": 8, "no-fingerprint": 1}
        assert {"at": "d2.k1.g2", "state": "same"} in told["rows"]

    @pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
    def test_other_encodings_are_named(
        self,
        made_up: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        encoding: str,
    ) -> None:
        raw = io.BytesIO("Đ, ê, ô, ư: 1".encode(encoding))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(raw, encoding="utf-8"))

        assert main(["law", "verify", str(made_up), "-"]) == 2
        assert "is not UTF-8" in capsys.readouterr().err

    @pytest.mark.parametrize("words", [("nowhere/1", "x.txt"), ("long-an/24-2019", "no-such.txt")])
    def test_what_is_not_there_is_one_sentence(
        self, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["law", "verify", *words]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
