"""Messages into cases: by identifier, by the triple, in any order; and the command."""

from __future__ import annotations

import json
import random
import zipfile
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest

from edxml_samples import attached, document, header, reference, status, trace
from egovdocs.cli import main
from egovdocs.edxml import Joined, Joiner, Limits, read, sources
from egovdocs.edxml.problems import BrokenZip, NoMessages, OverLimit
from egovdocs.record import UNKNOWN, Document, UnknownKey

IDENT = "000.00.00.H39,2020/03/02,12/UBND-VX"


def joined(*texts: str, held: int = 4096) -> list[Joined]:
    """The cases of messages named 1, 2, ... in that order."""
    joiner = Joiner(held=held)
    for number, text in enumerate(texts, 1):
        joiner.add(read(text.encode(), str(number)))
    return list(joiner.cases())


def events(case: Joined) -> list[tuple[str, str]]:
    return [(event.type, f"{event.at:%H:%M}") for event in case.case.events]


CHAIN = (
    document(),
    status("01", "2020/03/02 09:10:00"),
    status("03", "2020/03/02 09:30:00"),
    status("05", "2020/03/02 09:30:00"),
    status("06", "2020/03/02 16:00:00"),
)


def test_a_document_and_its_statuses_are_one_case() -> None:
    (case,) = joined(*CHAIN)

    assert case.case.case == IDENT
    assert events(case) == [
        ("published", "09:09"),
        ("arrived", "09:10"),
        ("accepted", "09:30"),
        ("registered-in", "09:30"),
        ("processing", "09:30"),
        ("completed", "16:00"),
    ]
    assert {event.agency for event in case.case.events[1:]} == {"000.00.07.H39"}
    assert case.deviations == ()


@pytest.mark.parametrize("held", [4096, 1])
def test_the_order_in_which_messages_come_does_not_matter(held: int) -> None:
    expected = joined(*CHAIN)[0].case
    for order in permutations(CHAIN):
        (case,) = joined(*order, held=held)
        assert case.case == expected
        assert case.deviations == ()


def test_the_document_of_a_case_is_that_of_its_message() -> None:
    document_of = joined(document())[0].case.document

    assert isinstance(document_of, Document)
    assert document_of.number == "12/UBND-VX"
    assert str(document_of.date) == "2020-03-02"
    assert (document_of.kind, document_of.urgency) == ("Công văn", "normal")
    assert document_of.abstract == "Về việc kiểm tra"
    assert document_of.state_secret is UNKNOWN
    assert document_of.signatures is UNKNOWN


def act(business: str, more: str = "", at: str = "2020/03/03 08:00:00") -> str:
    """A message that recalls (1) or updates (2) the document."""
    named = f"{more}<edXML:DocumentId>{IDENT}</edXML:DocumentId>"
    return document(trace_text=trace(at, business, named))


def replacing(at: str = "2020/03/03 08:00:00") -> str:
    """Another document, in place of the first."""
    ident = "000.00.00.H39,2020/03/03,13/UBND-VX"
    listed = (
        "<edXML:ReplacementInfoList><edXML:ReplacementInfo>"
        f"<edXML:DocumentId>{IDENT}</edXML:DocumentId>"
        "<edXML:OrganIdList><edXML:OrganId>000.00.07.H39</edXML:OrganId></edXML:OrganIdList>"
        "</edXML:ReplacementInfo></edXML:ReplacementInfoList>"
    )
    head = header(number="13", day="2020/03/03", ident=ident)
    return document(head, trace(at, "3", listed))


def receivers(*changes: tuple[str, str]) -> str:
    """The part of an update that adds (1) and takes away (0) recipients."""
    listed = "".join(
        f"<edXML:Receiver><edXML:OrganId>{agency}</edXML:OrganId>"
        f"<edXML:ReceiverType>{change}</edXML:ReceiverType></edXML:Receiver>"
        for agency, change in changes
    )
    return (
        "<edXML:BussinessDocumentInfo><edXML:DocumentInfo>0</edXML:DocumentInfo>"
        "<edXML:DocumentReceiver>1</edXML:DocumentReceiver>"
        f"<edXML:ReceiverList>{listed}</edXML:ReceiverList></edXML:BussinessDocumentInfo>"
    )


