"""Reading one message: what it says, and every departure that real systems are known for."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import sys
import zipfile

import pytest

from edxml_samples import (
    PDF,
    QCVN,
    attached,
    document,
    header,
    reference,
    status,
    trace,
    whole,
)
from egovdocs.edxml import Deviation, DocumentMessage, StatusMessage, read
from egovdocs.edxml.deviations import SORTS
from egovdocs.edxml.problems import BrokenXml, MissingExtra, NotEdxml


def told(text: str | bytes) -> list[str]:
    """The codes of what departs, in the order met."""
    return [each.code for each in deviations(text)]


def deviations(text: str | bytes) -> tuple[Deviation, ...]:
    return read(text if isinstance(text, bytes) else text.encode()).deviations


def test_a_document_message_says_what_it_carries() -> None:
    received = read(document().encode(), "a.edxml")
    message = received.message

    assert isinstance(message, DocumentMessage)
    assert message.kind == "new"
    assert message.sender.id == "000.00.00.H39"
    assert [organ.id for organ in message.recipients] == ["000.00.07.H39"]
    assert (message.code, message.day) == ("12/UBND-VX", dt.date(2020, 3, 2))
    assert message.subject == "Về việc kiểm tra"
    assert message.trace[0].timestamp == "2020/03/02 09:09:00"
    assert received.deviations == ()
    assert received.sha256 == hashlib.sha256(document().encode()).hexdigest()


def test_an_attachment_is_measured_and_hashed() -> None:
    message = read(document().encode()).message

    assert isinstance(message, DocumentMessage)
    (found,) = message.attachments
    assert found.name == "12.pdf"
    assert found.content is not None
    assert found.content.size == len(PDF)
    assert found.content.sha256 == hashlib.sha256(PDF).hexdigest()


def test_base64_may_be_broken_into_lines_anywhere() -> None:
    coded = attached(PDF * 50)
    start = coded.index("Encoded>") + 8
    end = coded.index("</edXML:ContentTransferEncoded")
    lines = "\r\n".join(coded[start:end][i : i + 7] for i in range(0, end - start, 7))
    message = read(document(attachments=coded[:start] + lines + coded[end:]).encode()).message

    assert isinstance(message, DocumentMessage)
    assert message.attachments[0].content is not None
    assert message.attachments[0].content.sha256 == hashlib.sha256(PDF * 50).hexdigest()


def test_a_zip_is_listed_and_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("thu-muc/12.pdf", PDF)
    sent = attached(packed.getvalue(), kind="application/zip")
    message = read(
        document(references=reference(kind="application/zip"), attachments=sent).encode()
    )

    assert message.deviations == ()
    assert isinstance(message.message, DocumentMessage)
    content = message.message.attachments[0].content
    assert content is not None
    assert [(member.name, member.size) for member in content.members] == [
        ("thu-muc/12.pdf", len(PDF))
    ]


def test_a_status_message_says_which_document_and_how_far() -> None:
    message = read(status("03").encode()).message

    assert isinstance(message, StatusMessage)
    assert (message.status, message.about.code) == ("03", "12/UBND-VX")
    assert message.at is not None
    assert message.at.isoformat() == "2020-03-02T09:10:00+07:00"


@pytest.mark.parametrize("code", ["01", "02", "03", "04", "05", "06", "13", "15", "16"])
def test_the_nine_statuses_are_known(code: str) -> None:
    assert told(status(code)) == []


@pytest.mark.parametrize("code", ["00", "07", "12", "14", "1", "17"])
def test_another_status_is_an_error(code: str) -> None:
    assert told(status(code)) == ["bad-value"]


@pytest.mark.parametrize(
    ("business", "kind"),
    [("0", "new"), ("1", "recall"), ("2", "update"), ("3", "replace"), ("4", None)],
)
def test_what_a_message_does(business: str, kind: str | None) -> None:
    message = read(document(trace_text=trace(business=business)).encode()).message

    assert isinstance(message, DocumentMessage)
    assert message.kind == kind


# -- what real systems send (section 6, item 5 of the notes on the format) -------------------


def unprefixed() -> str:
    return document().replace("edXML:AttachmentEncoded", "AttachmentEncoded")


SIGNED = "<Signature><SignedInfo/></Signature></edXML:edXMLHeader>"

# fmt: off
HABITS = [
    ("bytes before the declaration", "\r\n  " + document(), ["leading-bytes"]),
    ("rubbish before the declaration", "HTTP/1.1 200 OK\r\n\r\n" + document(), ["leading-bytes"]),
    ("a byte order mark is none", "\ufeff" + document(), []),
    ("a prefix nobody declared", document().replace("<edXML:Subject>", "<ed:Subject>")
        .replace("</edXML:Subject>", "</ed:Subject>"), ["unbound-prefix"]),
    ("AttachmentEncoded without a prefix", unprefixed(), ["no-namespace"]),
    ("no prefix at all, by a default namespace", document().replace("edXML:", "")
        .replace("xmlns:edXML", "xmlns"), []),
    ("the older namespace", document().replace(QCVN, "http://www.e-doc.vn/Schema/"),
        ["old-namespace"]),
    ("another namespace", document().replace(QCVN, "http://example.org/"), ["foreign-namespace"]),
    ("a signature without its namespace", document().replace("</edXML:edXMLHeader>", SIGNED),
        ["signature-namespace"]),
    ("a signature with it", document().replace("</edXML:edXMLHeader>", SIGNED.replace(
        "<Signature>", '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">')), []),
    ("DocumentId before the end", document(header(more="<edXML:SteeringType>1</edXML:SteeringType>")
        .replace("<edXML:Subject>", "<edXML:DueDate>2020/03/05</edXML:DueDate><edXML:Subject>")),
        ["element-order"]),
    ("an empty ResponseFor", document(header(more="<edXML:ResponseFor/>")), ["empty-element"]),
    ("ContentId without cid:", document(references=reference("a1")), ["cid-missing"]),
    ("two content types", document(references=reference(kind="text/plain")),
        ["content-types-differ"]),
    ("a content type that lies", document(references=reference(kind="image/png"),
        attachments=attached(kind="image/png")), ["content-type-lies"]),
    ("an element of no table", document(header(more="<edXML:Mood>good</edXML:Mood>")),
        ["unknown-element"]),
    # identifiers, item 1 and 3
    ("an agency id with a three-digit group", document(header(to=["000.00.101.H05"])),
        ["too-long", "bad-agency-id"]),
    ("null for an agency", document(header(to=["null"])), ["bad-agency-id"]),
    ("the date of the identifier is another", document(header(
        ident="000.00.00.H39,2015/09/30,12/UBND-VX")), ["id-mismatch"]),
    ("the agency of the identifier is another", document(header(
        ident="000.00.00.H12,2020/03/02,12/UBND-VX")), ["id-mismatch"]),
    ("a comma within the notation", document(header(notation="SNV-XDCQ,CTTN",
        ident="000.00.00.H39,2020/03/02,12/SNV-XDCQ,CTTN")), ["odd-number"]),
    ("a UUID", document(header(ident="550e8400-e29b-41d4-a716-446655440000")), []),
    ("a test identifier", document(header(ident="test-doc")), ["bad-document-id"]),
    # what is required, and how long
    ("no recipient", document(header(to=[])), ["missing-element"]),
    ("one recipient twice", document(header(to=["000.00.07.H39"] * 2)), ["repeated-recipient"]),
    ("a day the calendar lacks", document(header(day="2014/02/30")), ["bad-value", "id-mismatch"]),
    ("a day with hyphens", document(header(day="2020-03-02")), ["bad-value", "id-mismatch"]),
    ("number of 11 characters", document(header(number="12345678901")), []),
    ("number of 12 characters", document(header(number="123456789012")),
        ["too-long", "bad-number"]),
    ("notation of 30 characters", document(header(notation="Q" * 30)), ["odd-number"]),
    ("notation of 31 characters", document(header(notation="Q" * 31)), ["too-long", "odd-number"]),
    ("subject of 500 characters", document(header(subject="ă" * 500)), []),
    ("subject of 501 characters", document(header(subject="ă" * 501)), ["too-long"]),
    ("an attachment that was not sent", document(attachments=""), ["attachment-missing"]),
    ("an attachment out of the manifest", document(references=""), ["attachment-unlisted"]),
    ("two attachments of one id", document(attachments=attached() * 2), ["repeated-attachment"]),
]
# fmt: on


@pytest.mark.parametrize(("what", "text", "codes"), HABITS, ids=[row[0] for row in HABITS])
def test_a_habit_is_read_and_told(what: str, text: str, codes: list[str]) -> None:
    """Never silently repaired, and never a reason not to read."""
    received = read(text.encode())

    assert [each.code for each in received.deviations] == codes, what
    assert isinstance(received.message, DocumentMessage)
    assert received.message.sender.id == "000.00.00.H39"


# Since 15 September 2022 an agency identifier may have 35 characters, 13 before.
@pytest.mark.parametrize(
    ("day", "codes"),
    [("2022/09/14", ["too-long"]), ("2022/09/15", [])],
)
def test_the_length_of_an_agency_id_goes_by_the_day(day: str, codes: list[str]) -> None:
    to = "H39.12.34.56.78"
    ident = f"000.00.00.H39,{day},12/UBND-VX"

    assert len(to) == 15
    assert told(document(header(to=[to], day=day, ident=ident))) == codes


def test_older_names_of_the_signer_are_read() -> None:
    more = "<edXML:SignerInfo><edXML:Function>Chủ tịch</edXML:Function></edXML:SignerInfo>"
    message = read(document(header(more=more)).encode()).message

    assert isinstance(message, DocumentMessage)
    assert message.position == "Chủ tịch"


@pytest.mark.parametrize("code", SORTS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_sentence_uses_its_fields_only(code: str, lang: str) -> None:
    said = Deviation(code, "edXML", "một", "hai").message(lang)  # type: ignore[arg-type]

    assert said.endswith(".")
    assert "{" not in said


def test_a_deviation_never_speaks_control_codes() -> None:
    """A hostile name must not write to the terminal of whoever reads the report."""
    said = Deviation("unsafe-name", "edXML", "\x1b[31m\u202etxt", "?").message("vi")

    assert said.isprintable()


def test_a_deviation_is_one_json_object() -> None:
    found, _ = deviations(document(header(number="123456789012")))
    written = found.to_json()

    assert written["severity"] == "error"
    assert written["source"] == "vn/30-2020-nd-cp#pl6.p2.m1.4"
    assert (written["value"], written["expected"]) == ("12", "11")


# -- what is no message ----------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"   ", b"not xml", b"<edXML", b"<edXML></b>", b"\x00" * 10])
def test_what_is_not_xml_is_an_error(data: bytes) -> None:
    with pytest.raises(BrokenXml):
        read(data)


@pytest.mark.parametrize("text", ["<html/>", "<edXML/>", whole("")])
def test_what_is_no_message_is_an_error(text: str) -> None:
    with pytest.raises(NotEdxml):
        read(text.encode())


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The core installs without defusedxml; whoever reads a message is told what to install."""
    monkeypatch.setitem(sys.modules, "defusedxml.expatreader", None)

    with pytest.raises(MissingExtra) as caught:
        read(document().encode())
    assert "egovdocs[edxml]" in caught.value.message("en")
