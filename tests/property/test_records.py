"""Cases as JSON: what is written is read back the same; every word is read in both languages."""
# ruff: noqa: E501 - a table, one refusal a line

from __future__ import annotations

import json
import string
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.record import (
    UNKNOWN,
    VOCABULARIES,
    Case,
    Document,
    Event,
    File,
    Image,
    InvalidInstant,
    Message,
    MissingKey,
    NaiveEvent,
    Observed,
    Party,
    Scan,
    Signature,
    Signer,
    UnknownKey,
    UnknownWord,
    WithoutZone,
    WrongType,
    case_from_json,
)

# -- strategies ----------------------------------------------------------------------------------

LETTERS = string.ascii_letters + string.digits + "ÀĐăâêôơưđạả /.,-"


def maybe(part: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A fact, none, or nobody knows."""
    return st.one_of(st.just(UNKNOWN), st.none(), part)


def word(vocabulary: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(VOCABULARIES[vocabulary].words))


def listed(part: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(part, max_size=3).map(tuple)


zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.datetimes(datetime(2018, 1, 1), datetime(2030, 1, 1), timezones=zones)  # noqa: DTZ001
days = st.dates(date(2018, 1, 1), date(2030, 1, 1))
texts, flags = st.text(LETTERS, max_size=8), st.booleans()
numbers = listed(st.floats(0, 300, allow_nan=False))

parties = st.builds(
    Party, id=maybe(texts), name=maybe(texts), kind=maybe(word("party-kind")),
    level=maybe(word("level")), on_system=maybe(flags), lacks=maybe(listed(word("lack"))),
    registered_for=maybe(listed(word("purpose"))), has_account=maybe(flags),
)  # fmt: skip
images = st.builds(
    Image, colour=maybe(word("colour")), format=maybe(texts), size_mm=maybe(numbers),
    page=maybe(st.integers(1, 9)), box=maybe(numbers), transparent=maybe(flags),
)  # fmt: skip
signatures = st.builds(
    Signature, by=maybe(word("signed-by")), valid=maybe(flags), at=maybe(instants),
    image=maybe(images), issuer=maybe(texts),
)  # fmt: skip
scans = st.builds(Scan, pdf_version=maybe(texts), dpi=maybe(st.integers(1, 600)))
files = st.builds(
    File, name=maybe(texts), role=maybe(word("role")), signed=maybe(flags),
    signatures=maybe(listed(signatures)), scan=maybe(scans),
)  # fmt: skip
documents = st.builds(
    Document, id=maybe(texts), date=maybe(days), kind=maybe(texts), urgency=maybe(word("urgency")),
    state_secret=maybe(flags), subjects=maybe(listed(word("subject"))), sender=maybe(parties),
    purposes=maybe(listed(word("purpose"))), recipients=maybe(listed(parties)),
    signer=maybe(st.builds(Signer, maybe(texts), maybe(texts))), files=maybe(listed(files)),
    signatures=maybe(listed(signatures)), charset=maybe(word("charset")),
    reply_by=maybe(st.one_of(days, instants)), due=maybe(st.one_of(days, instants)),
    status=maybe(word("state")),
)  # fmt: skip
messages = st.builds(
    Message, relation=maybe(word("relation")), sender=maybe(parties),
    recipients=maybe(listed(parties)), within_competence=maybe(flags), permitted_by=maybe(texts),
)  # fmt: skip
events = st.builds(
    Event, word("event"), instants, agency=maybe(texts), channel=maybe(word("channel")),
    reason=maybe(texts), items=maybe(listed(word("outage-item"))), period=maybe(texts),
    coordinating=maybe(listed(texts)), due=maybe(st.one_of(days, instants)),
    result=maybe(word("scan-result")), form=maybe(word("form")), intact=maybe(flags),
)  # fmt: skip
watched = st.one_of(
    word("event"), st.builds("{}@{}".format, word("event"), word("channel"))
)  # fmt: skip
observations = st.builds(Observed, instants, st.one_of(st.just("all"), listed(watched)))
cases = st.builds(
    Case, texts, listed(events), document=maybe(documents), message=maybe(messages),
    about=word("about"), observed=st.one_of(st.none(), observations),
    profile=st.one_of(st.just(UNKNOWN), texts), periods=st.one_of(st.just(UNKNOWN), listed(texts)),
)  # fmt: skip


class TestRoundTrip:
    @given(cases)
    def test_written_and_read_back_it_is_the_same(self, case: Case) -> None:
        assert Case.from_json(case.to_json()) == case

    @given(cases)
    def test_also_through_text(self, case: Case) -> None:
        text = json.dumps(case.to_json(), ensure_ascii=False)

        assert Case.from_json(json.loads(text)) == case

    @given(cases)
    def test_what_is_unknown_is_not_written(self, case: Case) -> None:
        written = case.to_json()

        assert UNKNOWN not in written.values()
        assert ("document" in written) is (case.document is not UNKNOWN)

    @given(cases)
    def test_writing_keeps_the_zone_in_which_an_instant_was_given(self, case: Case) -> None:
        for event, written in zip(case.events, case.to_json().get("events", []), strict=True):
            assert written["at"] == event.at.isoformat()

    @given(st.recursive(st.none() | flags | st.integers() | texts, st.lists))
    def test_anything_but_an_object_is_refused(self, value: Any) -> None:
        with pytest.raises(WrongType):
            case_from_json(value)


# -- words in two languages ------------------------------------------------------------------------


def spellings() -> Iterator[Any]:
    """Every word of every list, as a writer may write it."""
    for name, vocabulary in VOCABULARIES.items():
        for english, vietnamese in vocabulary.words.items():
            for text in (english, *vietnamese.split("|")):
                yield pytest.param(name, text, english, id=f"{name}-{text}")


SPELLINGS = list(spellings())
each_spelling = pytest.mark.parametrize(("name", "text", "english"), SPELLINGS)


class TestWords:
    @each_spelling
    def test_read_in_both_languages(self, name: str, text: str, english: str) -> None:
        assert VOCABULARIES[name].get(text) == english

    @each_spelling
    def test_letter_case_spaces_hyphens_and_composition_do_not_matter(
        self, name: str, text: str, english: str
    ) -> None:
        vocabulary = VOCABULARIES[name]

        assert vocabulary.get(f"  {text.upper()} ") == english
        assert vocabulary.get(text.replace("-", "_")) == english
        assert vocabulary.get(unicodedata.normalize("NFD", text)) == english

    @pytest.mark.parametrize("name", VOCABULARIES)
    def test_each_has_a_vietnamese_name_with_its_marks(self, name: str) -> None:
        vocabulary = VOCABULARIES[name]

        for english in vocabulary.words:
            spoken = vocabulary.vietnamese(english)
            assert spoken
            assert unicodedata.is_normalized("NFC", spoken)

    @pytest.mark.parametrize("name", VOCABULARIES)
    def test_no_spelling_means_two_things(self, name: str) -> None:
        told = [
            (text.casefold().replace("-", " "), english)
            for vocabulary, text, english in (row.values for row in SPELLINGS)
            if vocabulary == name
        ]
        meanings = {text: {word for other, word in told if other == text} for text, _ in told}

        assert [text for text, words in meanings.items() if len(words) > 1] == []

    def test_a_word_outside_the_list_is_unknown(self) -> None:
        assert VOCABULARIES["urgency"].get("gấp") is None


# -- strictness -----------------------------------------------------------------------------------

AT = "2020-03-02T08:00:00+07:00"

# fmt: off
REFUSED: list[tuple[dict[str, Any], type[Exception], dict[str, str]]] = [
    # what is written                                        error           and where
    ({},                                                     MissingKey,     {"key": "case"}),
    ({"case": None},                                         MissingKey,     {"key": "case"}),
    ({"case": 7},                                            WrongType,      {"field": "case"}),
    ({"documnet": {}},                                       UnknownKey,     {"key": "documnet", "closest": "document"}),
    ({"document": {"recipient": []}},                        UnknownKey,     {"field": "document", "closest": "recipients"}),
    ({"document": []},                                       WrongType,      {"field": "document"}),
    ({"document": {"state_secret": "no"}},                   WrongType,      {"field": "document.state_secret"}),
    ({"document": {"date": "02/03/2020"}},                   InvalidInstant, {"field": "document.date"}),
    ({"document": {"urgency": "khẩnn"}},                     UnknownWord,    {"field": "document.urgency", "closest": "khẩn"}),
    ({"document": {"urgency": "timd-express"}},              UnknownWord,    {"closest": "timed-express"}),
    ({"document": {"recipients": [{}, {"kind": "x"}]}},      UnknownWord,    {"field": "document.recipients[1].kind"}),
    ({"document": {"signatures": [{"image": {"page": 1.5}}]}}, WrongType,    {"field": "document.signatures[0].image.page"}),
    ({"document": {"files": [{"signed": 1}]}},               WrongType,      {"field": "document.files[0].signed"}),
    ({"events": [{"at": AT}]},                               MissingKey,     {"key": "type"}),
    ({"events": [{"type": "arrived"}]},                      MissingKey,     {"key": "at"}),
    ({"events": [{"type": "arived", "at": AT}]},             UnknownWord,    {"closest": "arrived"}),
    ({"events": [{"type": "arrived", "at": "2020-03-02T08:00:00"}]}, WithoutZone, {"field": "events[0].at"}),
    ({"events": [{"type": "arrived", "at": "today"}]},       InvalidInstant, {"value": "today"}),
    ({"observed": {"types": "all"}},                         MissingKey,     {"key": "until"}),
    ({"observed": {"until": AT, "types": ["arrived@fax"]}},  UnknownWord,    {"field": "observed.types[0]"}),
    ({"about": "paper"},                                     UnknownWord,    {"field": "about"}),
]
# fmt: on


class TestStrictReading:
    """A line that cannot be understood is refused, with the place and what was expected."""

    @pytest.mark.parametrize(("written", "error", "fields"), REFUSED)
    def test_refused(
        self, written: dict[str, Any], error: type[Exception], fields: dict[str, str]
    ) -> None:
        whole = written if "case" in written or not written else {"case": "T", **written}

        with pytest.raises(error) as caught:
            Case.from_json(whole)

        for name, value in fields.items():
            assert getattr(caught.value, name) == value

    def test_the_type_is_named_in_both_languages(self) -> None:
        with pytest.raises(WrongType) as caught:
            Case.from_json({"case": "T", "events": "?"})

        vi, en = caught.value.message("vi"), caught.value.message("en")
        assert vi == "Trường “events” có giá trị '?'; kiểu phải là danh sách."
        assert en == "The field “events” has the value '?'; expected list."

    def test_absent_null_and_empty_are_three_things(self) -> None:
        def purposes(document: dict[str, Any]) -> object:
            read = Case.from_json({"case": "T", "document": document}).document
            assert isinstance(read, Document)
            return read.purposes

        assert purposes({}) is UNKNOWN
        assert purposes({"purposes": None}) is None
        assert purposes({"purposes": []}) == ()

    def test_an_event_made_without_a_zone_is_refused(self) -> None:
        with pytest.raises(NaiveEvent):
            Event("arrived", datetime(2020, 3, 2, 8))  # noqa: DTZ001 - that is the point

    def test_unknown_has_no_truth_value(self) -> None:
        with pytest.raises(TypeError):
            bool(UNKNOWN)

    def test_values_are_frozen(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Case("T").case = "other"  # type: ignore[misc]