def recipients(case: Joined) -> list[object]:
    assert isinstance(case.case.document, Document)
    held = case.case.document.recipients
    assert isinstance(held, tuple)
    return [party.id for party in held]


def test_an_update_is_an_event_and_changes_who_receives() -> None:
    changed = receivers(("000.00.07.H39", "0"), ("000.00.09.H39", "1"))
    for order in permutations((document(), act("2", changed))):
        (case,) = joined(*order)

        assert events(case) == [("published", "09:09"), ("updated", "08:00")]
        assert recipients(case) == ["000.00.09.H39"]
        assert case.deviations == ()


def test_a_replacement_is_a_document_and_an_event_of_the_one_it_replaces() -> None:
    for order in permutations((document(), replacing())):
        cases = {case.case.case: case for case in joined(*order)}

        assert events(cases[IDENT]) == [("published", "09:09"), ("replaced", "08:00")]
        assert events(cases["000.00.00.H39,2020/03/03,13/UBND-VX"]) == [("published", "08:00")]
        assert all(case.deviations == () for case in cases.values())


# fmt: off
STATUSES = [
    ("01", ["arrived"]), ("02", ["refused"]), ("03", ["accepted", "registered-in"]),
    ("04", ["assigned"]), ("05", ["processing"]), ("06", ["completed"]),
    ("13", ["recall-sent"]), ("15", ["recall-confirmed"]), ("16", []),
]
# fmt: on


@pytest.mark.parametrize(("code", "kinds"), STATUSES)
def test_what_each_status_says_happened(code: str, kinds: list[str]) -> None:
    (case,) = joined(document(), status(code))

    assert [event.type for event in case.case.events[1:]] == kinds


def test_a_refusal_has_its_reason() -> None:
    (case,) = joined(document(), status("02", says="Sai thể thức"))

    assert case.case.events[1].reason == "Sai thể thức"


def test_a_refusal_without_a_reason_is_known_to_have_none() -> None:
    (case,) = joined(document(), status("02"))

    assert case.case.events[1].reason is None


def test_a_recall_is_an_event_of_the_document_it_names() -> None:
    target = f"<edXML:DocumentId>{IDENT}</edXML:DocumentId>"
    recall = document(trace_text=trace("2020/03/03 08:00:00", "1", target))
    (case,) = joined(document(), recall)

    assert events(case)[1:] == [("recalled", "08:00"), ("recall-sent", "08:00")]


# -- joining by the triple, and what does not fit -------------------------------------------

NO_ID = document(header(ident=""))
OTHER_ID = document(header(ident="550e8400-e29b-41d4-a716-446655440000"))
OTHER_YEAR = document(header(day="2021/03/02", ident="000.00.00.H39,2021/03/02,12/UBND-VX"))
OTHER_TEXT = document(header(subject="Về việc khác"))
TO_OTHERS = document(header(to=["000.00.08.H39"]))


def test_without_an_identifier_number_symbol_agency_and_year_join() -> None:
    (case,) = joined(NO_ID, status("01", ident=""))

    assert case.case.case == "000.00.00.H39 12/UBND-VX 2020"
    assert events(case) == [("published", "09:09"), ("arrived", "09:10")]


def test_an_identifier_that_comes_later_names_the_case() -> None:
    """A status told the number only; the document that follows has an identifier."""
    (case,) = joined(status("01", ident=""), document())

    assert case.case.case == IDENT
    assert case.deviations == ()


def test_one_document_sent_to_others_in_a_second_message_is_one_case() -> None:
    (case,) = joined(document(), TO_OTHERS)

    assert isinstance(case.case.document, Document)
    recipients = case.case.document.recipients
    assert recipients is not UNKNOWN
    assert recipients is not None
    assert [party.id for party in recipients] == ["000.00.07.H39", "000.00.08.H39"]
    assert case.deviations == ()


