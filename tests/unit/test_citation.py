"""An address of a clause is read leniently and written, and spoken, in one way."""

from __future__ import annotations

import pickle
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from egovdocs.citation import Citation, InvalidCitation, Segment, shipped_names
from egovdocs.errors import Lang

# fmt: off
SPOKEN = [
    # address                          Vietnamese, English
    ("ca-mau/837-2019#d7.k2.h",        "điểm h khoản 2 Điều 7 Quyết định 837/QĐ-UBND",
                                       "point h, clause 2, Article 7, Decision 837/QĐ-UBND"),
    ("ca-mau/837-2019#dm.10",          "mục số 10 Danh mục kèm theo Quyết định 837/QĐ-UBND",
                                       "item 10, the annexed list, Decision 837/QĐ-UBND"),
    ("ca-mau/837-2019#qd.d2",          "Điều 2 (phần Quyết định) Quyết định 837/QĐ-UBND",
                                       "Article 2, (the decision itself), Decision 837/QĐ-UBND"),
    ("ca-mau/837-2019#qd",             "(phần Quyết định) Quyết định 837/QĐ-UBND",
                                       "(the decision itself), Decision 837/QĐ-UBND"),
    ("vn/28-2018-qd-ttg#d6.k2.p2",     "đoạn 2 khoản 2 Điều 6 Quyết định 28/2018/QĐ-TTg",
                                       "paragraph 2, clause 2, Article 6, Decision 28/2018/QĐ-TTg"),
    ("vn/28-2018-qd-ttg#d9.k1.s1",     "câu 1 khoản 1 Điều 9 Quyết định 28/2018/QĐ-TTg",
                                       "sentence 1, clause 1, Article 9, Decision 28/2018/QĐ-TTg"),
    ("vn/01-2019-tt-bnv#d6.k2.b.g3",
     "gạch đầu dòng thứ 3 điểm b khoản 2 Điều 6 Thông tư 01/2019/TT-BNV",
     "dash 3, point b, clause 2, Article 6, Circular 01/2019/TT-BNV"),
    ("vn/30-2020-nd-cp#pl1.p1.m2.k3.c",
     "điểm c khoản 3 Mục 2 Phần 1 Phụ lục 1 Nghị định 30/2020/NĐ-CP",
     "point c, clause 3, Section 2, Part 1, Annex 1, Decree 30/2020/NĐ-CP"),
    ("vn/30-2020-nd-cp#pl1.p1.k3.p2",
     "đoạn 2 khoản 3 Phần 1 Phụ lục 1 Nghị định 30/2020/NĐ-CP",
     "paragraph 2, clause 3, Part 1, Annex 1, Decree 30/2020/NĐ-CP"),
    ("vn/20-2023-qh15",                "Luật 20/2023/QH15", "Law 20/2023/QH15"),
    # One name in both languages: the words before it tell which one is spoken.
    ("vn/qcvn-102-2016#d3",            "Điều 3 QCVN 102:2016/BTTTT",
                                       "Article 3, QCVN 102:2016/BTTTT"),
]
LENIENT = [
    # as people write it                          the one way
    ("ca-mau/837-2019#d7.k1.dd",                  "ca-mau/837-2019#d7.k1.đ"),
    ("ca-mau/837-2019#d7.k1.Đ",                   "ca-mau/837-2019#d7.k1.đ"),
    ("  Ca-Mau/837-2019#D7.K2.H ",                "ca-mau/837-2019#d7.k2.h"),
    ("long-an/24-2019#d05.k02",                   "long-an/24-2019#d5.k2"),
    ("long-an/24-2019#d5a",                       "long-an/24-2019#d5a"),
    (" long-an/24-2019 ",                         "long-an/24-2019"),
]
HEARD = [
    # as people say it                                          the address
    ("Điểm Đ, Khoản 2, Điều 05, Quyết định 28/2018/QĐ-TTg",     "vn/28-2018-qd-ttg#d5.k2.đ"),
    ("  điểm  d khoản 1\nĐiều 5 Quyết định 24/2019/QĐ-UBND tỉnh Long An",
                                                                "long-an/24-2019#d5.k1.d"),
    ("article 8, Law 51/2005/QH11",                             "vn/51-2005-qh11#d8"),
]
WRONG = [
    # text                        the part that cannot be read
    ("",                          ""),
    ("long-an",                   "long-an"),
    ("long-an/24-2019#",          "long-an/24-2019#"),
    ("long-an/24-2019#d5..k2",    ""),
    ("long-an/24-2019#d5.",       ""),
    ("long-an/24-2019#d5.kk",     "kk"),
    ("long-an/24-2019#điều5",     "long-an/24-2019#điều5"),
    ("long-an/24-2019#d5.qd",     "qd"),
    ("long-an/24-2019#d5#k2",     "long-an/24-2019#d5#k2"),
]
UNHEARD = [
    # text                                          the part that cannot be read
    ("Điều 5 Quyết định 99/2099/QĐ-UBND",           "Điều 5 Quyết định 99/2099/QĐ-UBND"),
    ("khoản x Điều 5 Quyết định 28/2018/QĐ-TTg",    "khoản x Điều 5"),
    ("Điều 5 chương 2 Quyết định 28/2018/QĐ-TTg",   "chương 2"),
    ("Điều h Quyết định 28/2018/QĐ-TTg",            "Điều h"),
    ("(phần Quyết định) Điều 5 Quyết định 28/2018/QĐ-TTg", "qd"),
    ("",                                            ""),
]
# fmt: on
LANGS: tuple[Lang, ...] = ("vi", "en")

