"""Kinds: Decree 30/2020, Article 7 and Annex III, section I; Law 80/2015, Article 4."""

from __future__ import annotations

import pytest

from egovdocs.ids import KINDS, UnknownDocumentKind, document_kind

# fmt: off
ARTICLE_7 = [
    ("Nghị quyết", "NQ"), ("Quyết định", "QĐ"), ("Chỉ thị", "CT"), ("Quy chế", "QC"),
    ("Quy định", "QyĐ"), ("Thông cáo", "TC"), ("Thông báo", "TB"), ("Hướng dẫn", "HD"),
    ("Chương trình", "CTr"), ("Kế hoạch", "KH"), ("Phương án", "PA"), ("Đề án", "ĐA"),
    ("Dự án", "DA"), ("Báo cáo", "BC"), ("Biên bản", "BB"), ("Tờ trình", "TTr"),
    ("Hợp đồng", "HĐ"), ("Công văn", None), ("Công điện", "CĐ"), ("Bản ghi nhớ", "BGN"),
    ("Bản thỏa thuận", "BTT"), ("Giấy ủy quyền", "GUQ"), ("Giấy mời", "GM"),
    ("Giấy giới thiệu", "GGT"), ("Giấy nghỉ phép", "GNP"), ("Phiếu gửi", "PG"),
    ("Phiếu chuyển", "PC"), ("Phiếu báo", "PB"), ("Thư công", None),
]
NORMATIVE = {
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Nghị quyết", "Nghị quyết liên tịch",
    "Nghị định", "Quyết định", "Thông tư", "Thông tư liên tịch", "Chỉ thị",
}
SPELT = [
    ("qđ",                    "Quyết định"),
    ("QD",                    "Quyết định"),
    ("QÐ",                    "Quyết định"),
    ("QUYẾT ĐỊNH",            "Quyết định"),
    ("quyet dinh",            "Quyết định"),
    ("  Tờ   trình ",         "Tờ trình"),
    ("Nghị quyết (cá biệt)",  "Nghị quyết"),
    ("CTr",                   "Chương trình"),
    ("CT",                    "Chỉ thị"),
    ("QyĐ",                   "Quy định"),
    ("DA",                    "Dự án"),
    ("ĐA",                    "Đề án"),
    ("CV",                    "Công văn"),
    ("cong van",              "Công văn"),
    ("UQ",                    "Giấy ủy quyền"),
    ("TT",                    "Thông tư"),
    ("TTr",                   "Tờ trình"),
    ("nđ",                    "Nghị định"),
]
# fmt: on


def test_the_29_kinds_stand_in_the_order_of_the_article() -> None:
    rows = [kind for kind in KINDS if kind.group == "administrative"]

    assert [(kind.name, kind.abbreviation) for kind in rows] == ARTICLE_7
    assert not any(kind.normative for kind in rows)


def test_normative_kinds_are_marked() -> None:
    assert {kind.name for kind in KINDS if kind.normative} == NORMATIVE


def test_copies_have_abbreviations_of_their_own() -> None:
    copies = {kind.name: kind.abbreviation for kind in KINDS if kind.group == "copy"}

    assert copies == {"Bản sao y": "SY", "Bản trích sao": "TrS", "Bản sao lục": "SL"}


@pytest.mark.parametrize(("text", "name"), SPELT)
def test_names_and_abbreviations_are_read_leniently(text: str, name: str) -> None:
    assert document_kind(text) == name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.group}-{kind.name}")
def test_each_kind_is_found_by_its_name(kind: object) -> None:
    name = getattr(kind, "name", "")

    assert document_kind(name) == name
    assert document_kind(name.upper()) == name


@pytest.mark.parametrize(("text", "closest"), [("Quyết địn", "Quyết định"), ("", "-")])
def test_an_unknown_kind_is_refused_with_the_closest(text: str, closest: str) -> None:
    with pytest.raises(UnknownDocumentKind) as caught:
        document_kind(text)

    assert (caught.value.text, caught.value.closest) == (text, closest)