# fmt: off
MISFITS = [
    ("the same bytes twice", (document(), document()), 1, [("2", "repeated-message")]),
    ("one identifier, two documents", (document(), OTHER_TEXT), 1, [("2", "repeated-document")]),
    ("one number, two identifiers", (document(), OTHER_ID), 2, [("2", "same-triple")]),
    ("one number, two years", (document(), OTHER_YEAR), 2, []),
    ("a status of nothing", (status(),), 1, [("1", "orphan")]),
    ("a status before the document was sent",
        (document(), status("01", "2020/03/02 09:00:00")), 1, [("2", "out-of-order")]),
    ("handled before it arrived",
        (document(), status("06", "2020/03/02 09:30:00"), status("01", "2020/03/02 10:00:00")),
        1, [("3", "out-of-order")]),
    ("two recipients, each in order",
        (document(), status("06", "2020/03/02 09:30:00"),
         status("01", "2020/03/02 10:00:00", "000.00.08.H39")), 1, []),
    ("a request that was declined", (document(), status("16")), 1, [("2", "no-event")]),
    ("an update that names no document",
        (document(), document(trace_text=trace(business="2"))), 1, [("2", "missing-element")]),
    ("an update before the document was sent",
        (document(), act("2", at="2020/03/02 08:00:00")), 1, [("2", "out-of-order")]),
    ("a recall of nothing", (act("1"),), 1, [("1", "orphan")]),
    ("an update of nothing", (act("2"),), 1, [("1", "orphan")]),
    ("an update sent twice", (document(), act("2"), act("2")), 1, [("3", "repeated-message")]),
    ("a replacement of nothing", (replacing(),), 2, [("1", "orphan")]),
    ("a replacement before the document was sent",
        (document(), replacing(at="2020/03/02 08:00:00")), 2, [("2", "out-of-order")]),
    ("a replacement that names no document",
        (document(trace_text=trace(business="3")),), 1, [("1", "missing-element")]),
    ("agreed before it was asked",
        (document(), status("13", "2020/03/02 11:00:00", "000.00.00.H39"),
         status("15", "2020/03/02 10:00:00")), 1, [("3", "out-of-order")]),
    ("agreed after an update", (document(), act("2"), status("15", "2020/03/03 09:00:00")), 1, []),
]
# fmt: on


@pytest.mark.parametrize(("what", "texts", "count", "codes"), MISFITS, ids=[m[0] for m in MISFITS])
def test_what_does_not_fit_together_is_told(
    what: str, texts: tuple[str, ...], count: int, codes: list[tuple[str, str]]
) -> None:
    for held in (4096, 1, 0):
        cases = joined(*texts, held=held)
        assert len(cases) == count, what
        assert [(name, each.code) for case in cases for name, each in case.deviations] == codes


def test_a_message_without_an_instant_makes_no_event() -> None:
    (case,) = joined(document(), status("01", "hôm qua"))

    assert events(case) == [("published", "09:09")]
    assert [each.code for _, each in case.deviations] == ["bad-value", "no-instant"]


def test_constants_fill_what_no_message_says() -> None:
    joiner = Joiner({"document": {"state_secret": False, "number": "99/X"},
                     "recipient": {"kind": "agency"}})  # fmt: skip
    joiner.add(read(document().encode()))
    (case,) = joiner.cases()

    assert isinstance(case.case.document, Document)
    assert case.case.document.state_secret is False
    assert case.case.document.number == "12/UBND-VX"
    assert case.case.to_json()["document"]["recipients"][0]["kind"] == "agency"


def test_constants_that_are_no_part_of_a_case_are_an_error() -> None:
    joiner = Joiner({"document": {"secret": False}})
    joiner.add(read(document().encode()))
    with pytest.raises(UnknownKey):
        list(joiner.cases())


# -- where messages lie ----------------------------------------------------------------------


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.xml", "1.edxml", "ghi-chu.txt"):
        (tmp_path / name).write_text(document(), encoding="utf-8")

    names = [source.path.relative_to(tmp_path).as_posix() for source in sources(tmp_path)]
    assert names == ["1.edxml", "b/2.xml"]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoMessages):
        list(sources(tmp_path))