numbers = st.integers(1, 199).map(str)
letters = st.sampled_from("abcdđeghiklmnopqrstuvxy")
small = st.lists(
    st.one_of(
        numbers.map("g{}".format), numbers.map("p{}".format), numbers.map("s{}".format), letters
    ),
    max_size=2,
)


def joined(*parts: str | list[str]) -> str:
    steps = (part if isinstance(part, list) else [part] for part in parts)
    return ".".join(step for group in steps for step in group if step)


articles = st.builds(
    joined,
    st.sampled_from(["", "qd"]),
    numbers.map("d{}".format),
    st.one_of(st.just(""), numbers.map("k{}".format)),
    small,
)
annexes = st.builds(
    joined,
    numbers.map("pl{}".format),
    st.one_of(st.just(""), numbers.map("p{}".format)),
    st.one_of(st.just(""), numbers.map("m{}".format)),
    numbers.map("k{}".format),
    small,
)
lists = st.one_of(st.just("dm"), numbers.map("dm.{}".format), st.just("qd"))
shipped = st.sampled_from(sorted(shipped_names()))
addresses = st.one_of(
    shipped, st.builds("{}#{}".format, shipped, st.one_of(articles, annexes, lists))
)


def stable_or_refused(reading: Callable[[str], Citation], text: str) -> bool:
    """Whether *text* is read to something that reads back, or refused by its own name."""
    try:
        citation = reading(text)
    except InvalidCitation as error:
        return error.text == text
    return Citation.parse(str(citation)) == citation


class TestAddress:
    """``parse`` and ``str``."""

    @given(addresses)
    @example("ca-mau/837-2019#d7.k2.đ")
    def test_writing_what_was_read_is_identity(self, address: str) -> None:
        assert str(Citation.parse(address)) == address

    @given(addresses)
    def test_letter_case_blanks_and_unicode_form_do_not_matter(self, address: str) -> None:
        other = f" {unicodedata.normalize('NFD', address.upper())}\n"

        assert Citation.parse(other) == Citation.parse(address)

    @given(st.one_of(st.text(max_size=30), st.text("x/#.dkđ12pl", max_size=12).map("x/y#".__add__)))
    def test_reading_never_fails_any_other_way(self, text: str) -> None:
        assert stable_or_refused(Citation.parse, text)

    @pytest.mark.parametrize(("written", "canonical"), LENIENT)
    def test_lenient_spellings(self, written: str, canonical: str) -> None:
        assert str(Citation.parse(written)) == canonical

    @pytest.mark.parametrize(("text", "segment"), WRONG)
    def test_what_cannot_be_read_is_named(self, text: str, segment: str) -> None:
        with pytest.raises(InvalidCitation) as caught:
            Citation.parse(text)

        assert (caught.value.text, caught.value.segment) == (text, segment)

    def test_a_place_is_a_chain_of_segments(self) -> None:
        here = Citation.parse("vn/30-2020-nd-cp#pl1.p2.m3")

        assert here.segments == (
            Segment("annex", "1"),
            Segment("part", "2"),
            Segment("section", "3"),
        )
        assert here.place == "pl1.p2.m3"

    def test_a_citation_travels(self) -> None:
        here = Citation.parse("long-an/24-2019#d5.k2.b")

        assert pickle.loads(pickle.dumps(here)) == here
        assert len({here, Citation.parse("long-an/24-2019#d5.k2.b")}) == 1


