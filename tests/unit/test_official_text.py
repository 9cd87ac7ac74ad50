"""Taking an official text apart, and fingerprints that survive bad copies of it."""

from __future__ import annotations

import importlib.util
import unicodedata
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from egovdocs.citation import Citation
from egovdocs.policy.official_text import compare, fingerprint, read, sentences, split

# fmt: off
SAME = [
    # one copy               another copy           what differs
    ("hòa",                  "hoà",                 "old and new place of the tone"),
    ("thủy",                 "thuỷ",                "the same on uy"),
    ("Khóa, tòa, của",       "khoá toà cuả",        "on the first or on the second vowel"),
    ("quý, giá",             "qúy gía",             "after qu and gi"),
    ("chuyển",               "chuỷên",              "between shaped vowels"),
    ("28/2018/QĐ-TTg",       "28/2018/QĐTTg",       "a lost hyphen"),
    ("TT-\nBTTTT",           "TT-BTTTT",            "a line break"),
    ("phạm vi điều chỉnh",   "phạm viđiều chỉnh",   "a lost space"),
    ("tuyến: a ấy",          "tuyến: aấy",          "a lost space between vowels"),
    ("QUY CHẾ",              "Quy chế",             "capitals"),
    ("đơn vị; cá nhân",      "đơn vị, cá nhân.",    "punctuation"),
    ("14/5/ 2016",           "14/5/2016",           "a space inside a date"),
]
DIFFERENT = [
    # the law                a corrupted copy       what was lost
    ("02 giờ",               "03 giờ",              "a digit"),
    ("đơn vị",               "đơn đị",              "a letter"),
    ("đến",                  "dến",                 "đ is a letter of its own"),
    ("ngay",                 "ngày",                "a tone"),
    ("ma",                   "mả",                  "hook above"),
    ("trả",                  "trã",                 "one tone for another"),
    ("dau",                  "dâu",                 "a circumflex"),
    ("tram",                 "trăm",                "a breve"),
    ("thu",                  "thư",                 "a horn"),
    ("không gửi",            "gửi không",           "the order of words"),
]
SENTENCES = [
    # text                                                     how many
    ("Gửi ngay. Không chờ bản giấy.",                           2),
    ("Văn thư theo dõi; người soạn thảo đôn đốc.",              1),
    ("Theo khoản 2 Điều 6. Trường hợp khác thì báo cáo.",       2),
    ("Theo điểm a. Trường hợp khác thì báo cáo.",               2),
    ("Dùng định dạng *.txt; *.rtf; *.docx.",                    1),
    ("Mã có dạng V1V2.Z1Z2-YYYY.X theo quy định.",              1),
    ("Gửi UBND TP. Tân An trong ngày.",                         1),
    ("Do ông A. Nguyễn ký.",                                    1),
    ("1. Văn thư tiếp nhận.",                                   1),
    ("Có 1.500 văn bản (thu hồi, xóa...). Đã xử lý xong.",      2),
    ("Gọi là “bên nhận.” Bên nhận kiểm tra.",                   2),
    ("Trình xem xét, quyết định./.",                            1),
    ("Kèm theo tệp tin v.v. và các tài liệu khác.",             1),
    ("",                                                        1),
]
# fmt: on


class TestFingerprint:
    """Letters and digits of a clause, in order, whatever the copy did around them."""

    @pytest.mark.parametrize(("one", "other", "because"), SAME)
    def test_a_bad_copy_of_the_same_words_is_the_same(
        self, one: str, other: str, because: str
    ) -> None:
        assert fingerprint(one) == fingerprint(other), because

    @pytest.mark.parametrize(("law", "copy", "because"), DIFFERENT)
    def test_another_word_is_another_text(self, law: str, copy: str, because: str) -> None:
        assert fingerprint(law) != fingerprint(copy), because

    def test_it_is_the_sha256_of_the_letters(self) -> None:
        """echo -n "hoà0" | sha256sum: the tone goes to the end of its vowels."""
        assert fingerprint("Hòa 0.") == (
            "06c4d0dac0f5a5525e8cd2e61c5194ec39d07ae75b3ab7d6059b30331afd5eac"
        )

    @given(st.text(max_size=30))
    @example("ậ")
    @example("Ờ́ế")
    def test_the_unicode_form_does_not_matter(self, text: str) -> None:
        decomposed = unicodedata.normalize("NFD", text)

        assert fingerprint(decomposed) == fingerprint(unicodedata.normalize("NFC", text))