def test_a_zip_gives_its_messages_out(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("../2.edxml", status())
        made.writestr("1.edxml", document())
    found = list(sources(path))

    assert [source.member for source in found] == ["../2.edxml", "1.edxml"]
    with found[1].open() as stream:
        assert stream.read() == document().encode()


def test_what_is_no_zip_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK no")
    with pytest.raises(BrokenZip):
        list(sources(path))


def test_members_of_a_zip_have_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        for number in range(5):
            made.writestr(f"{number}.edxml", "")
    with pytest.raises(OverLimit):
        list(sources(path, Limits(members=4)))


# -- the command -----------------------------------------------------------------------------


def test_the_command_audits_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, text in enumerate(CHAIN):
        (tmp_path / f"{number}.edxml").write_text(text, encoding="utf-8")

    done = main(["audit", str(tmp_path), "--from", "edxml", "--profile", "long-an",
                 "--format", "json"])  # fmt: skip
    out = capsys.readouterr()
    (line,) = out.out.splitlines()
    assert json.loads(line)["case"] == IDENT
    assert (done, out.err) == (0, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [(document(header(number="123456789012")), 1), ("no message", 2), (OTHER_TEXT, 0)],
    ids=["too long a number", "no message", "nothing wrong"],
)
def test_the_exit_status(text: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "1.edxml").write_text(text, encoding="utf-8")

    assert main(["audit", str(tmp_path), "--from", "edxml", "--profile", "long-an"]) == code


def test_a_hostile_name_writes_no_control_codes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = reference(name="\u202e\x9b31m.pdf")
    (tmp_path / "1.edxml").write_text(document(references=sent), encoding="utf-8")
    main(["audit", str(tmp_path), "--from", "edxml", "--profile", "long-an"])
    told = capsys.readouterr().out

    assert "unsafe-name" in told
    assert all(line.isprintable() for line in told.splitlines())


def test_the_name_of_a_case_hides_nothing() -> None:
    (case,) = joined(document(header(ident="a\u202eb\x9bc")))

    assert case.case.case == "a\ufffdb\ufffdc"


# What is planted, by number of the document, and what must come of it: that and nothing else.
PLANTED = {
    3: ("bytes in front", "leading-bytes"),
    7: ("no recipient", "missing-element"),
    11: ("not base64", "not-base64"),
    13: ("named, not sent", "attachment-missing"),
    17: ("sent twice", "repeated-message"),
    19: ("too long", "too-long"),
}


def planted(number: int) -> list[str]:
    """The messages of one document of a large folder: a document, and its arrival."""
    ident = f"000.00.00.H39,2020/03/02,{number}/UBND-VX"
    head = header(number=str(number), ident=ident)
    texts = {
        3: ["\n" + document(head)],
        7: [document(header(number=str(number), ident=ident, to=[]))],
        11: [document(head, attachments=attached("####"))],
        13: [document(head, attachments="")],
        17: [document(head)] * 2,
        19: [document(header(number=str(number), ident=ident, subject="a" * 501))],
    }.get(number % 100, [document(head)])
    return [*texts, status(ident=ident, about=f"{number}/UBND-VX")]


def test_a_thousand_messages_yield_exactly_what_was_planted() -> None:
    count = 500
    messages = [(n, text) for n in range(1, count + 1) for text in planted(n)]
    random.Random(6).shuffle(messages)
    joiner = Joiner()
    for index, (_, text) in enumerate(messages):
        joiner.add(read(text.encode(), str(index)))
    cases = list(joiner.cases())

    found = Counter(
        (case.case.case.rpartition(",")[2], each.code)
        for case in cases
        for _, each in case.deviations
    )
    expected = {
        (f"{n}/UBND-VX", PLANTED[n % 100][1]): 1 for n in range(1, count + 1) if n % 100 in PLANTED
    }
    assert len(cases) == count
    assert found == expected
