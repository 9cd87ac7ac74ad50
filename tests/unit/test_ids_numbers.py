"""Numbers and symbols: Decree 30/2020, Annex I.II.3; Decree 34/2016, d58; Law 80/2015, d10."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from egovdocs.ids import (
    DocumentNumber,
    IdentifierTooLong,
    InvalidDocumentNumber,
    InvalidIdentifier,
    document_kind,
)

# fmt: off
LAWFUL = [
    # written                number  year  kind    groups            form
    ("15/QĐ-BNV",                 15, None, "QĐ",   "QĐ BNV",           "administrative"),
    ("05/BNV-VP",                  5, None, None,   "BNV VP",           "official-letter"),
    ("12/UBND-VX",                12, None, None,   "UBND VX",          "official-letter"),
    ("837/QĐ-UBND",              837, None, "QĐ",   "QĐ UBND",          "administrative"),
    ("194/TTr-CAT-QLHC",         194, None, "TTr",  "TTr CAT QLHC",     "administrative"),
    ("609/CAT-PC07",             609, None, None,   "CAT PC07",         "official-letter"),
    ("1531/TTg-CN",             1531, None, None,   "TTg CN",           "official-letter"),
    ("1233/QĐ-BGD&ĐT",          1233, None, "QĐ",   "QĐ BGD&ĐT",        "administrative"),
    ("01/SY-UBND",                 1, None, "SY",   "SY UBND",          "administrative"),
    ("28/2018/QĐ-TTg",            28, 2018, "QĐ",   "QĐ TTg",           "normative"),
    ("30/2020/NĐ-CP",             30, 2020, "NĐ",   "NĐ CP",            "normative"),
    ("01/2019/TT-BNV",             1, 2019, "TT",   "TT BNV",           "normative"),
    ("24/2019/QĐ-UBND",           24, 2019, "QĐ",   "QĐ UBND",          "normative"),
    ("16/2015/TTLT-BKHCN-BTC",    16, 2015, "TTLT", "TTLT BKHCN BTC",   "normative"),
    ("80/2015/QH13",              80, 2015, None,   "QH13",             "national-assembly"),
    ("02/2022/UBTVQH15",           2, 2022, None,   "UBTVQH15",         "national-assembly"),
    ("26-NQ/TW",                  26, None, "NQ",   "NQ TW",            "party"),
    ("39-QĐ/TW",                  39, None, "QĐ",   "QĐ TW",            "party"),
    ("14612-CV/VPTW",          14612, None, None,   "CV VPTW",          "party"),
]
# Every departure, the text that has it, how it is written, and the clause of the grammar.
DEPARTURES = [
    ("text.spaces",         "3565 /QĐ -UBND",           "3565/QĐ-UBND",       "pl1.p1.m2.k3.c"),
    ("text.spaces",         "20/2020/QĐ- TTg",          "20/2020/QĐ-TTg",     "d58.k4.a"),
    ("text.dashes",         "210/QĐ–TTg",               "210/QĐ-TTg",         "pl1.p1.m2.k3.c"),
    ("text.dashes",         "07/QĐ\u00adUBND",          "07/QĐ-UBND",         "pl1.p1.m2.k3.c"),
    ("text.letters",        "837/QÐ-UBND",              "837/QĐ-UBND",        "pl1.p1.m2.k3.b"),
    ("text.letters",        "837/QƉ-UBND",              "837/QĐ-UBND",        "pl1.p1.m2.k3.b"),
    ("text.case",           "837/qđ-ubnd",              "837/QĐ-UBND",        "pl1.p1.m2.k3.c"),
    ("text.case",           "28/2018/qđ-ttg",           "28/2018/QĐ-TTg",     "d58.k4.d"),
    ("text.case",           "6784/BGDĐT-GDTrH",         "6784/BGDĐT-GDTrH",   "pl1.p1.m2.k3.c"),
    ("text.extra",          "837/QĐ-UBND ngày 20/5/2019", "837/QĐ-UBND",      "pl1.p1.m2.k3.c"),
    ("text.extra",          "35/2025/NQ-HĐND./",        "35/2025/NQ-HĐND",    "d58.k4.a"),
    ("text.extra",          "46/2014/QH13 1",           "46/2014/QH13",       "d58.k4.a"),
    ("number.padding",      "7/QĐ-UBND",                "07/QĐ-UBND",         "pl1.p1.m2.k3.c"),
    ("number.padding",      "4/2025/TT-VPCP",           "04/2025/TT-VPCP",    "d58.k4.c"),
    ("number.zeros",        "031/2025/QĐ-UBND",         "31/2025/QĐ-UBND",    "d58.k4.c"),
    ("number.zeros",        "02223/QĐ-UBND",            "2223/QĐ-UBND",       "pl1.p1.m2.k3.c"),
    ("number.below-one",    "00/QĐ-UBND",               "00/QĐ-UBND",         "d15.k1"),
    ("number.letter",       "30a/2008/NQ-CP",           "30a/2008/NQ-CP",     "d58.k2"),
    ("number.separator",    "49/2025TT-BCT",            "49/2025/TT-BCT",     "d58.k4.đ"),
    ("number.separator",    "48/2017-TT-BYT",           "48/2017/TT-BYT",     "d58.k4.đ"),
    ("number.separator",    "837_QĐ-UBND",              "837/QĐ-UBND",        "pl1.p1.m2.k3.c"),
    ("number.separator",    "33B-HĐBT",                 "33b-HĐBT",           "pl1.p1.m2.k3.c"),
    ("number.separator",    "26-NQ-TW",                 "26-NQ/TW",           "pl1.p1.m2.k3.c"),
    ("number.year-missing", "83/TT-BTC",                "83/TT-BTC",          "d58.k2"),
    ("number.year-extra",   "146/2025/TB-VPA",          "146/2025/TB-VPA",    "pl1.p1.m2.k3.c"),
    ("symbol.missing",      "CV 4056",                  "4056",               "pl1.p1.m2.k3.b"),
    ("symbol.cut",          "349/TTr-",                 "349/TTr",            "pl1.p1.m2.k3.c"),
    ("symbol.hyphen",       "214/2025/NĐCP",            "214/2025/NĐ-CP",     "d58.k4.đ"),
    ("symbol.hyphen",       "07/QĐUBND",                "07/QĐ-UBND",         "pl1.p1.m2.k3.c"),
    ("symbol.hyphen",       "3051/QĐ UBND",             "3051/QĐ-UBND",       "pl1.p1.m2.k3.c"),
    ("symbol.hyphen",       "09/2024/QĐ/UBND",          "09/2024/QĐ-UBND",    "d58.k4.đ"),
    ("symbol.hyphen",       "05/2025/NQ.CP",            "05/2025/NQ-CP",      "d58.k4.đ"),
    ("symbol.sign",         "259/SNV-XDCQ,CTTN&BĐG",    "259/SNV-XDCQ,CTTN&BĐG", "pl1.p1.m2.k3.b"),
    ("symbol.marks",        "118/2021/ND-CP",           "118/2021/NĐ-CP",     "d58.k3"),
    ("symbol.kind",         "01/2025/VSP",              "01/2025/VSP",        "pl3.m1"),
    ("symbol.kind",         "789-QĐNS/TW",              "789-QĐNS/TW",        "pl3.m1"),
    ("symbol.letter-kind",  "39/CV-MTTQ",               "39/CV-MTTQ",         "pl1.p1.m2.k3.b"),
    ("symbol.issuer",       "142/2005/NĐ",              "142/2005/NĐ",        "d58.k3"),
    ("symbol.unit",         "99/SXD",                   "99/SXD",             "pl1.p1.m2.k3.b"),
    ("symbol.groups",       "61/2012/TT-BCA-C41",       "61/2012/TT-BCA-C41", "d58.k3"),
    ("symbol.length",       "02/2018/TTLT-VKSTC-TATC-BCA-BQP-BTC-BTP",
                            "02/2018/TTLT-VKSTC-TATC-BCA-BQP-BTC-BTP",    "pl6"),
    ("symbol.assembly",     "66/2025/NQ-UBTVQH15",      "66/2025/NQ-UBTVQH15", "d10.k3"),
    ("symbol.term",         "202/2025/QH",              "202/2025/QH",        "d10.k3"),
]
# Refused: the text, and how far it could be read.
REFUSED = [
    ("",               ""),
    ("QĐ-UBND",        ""),
    ("Số:.../QĐ-UBND", ""),
    ("20/5/2019",      "20/5/2019"),
    ("837/QĐ-UBND#1",  "837/QĐ-UBND"),
    ("٣٧/QĐ-UBND",     ""),
]
# fmt: on


@pytest.mark.parametrize(("text", "number", "year", "kind", "groups", "form"), LAWFUL)
def test_a_lawful_number_is_read_without_a_problem(
    text: str, number: int, year: int | None, kind: str | None, groups: str, form: str
) -> None:
    found = DocumentNumber.parse(text)

    assert (found.number, found.year, found.kind) == (number, year, kind)
    assert found.groups == tuple(groups.split())
    assert found.form == form
    assert found.problems == ()
    assert str(found) == text


@pytest.mark.parametrize(("code", "text", "canonical", "place"), DEPARTURES)
def test_a_departure_is_read_and_named(code: str, text: str, canonical: str, place: str) -> None:
    found = DocumentNumber.parse(text)
    clauses = {problem.code: problem.clause for problem in found.problems}

    assert str(found) == canonical
    assert code in clauses
    assert clauses[code].partition("#")[2] == place
    assert str(DocumentNumber.parse(canonical)) == canonical


@pytest.mark.parametrize(("text", "read"), REFUSED)
def test_what_cannot_be_read_is_refused_with_how_far_it_could(text: str, read: str) -> None:
    with pytest.raises(InvalidDocumentNumber) as caught:
        DocumentNumber.parse(text)

    assert (caught.value.text, caught.value.read) == (text, read)
    assert read in str(caught.value)


@pytest.mark.parametrize("prefix", ["Số: ", "Số ", "số:", "Quyết định số ", "Quyết định "])
def test_the_words_before_a_number_are_no_departure(prefix: str) -> None:
    """Decree 30/2020, Annex I.II.3.c: the word "Số" and a colon stand before the number."""
    found = DocumentNumber.parse(prefix + "837/QĐ-UBND")

    assert str(found) == "837/QĐ-UBND"
    assert found.problems == ()


def test_spelling_does_not_make_another_number() -> None:
    assert DocumentNumber.parse("Số: 7 /QÐ – UBND") == DocumentNumber.parse("07/QĐ-UBND")
    assert len({DocumentNumber.parse("7/QĐ-UBND"), DocumentNumber.parse("07/QĐ-UBND")}) == 1
    assert DocumentNumber.parse("07/QĐ-UBND") != DocumentNumber.parse("07/2019/QĐ-UBND")


def test_letters_composed_and_decomposed_are_the_same() -> None:
    """NFD writes Ư as two characters."""
    assert DocumentNumber.parse("09-NQ/TU\u031b") == DocumentNumber.parse("09-NQ/TƯ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("837/QĐ-UBND", "Quyết định"),
        ("12/UBND-VX", "Công văn"),
        ("20/TTr-STTTT", "Tờ trình"),
        ("80/2015/QH13", None),
        ("99/SXD", None),
    ],
)
def test_the_kind_is_told_where_the_symbol_tells_it(text: str, name: str | None) -> None:
    assert DocumentNumber.parse(text).kind_name == name


@pytest.mark.parametrize("text", ["9" * 10_000, "1" + " ," * 5_000, "12/" + "A-" * 5_000])
def test_ten_thousand_characters_are_refused_by_their_length(text: str) -> None:
    with pytest.raises(IdentifierTooLong) as caught:
        DocumentNumber.parse(text)

    assert (caught.value.length, caught.value.limit) == (len(text), 256)


def test_numbers_and_errors_travel_between_processes() -> None:
    found = DocumentNumber.parse("7/QĐ-UBND")
    copy = pickle.loads(pickle.dumps(found))

    assert copy == found
    assert copy.problems == found.problems
    assert str(pickle.loads(pickle.dumps(InvalidDocumentNumber("x", "")))) == str(
        InvalidDocumentNumber("x", "")
    )


BODIES = st.sampled_from(["UBND", "HĐND", "BNV", "TTg", "CP", "SXD", "CAT", "PC07", "BGD&ĐT"])
KINDS = st.sampled_from(["QĐ", "KH", "TTr", "CTr", "QyĐ", "BC", "TB"])
NORMATIVE = st.sampled_from(["QĐ", "NĐ", "TT", "NQ"])
COUNTS = st.integers(1, 99_999).map("{:02d}".format)
YEARS = st.integers(1945, 2099)
lawful = st.one_of(
    st.builds("{}/{}-{}".format, COUNTS, KINDS, BODIES),
    st.builds("{}/{}-{}".format, COUNTS, BODIES, BODIES),
    st.builds("{}/{}/{}-{}".format, COUNTS, YEARS, NORMATIVE, BODIES),
    st.builds("{}/{}/QH{}".format, COUNTS, YEARS, st.integers(1, 15)),
    st.builds("{}-{}/{}".format, COUNTS, KINDS, st.sampled_from(["TW", "TU", "ĐU", "VPTW"])),
)
PIECES = ["QĐ", "UBND", "TTg", "NĐCP", "TTLT", "QH13", "TW", "sl", "12", "2019", "007", "0", "a",
          "/", "-", " ", "_", ".", ",", "&", "–", "ngày", "(x)", "Số:", "Ð", "H12"]  # fmt: skip
typed = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


def attempt(text: str) -> DocumentNumber | InvalidIdentifier:
    try:
        return DocumentNumber.parse(text)
    except InvalidIdentifier as error:
        return error


class TestProperties:
    """Identity, totality and idempotence."""

    @given(lawful)
    def test_a_lawful_number_is_its_own_canonical_form(self, text: str) -> None:
        found = DocumentNumber.parse(text)

        assert str(found) == text
        assert found.problems == ()

    @given(lawful)
    def test_spaces_and_dashes_change_nothing_but_the_problems(self, text: str) -> None:
        found = DocumentNumber.parse("Số: " + text.replace("-", " – ").replace("/", "/ "))

        assert str(found) == text
        assert found.problems != ()

    @given(st.one_of(st.text(max_size=40), typed))
    @example("2019/QĐ.,số")
    def test_reading_never_fails_any_other_way(self, text: str) -> None:
        found = attempt(text)

        if isinstance(found, InvalidIdentifier):
            assert found.text == text
        else:
            again = DocumentNumber.parse(str(found))
            assert again == found
            assert (again.number, again.groups) == (found.number, found.groups)
            assert (again.form, again.kind) == (found.form, found.kind)

    @given(lawful)
    def test_a_kind_in_a_number_is_a_known_kind(self, text: str) -> None:
        kind = DocumentNumber.parse(text).kind

        assert kind is None or document_kind(kind)