class TestSentences:
    """Sentences for .s1, .s2: a wrong cut would cite words that nobody wrote so."""

    @pytest.mark.parametrize(("text", "count"), SENTENCES)
    def test_how_many(self, text: str, count: int) -> None:
        assert len(sentences(text)) == count

    @given(st.text(alphabet="aA1.;! )”", max_size=30))
    def test_nothing_is_lost(self, text: str) -> None:
        assert "".join("".join(sentences(text)).split()) == "".join(text.split())


# A regulation that nobody issued, in the two shapes in which texts reach us.
GAZETTE = """# A comment on the source.

ỦY BAN NHÂN DÂN
TỈNH MẪU
QUYẾT ĐỊNH
Căn cứ Luật Mẫu ngày 01/01/2001;
QUYẾT ĐỊNH:
Điều 1. Kèm theo đây là Quy chế.
Điều 2. Văn phòng trông coi.
Quyết định này dùng từ năm sau.
CÔNG BÁO/Số 7/ Ngày 01-02-2003 3
 2
Điều 3. Mọi người làm theo./.
 Nơi nhận:
- Như Điều 3;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
QUY CHẾ
Về việc mẫu
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Quy chế này nói về thư từ, theo Điều
2. của một luật khác và theo Chương
V của một nghị định, mà không nói gì thêm;
kể cả khi dòng trước có dấu chấm phẩy.
2. Không nói về điều mật.
Điều 2. Cách làm
1. Nguyên tắc:
Thư phải đến nơi.
a) Gửi ngay. Không chờ
thư giấy;
b) Theo Thông tư số 39/2017/TT-
BTTTT, gồm:
- Thư thường (có đuôi *.txt);
 - Thư ảnh.
4 CÔNG BÁO/Số 7/ Ngày 01-02-2003
 3
c) Giữ thư.
d) Trả thư.
đ) Tìm thư.
e) Cất thư.
g) Đốt thư.
Trừ thư quý.
Chương II
THI HÀNH
Điều 3. Người giữ thư
1. Báo cáo./.
TM. ỦY BAN NHÂN DÂN
(đã ký)
"""
GAZETTE_PIECES = {
    "qd.d1": "Kèm theo đây là Quy chế.",
    "qd.d2": "Văn phòng trông coi.",
    "qd.d2.p2": "Quyết định này dùng từ năm sau.",
    "qd.d3": "Mọi người làm theo./.",
    "d1": "Phạm vi",
    "d1.k1": "Quy chế này nói về thư từ, theo Điều 2. của một luật khác và theo Chương V của một"
    " nghị định, mà không nói gì thêm; kể cả khi dòng trước có dấu chấm phẩy.",
    "d1.k2": "Không nói về điều mật.",
    "d2": "Cách làm",
    "d2.k1": "Nguyên tắc:",
    "d2.k1.p2": "Thư phải đến nơi.",
    "d2.k1.a": "Gửi ngay. Không chờ thư giấy;",
    "d2.k1.b": "Theo Thông tư số 39/2017/TT-BTTTT, gồm:",
    "d2.k1.b.g1": "Thư thường (có đuôi *.txt);",
    "d2.k1.b.g2": "Thư ảnh.",
    "d2.k1.c": "Giữ thư.",
    "d2.k1.d": "Trả thư.",
    "d2.k1.đ": "Tìm thư.",
    "d2.k1.e": "Cất thư.",
    "d2.k1.g": "Đốt thư.",
    "d2.k1.g.p2": "Trừ thư quý.",
    "d3": "Người giữ thư",
    "d3.k1": "Báo cáo./.",
}

