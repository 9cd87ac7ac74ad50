"""From a document to a message, and from a message to what answers it."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from pathlib import Path

import attrs
import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from edxml_samples import PDF
from egovdocs.edxml import (
    Composed,
    Deviation,
    DocumentMessage,
    Joiner,
    Received,
    Receiver,
    Replacement,
    StatusMessage,
    answer,
    compose,
    read,
    recall,
    update,
    write,
)
from egovdocs.edxml.problems import (
    LacksContent,
    LacksFact,
    NotAParty,
    UnwritableText,
    WouldDepart,
)
from egovdocs.record import UNKNOWN, Document, File, Party, Signer
from egovdocs.timing import VN, NaiveInstant

SENDER, ONE, TWO = "000.00.00.H39", "000.00.07.H39", "H39.08"
AT = datetime(2023, 3, 2, 9, 9, tzinfo=VN)
SCHEMA = xmlschema.XMLSchema(
    (Path(__file__).parents[2] / "src/egovdocs/edxml/schemas/edxml-102.xsd").read_text("utf-8")
)
DOCUMENT = Document(
    id=f"{SENDER},2023/03/02,12/UBND-VX",
    number="12/UBND-VX",
    date=date(2023, 3, 2),
    kind="Công văn",
    normative=False,
    abstract="Về việc kiểm tra",
    urgency="urgent",
    sender=Party(id=SENDER, name="Ủy ban nhân dân tỉnh"),
    recipients=(Party(id=ONE), Party(id=TWO)),
    signer=Signer("Chủ tịch", "Nguyễn Văn A"),
    files=(File(name="12.pdf"), File(name="phụ lục.xlsx")),
    in_reply_to="7/STC-VP",
    reply_by=date(2023, 3, 9),
)
CONTENTS = {"12.pdf": PDF, "phụ lục.xlsx": b"no table"}


def composed(**changes: object) -> Composed:
    changed = attrs.evolve(DOCUMENT, **changes)  # type: ignore[arg-type]
    return compose(changed, sent_at=AT, contents=CONTENTS if "files" not in changes else {})


def warned(received: Received) -> list[Deviation]:
    return [each for each in received.deviations if each.severity != "note"]


def without_contents(message: object) -> DocumentMessage:
    assert isinstance(message, DocumentMessage)
    held = tuple(attrs.evolve(each, content=None) for each in message.attachments)
    return attrs.evolve(message, attachments=held)


def test_a_document_becomes_a_valid_message() -> None:
    made = composed()
    received = read(bytes(made))

    assert SCHEMA.is_valid(bytes(made).decode())
    assert warned(received) == []
    assert without_contents(received.message) == made.message
    assert isinstance(received.message, DocumentMessage)
    assert [each.content and each.content.size for each in received.message.attachments] == [
        len(PDF), 8,
    ]  # fmt: skip


def test_what_a_message_can_carry_comes_back_as_the_document_of_its_case() -> None:
    joiner = Joiner()
    joiner.add(read(bytes(composed()), "1"))
    (case,) = joiner.cases()
    found = case.case.document

    assert isinstance(found, Document)
    for field in ("id", "number", "date", "kind", "abstract", "urgency", "sender", "recipients",
                  "signer", "in_reply_to", "reply_by"):  # fmt: skip
        assert getattr(found, field) == getattr(DOCUMENT, field), field
    assert [event.type for event in case.case.events] == ["published"]
    assert case.case.events[0].at == AT


# fmt: off
WITHOUT = [
    ("sender", UNKNOWN, "document.sender"), ("sender", Party(), "document.sender.id"),
    ("recipients", UNKNOWN, "document.recipients"), ("recipients", (), "document.recipients"),
    ("recipients", (Party(name="Sở"),), "document.recipients.id"),
    ("number", UNKNOWN, "document.number"), ("date", None, "document.date"),
    ("normative", UNKNOWN, "document.normative"), ("abstract", "", "document.abstract"),
    ("urgency", UNKNOWN, "document.urgency"),
]
WRONG = [
    ("number", "CV 4056", "bad-value"), ("number", f"12/{'Q' * 31}", "too-long"),
    ("number", "123456789012/UBND", "too-long"), ("abstract", "a" * 501, "too-long"),
    ("abstract", "a\u202eb", "hidden-characters"), ("id", "test-doc", "bad-document-id"),
    ("id", f"{SENDER},2022/03/02,12/UBND-VX", "id-mismatch"),
    ("sender", Party(id="vxp.saas.03"), "bad-agency-id"),
    ("recipients", (Party(id=ONE), Party(id=ONE)), "repeated-recipient"),
    ("date", date(2020, 3, 2), "id-mismatch"),
]
# fmt: on


@pytest.mark.parametrize(("field", "value", "lacking"), WITHOUT)
def test_a_fact_that_a_message_must_have_is_not_guessed(
    field: str, value: object, lacking: str
) -> None:
    with pytest.raises(LacksFact) as caught:
        composed(**{field: value})
    assert caught.value.field == lacking


@pytest.mark.parametrize(("field", "value", "code"), WRONG)
def test_a_message_that_would_depart_is_refused(field: str, value: object, code: str) -> None:
    with pytest.raises(WouldDepart) as caught:
        composed(**{field: value})
    assert caught.value.deviation == code


def test_an_agency_id_of_the_new_order_waits_for_its_day() -> None:
    """35 characters since 15 September 2022, 13 before."""
    long = (Party(id="H39.12.34.56.78"),)
    day = date(2022, 9, 14)
    with pytest.raises(WouldDepart) as caught:
        composed(recipients=long, date=day, id=f"{SENDER},2022/09/14,12/UBND-VX")
    assert (caught.value.deviation, caught.value.expected) == ("too-long", "13")
    assert composed(recipients=long).message.recipients[0].id == "H39.12.34.56.78"


def test_a_character_that_xml_cannot_carry_is_refused() -> None:
    with pytest.raises(UnwritableText) as caught:
        composed(abstract="a\x00b")
    assert caught.value.char == "U+0000"


def test_every_file_has_its_content_and_every_content_its_file() -> None:
    with pytest.raises(LacksContent):
        compose(DOCUMENT, sent_at=AT, contents={"12.pdf": PDF})
    with pytest.raises(LacksContent):
        compose(DOCUMENT, sent_at=AT, contents={**CONTENTS, "x": b""})


def test_an_instant_has_a_zone() -> None:
    with pytest.raises(NaiveInstant):
        compose(DOCUMENT, sent_at=AT.replace(tzinfo=None), contents=CONTENTS)


def test_files_are_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "12.pdf"
    path.write_bytes(PDF * 30_000)
    made = compose(
        attrs.evolve(DOCUMENT, files=(File(name="12.pdf"),)), sent_at=AT, contents={"12.pdf": path}
    )
    out = io.BytesIO()
    made.write_to(out)

    assert out.getvalue() == write(made.message, {"cid:1": PDF * 30_000})
    assert warned(read(out.getvalue())) == []


def test_a_replacement_names_what_it_replaces() -> None:
    former = Replacement(f"{SENDER},2023/02/01,9/UBND-VX", (ONE,))
    made = compose(DOCUMENT, sent_at=AT, contents=CONTENTS, replaces=[former])
    again = read(bytes(made)).message

    assert isinstance(again, DocumentMessage)
    assert (again.kind, again.replacements) == ("replace", (former,))
    assert SCHEMA.is_valid(bytes(made).decode())


def test_a_recall_and_an_update_are_of_the_document() -> None:
    sent = composed().message
    later = AT + timedelta(days=1)
    changed = (Receiver(ONE, "0"), Receiver("H39.09", "1"))
    for made, kind in (
        (recall(sent, at=later, reason="Gửi nhầm"), "recall"),
        (update(sent, at=later, receivers=changed), "update"),
    ):
        again = read(write(made)).message

        assert SCHEMA.is_valid(write(made).decode())
        assert again == made
        assert isinstance(again, DocumentMessage)
        assert (again.kind, again.target) == (kind, DOCUMENT.id)


# -- answers ---------------------------------------------------------------------------------

SENT = composed().message


@pytest.mark.parametrize("code", ["01", "02", "03", "04", "05", "06", "15", "16"])
def test_a_recipient_answers(code: str) -> None:
    made = answer(SENT, code, by=ONE, at=AT, reason="Sai thể thức")
    received = read(write(made))

    assert SCHEMA.is_valid(write(made).decode())
    assert (received.message, received.deviations) == (made, ())
    assert made.about.document_id == DOCUMENT.id
    assert made.about.agency == SENDER
    assert made.timestamp == "2023/03/02 09:09:00"


def test_an_answer_joins_the_case_of_what_it_answers() -> None:
    joiner = Joiner()
    joiner.add(read(write(answer(SENT, "01", by=TWO, at=AT + timedelta(hours=1))), "2"))
    joiner.add(read(bytes(composed()), "1"))
    (case,) = joiner.cases()

    assert [event.type for event in case.case.events] == ["published", "arrived"]


def test_the_sender_asks_for_the_document_back() -> None:
    made = answer(SENT, "13", by=SENDER, to=ONE, at=AT, reason="Gửi nhầm")

    assert made.about.agency == ONE
    assert isinstance(read(write(made)).message, StatusMessage)


# fmt: off
NOT_SO = [
    ("01", SENDER, None, NotAParty), ("01", "H12", None, NotAParty), ("13", ONE, TWO, NotAParty),
    ("13", SENDER, None, NotAParty), ("02", ONE, None, LacksFact), ("07", ONE, None, WouldDepart),
]
# fmt: on


@pytest.mark.parametrize(("code", "by", "to", "error"), NOT_SO)
def test_who_cannot_answer_so(code: str, by: str, to: str | None, error: type[Exception]) -> None:
    with pytest.raises(error):
        answer(SENT, code, by=by, to=to, at=AT)


# -- a property ------------------------------------------------------------------------------

WORDS = st.text("aăâđêôơưáạ ABC123&<>\"'", min_size=1, max_size=40).map(str.strip).filter(bool)
AGENCIES = st.from_regex(r"\A000\.00\.[1-9][0-9]\.[A-Y][0-9]{2}\Z") | st.from_regex(
    r"\A[A-Y][0-9]{2}(\.[0-9A-Z]{1,3}){0,4}\Z"
)
DAYS = st.dates(date(2022, 9, 15), date(2030, 12, 31))
DOCUMENTS = st.builds(
    Document,
    number=st.builds(
        "{}/{}-{}".format, st.integers(10, 9999), st.sampled_from(["QĐ", "TTr", "BC"]),
        st.sampled_from(["UBND", "STC", "BTC"]),
    ),
    date=DAYS,
    kind=st.sampled_from(["Công văn", "Quyết định"]) | st.just(UNKNOWN),
    normative=st.booleans(),
    abstract=WORDS,
    urgency=st.sampled_from(["normal", "urgent", "very-urgent", "express", "timed-express"]),
    sender=st.builds(Party, id=AGENCIES, name=WORDS | st.just(UNKNOWN)),
    recipients=st.lists(
        st.builds(Party, id=AGENCIES), min_size=1, max_size=3, unique_by=lambda party: str(party.id)
    ).map(tuple),
    signer=st.just(UNKNOWN) | st.builds(Signer, WORDS, WORDS),
    reply_by=DAYS | st.just(UNKNOWN),
)  # fmt: skip
INSTANTS = st.datetimes(datetime(2022, 9, 15), datetime(2030, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0, tzinfo=VN)
)


@settings(deadline=None)
@given(
    DOCUMENTS,
    INSTANTS,
    st.lists(st.binary(max_size=90).filter(lambda made: not made.startswith(b"PK")), max_size=3),
)
def test_every_message_that_is_made_validates_and_comes_back(
    document: Document, at: datetime, contents: list[bytes]
) -> None:
    given = {f"{number}.bin": content for number, content in enumerate(contents)}
    made = compose(document, sent_at=at, contents=given)
    received = read(bytes(made))

    assert SCHEMA.is_valid(bytes(made).decode())
    assert warned(received) == []
    assert without_contents(received.message) == made.message
    sizes = [each.content.size for each in received.message.attachments if each.content]  # type: ignore[union-attr]
    assert sizes == [len(content) for content in contents]
    reply = answer(made.message, "03", by=str(made.message.recipients[0].id), at=at)
    assert read(write(reply)).message == reply
    assert SCHEMA.is_valid(write(reply).decode())