class TestSpeech:
    """``spoken`` and ``read``."""

    @pytest.mark.parametrize(("address", "vi", "en"), SPOKEN)
    def test_spoken_smallest_part_first(self, address: str, vi: str, en: str) -> None:
        here = Citation.parse(address)

        assert (here.spoken("vi"), here.spoken("en")) == (vi, en)

    @pytest.mark.parametrize(("address", "vi", "en"), SPOKEN)
    def test_heard_in_both_languages(self, address: str, vi: str, en: str) -> None:
        assert [str(Citation.read(text)) for text in (vi, en)] == [address, address]

    @given(addresses, st.sampled_from(LANGS))
    def test_hearing_what_was_spoken_is_identity(self, address: str, lang: Lang) -> None:
        here = Citation.parse(address)

        assert Citation.read(here.spoken(lang)) == here

    @pytest.mark.parametrize(("text", "address"), HEARD)
    def test_commas_blanks_and_capitals_do_not_matter(self, text: str, address: str) -> None:
        assert str(Citation.read(text)) == address

    @pytest.mark.parametrize(("text", "segment"), UNHEARD)
    def test_what_cannot_be_heard_is_named(self, text: str, segment: str) -> None:
        with pytest.raises(InvalidCitation) as caught:
            Citation.read(text)

        assert (caught.value.text, caught.value.segment) == (text, segment)

    @given(st.text("Điềukhoảnđm 12,()Phầ", max_size=30), st.sampled_from(sorted(shipped_names())))
    def test_hearing_never_fails_any_other_way(self, words: str, instrument: str) -> None:
        text = f"{words} {shipped_names()[instrument]['vi']}"
        assert stable_or_refused(Citation.read, text)

    def test_names_can_be_given(self) -> None:
        """An integrator's own instrument is spoken by its own name."""
        names = {"vi-du/1-2024": {"vi": "Quyết định 1/2024", "en": "Decision 1/2024"}}
        here = Citation.parse("vi-du/1-2024#d3")

        assert here.spoken("vi", names) == "Điều 3 Quyết định 1/2024"
        assert Citation.read("Article 3, Decision 1/2024", names) == here

    def test_the_name_that_fits_wins_over_one_that_ends_alike(self) -> None:
        names = {
            "vi-du/1": {"vi": "Quy chế", "en": "Regulation"},
            "vi-du/2": {"vi": "Điều lệ và Quy chế", "en": "Charter and Regulation"},
        }

        assert str(Citation.read("Điều 3 Điều lệ và Quy chế", names)) == "vi-du/2#d3"

    def test_an_instrument_without_a_name_is_called_by_its_id(self) -> None:
        assert Citation.parse("vi-du/1-2024#d3").spoken("vi", {}) == "Điều 3 vi-du/1-2024"


class TestWithin:
    """A clause is within itself and within what holds it."""

    @pytest.mark.parametrize("outer", ["long-an/24-2019", "long-an/24-2019#d5.k2"])
    def test_inside(self, outer: str) -> None:
        assert Citation.parse("long-an/24-2019#d5.k2.b").within(Citation.parse(outer))

    @pytest.mark.parametrize(
        "other", ["long-an/24-2019#d5.k2.b.s1", "long-an/24-2019#d5.k1", "ca-mau/837-2019#d5.k2"]
    )
    def test_outside(self, other: str) -> None:
        assert not Citation.parse("long-an/24-2019#d5.k2.b").within(Citation.parse(other))

    @given(addresses)
    def test_reflexive(self, address: str) -> None:
        assert Citation.parse(address).within(Citation.parse(address))


def test_every_name_is_composed_vietnamese_in_both_languages() -> None:
    for instrument, name in shipped_names().items():
        assert set(name) == {"vi", "en"}, instrument
        assert all(unicodedata.is_normalized("NFC", text) and text for text in name.values())


def test_no_two_instruments_share_a_name() -> None:
    for lang in LANGS:
        names = [name[lang] for name in shipped_names().values()]
        assert len(set(names)) == len(names)