WEB_PAGE = """Hệ thống pháp luật
QUYẾT ĐỊNH:
Điều 1. Kèm theo đây là một Quy chế, và một Danh mục dài hơn một trăm hai mươi chữ để dòng này \
không thể là một dòng in trên trang giấy.
TM. ỦY BAN NHÂN DÂN
QUY CHẾ
Điều 1. Giải thích
Trong Quy chế này, các từ được hiểu như sau:
1. Thư là giấy
có chữ
Trường hợp khác là thư mật.
Điều 2. Thi hành./.

DANH MỤC
THƯ GỬI KÈM
(Ban hành kèm theo Quyết định số 1)
STT
Tên thư
1
Thư mời
2
Thư cảm ơn,
20
lá
3. Thư khác

HIỆU LỰC VĂN BẢN
Điều 9. Tải văn bản
"""
WEB_PAGE_PIECES = {
    "d1": "Giải thích",
    "d1.p1": "Trong Quy chế này, các từ được hiểu như sau:",
    "d1.k1": "Thư là giấy",
    "d1.k1.p2": "có chữ",
    "d1.k1.p3": "Trường hợp khác là thư mật.",
    "d2": "Thi hành./.",
    "dm": "THƯ GỬI KÈM",
    "dm.1": "Thư mời",
    "dm.2": "Thư cảm ơn, 20 lá",
    "dm.3": "Thư khác",
}


class TestSplit:
    """Every piece of the text has one address; furniture of the page has none."""

    def test_a_gazette_with_hard_wrapped_lines(self) -> None:
        assert split(GAZETTE) == GAZETTE_PIECES
        assert list(split(GAZETTE)) == list(GAZETTE_PIECES), "in the order of the text"

    def test_a_web_page_with_a_paragraph_per_line(self) -> None:
        pieces = split(WEB_PAGE)

        assert pieces.pop("qd.d1").startswith("Kèm theo đây là một Quy chế")
        assert pieces == WEB_PAGE_PIECES

    @pytest.mark.parametrize("address", [*GAZETTE_PIECES, *WEB_PAGE_PIECES])
    def test_an_address_can_be_cited(self, address: str) -> None:
        assert Citation.parse(f"mau/1-2003#{address}").place == address

    def test_an_instrument_without_a_decision_part(self) -> None:
        assert split("Điều 1. Phạm vi\n1. Thư.\nĐiều 2. Thi hành\n") == {
            "d1": "Phạm vi",
            "d1.k1": "Thư.",
            "d2": "Thi hành",
        }

    def test_the_closing_mark_ends_the_last_article(self) -> None:
        """A bad copy may have lost the signature block and the words before the recipients."""
        assert split("Điều 1. Phạm vi\n1. Thư./.\nnơi gửi: - Bộ Mẫu;\n- Sở Mẫu.\n") == {
            "d1": "Phạm vi",
            "d1.k1": "Thư./.",
        }

    def test_a_gap_in_the_numbers_is_kept_and_noted(self) -> None:
        split_text = read("Điều 1. Phạm vi\n1. Thư.\n3. Phong bì.\n")

        assert dict(split_text.texts) == {"d1": "Phạm vi", "d1.k1": "Thư.", "d1.k3": "Phong bì."}
        assert [(note.reason, note.line) for note in split_text.notes] == [("order", 3)]

    def test_what_was_left_out_is_reported(self) -> None:
        notes = [(note.line, note.reason) for note in read(GAZETTE).notes]

        assert notes == [
            (1, "comment"),
            (3, "outside"),
            (11, "page-header"),
            (12, "page-number"),
            (14, "outside"),
            (37, "page-header"),
            (38, "page-number"),
            (45, "outside"),
            (49, "outside"),
        ]

    def test_the_footer_of_a_site_and_the_unicode_form_are_reported(self) -> None:
        reasons = {note.reason for note in read(unicodedata.normalize("NFD", WEB_PAGE)).notes}

        assert reasons == {"unicode", "outside", "footer"}
        assert split(unicodedata.normalize("NFD", WEB_PAGE)) == split(WEB_PAGE)

    def test_a_note_speaks_both_languages(self) -> None:
        first = read(GAZETTE).notes[0]

        assert first.message("vi") == "Dòng 1: bỏ dòng chú thích."
        assert first.message("en") == "Line 1: comment line left out."

    def test_nothing_at_all_has_no_pieces(self) -> None:
        assert split("") == {}

    @given(st.text(alphabet="Điều 12.a)-\nbA:;", max_size=60))
    def test_any_text_is_taken_apart(self, text: str) -> None:
        assert all(split(text))


ROWS = {
    "d1": "Phạm vi",
    "d1.k1": "Thư đi.",
    "d1.k1.a": "Gửi ngay. Không chờ.",
    "d1.k1.a.s1": "Gửi ngay.",
    "d1.k1.a.s2": "Không chờ.",
}
TEXT = "Điều 1. Phạm vi\n1. Thư đi.\na) Gửi ngay. Không chờ.\n"


def prints(rows: dict[str, str]) -> dict[str, str]:
    return {at: fingerprint(text) for at, text in rows.items()}


class TestCompare:
    """A ledger against a text: what is the same, changed, missing, extra."""

    def test_the_text_that_was_read(self) -> None:
        assert compare(prints(ROWS), TEXT) == [(at, "same") for at in ROWS]

    def test_one_changed_word_shows_in_its_sentence_and_in_the_point(self) -> None:
        judged = dict(compare(prints(ROWS), TEXT.replace("chờ", "đợi")))

        changed = {at for at, state in judged.items() if state == "changed"}
        assert changed == {"d1.k1.a", "d1.k1.a.s2"}

    def test_what_the_text_lost_is_missing(self) -> None:
        judged = compare(prints(ROWS), TEXT.replace(" Không chờ.", ""))

        assert judged[-2:] == [("d1.k1.a.s1", "same"), ("d1.k1.a.s2", "missing")]

    def test_what_no_row_speaks_of_is_extra(self) -> None:
        judged = compare(prints(ROWS), TEXT.replace("chờ.", "chờ. Không đợi.") + "b) Trả thư.\n")

        assert judged[-2:] == [("d1.k1.b", "extra"), ("d1.k1.a.s3", "extra")]

    def test_a_sentence_that_starts_a_line_may_be_a_paragraph(self) -> None:
        wrapped = TEXT.replace(" Không", "\nKhông")

        assert "d1.k1.a.p2" in split(wrapped)
        assert compare(prints(ROWS), wrapped) == [(at, "same") for at in ROWS]

    def test_a_paragraph_with_a_row_of_its_own_stays_one(self) -> None:
        rows = {
            "d1": "Phạm vi",
            "d1.k1": "Thư đi. Thư đến.",
            "d1.k1.s1": "Thư đi.",
            "d1.k1.s2": "Thư đến.",
            "d1.k1.p2": "Giữ thư.",
        }
        text = "Điều 1. Phạm vi\n1. Thư đi. Thư đến.\nGiữ thư.\n"

        assert compare(prints(rows), text) == [(at, "same") for at in rows]


SCRIPT = Path(__file__).parents[2] / "scripts" / "fill_fingerprints.py"
LEDGER = """# kept
[instrument]
id = "mau/1-2003"

[[clause]]
at = "d1"
kind = "informative"
text = "verbatim"   # read twice
vi = "Phạm vi."

[[clause]]
at = "d1.k1"
text = "verbatim"
sha256 = "old"

[[clause.rule]]
id = "x"

[[clause]]
at = "d1.k1.a"
text = "reconstructed"

[[clause]]
at = "d7"
text = "verbatim"
sha256 = ""
"""


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fill_fingerprints", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestFillFingerprints:
    """The developer's script edits a ledger as text and touches nothing else."""

    def test_fingerprints_are_put_in_and_everything_else_stays(self, tmp_path: Path) -> None:
        ledger, text = tmp_path / "mau.toml", tmp_path / "mau.txt"
        ledger.write_text(LEDGER, encoding="utf-8")
        text.write_text(TEXT, encoding="utf-8")

        status = script().main([str(ledger), str(text)])

        heading, clause = fingerprint("Phạm vi"), fingerprint("Thư đi.")
        expected = LEDGER.replace("read twice\n", f'read twice\nsha256 = "{heading}"\n')
        assert ledger.read_text(encoding="utf-8") == expected.replace("old", clause)
        assert status == 1, "d7 has no text"

    def test_rows_and_pieces_without_each_other_are_named(self) -> None:
        found = list(script().unmatched(LEDGER, TEXT + "2. Thư đến.\n"))

        assert found == ["row without text: d7", "text without row: d1.k2: Thư đến."]

    def test_bad_usage(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert script().main([]) == 2
        assert "INSTRUMENT.toml TEXTFILE" in capsys.readouterr().err
