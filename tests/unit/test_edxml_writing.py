"""What is written is read back as it was, and nothing departs from a whole message."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from edxml_samples import PDF, document, header, status
from egovdocs.edxml import (
    Answered,
    Attachment,
    DocumentMessage,
    Hop,
    Organ,
    Receiver,
    Replacement,
    Staff,
    StatusMessage,
    read,
    write,
)

# Texts as XML can carry them, without the spaces around that no reader keeps.
LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"
)
TEXTS = st.none() | st.text(LETTERS, max_size=12).map(str.strip)
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)


def some(made: type, **more: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Values of a class whose other fields are all texts."""
    fields = {field.name: TEXTS for field in attrs.fields(made) if field.name not in more}
    return st.builds(made, **fields, **more)


ORGANS = some(Organ)
ANSWERS = some(Answered, code=WORDS)
MESSAGES = some(
    DocumentMessage,
    sender=ORGANS,
    recipients=st.lists(ORGANS, max_size=3).map(tuple),
    to_places=st.lists(WORDS, max_size=2).map(tuple),
    answers=st.lists(ANSWERS, max_size=2).map(tuple),
    trace=st.lists(some(Hop), max_size=2).map(tuple),
    appendixes=st.lists(WORDS, max_size=2).map(tuple),
    receivers=st.lists(some(Receiver), max_size=2).map(tuple),
    staff=st.none() | some(Staff),
    replacements=st.lists(
        some(Replacement, agencies=st.lists(WORDS, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    attachments=st.just(()),
)


@given(MESSAGES)
def test_a_document_message_comes_back(message: DocumentMessage) -> None:
    assert read(write(message)).message == message


@given(
    some(StatusMessage, sender=ORGANS, about=ANSWERS, status=WORDS, staff=st.none() | some(Staff))
)
def test_a_status_message_comes_back(message: StatusMessage) -> None:
    assert read(write(message)).message == message


def test_a_whole_message_is_written_without_a_departure() -> None:
    received = read(document().encode())
    assert isinstance(received.message, DocumentMessage)
    written = write(received.message, {"cid:a1": PDF})

    again = read(written)
    assert again.message == received.message
    assert again.deviations == ()


def test_an_answer_to_a_received_message() -> None:
    """A status is about the document's sender, code, day and identifier."""
    expected = read(status("03").encode())
    answer = StatusMessage(
        Organ(id="000.00.07.H39"),
        Answered(
            "000.00.00.H39", "12/UBND-VX", "2020/03/02", "000.00.00.H39,2020/03/02,12/UBND-VX"
        ),
        "03",
        "",
        "2020/03/02 09:10:00",
    )

    assert read(write(answer)).message == expected.message
    assert read(write(answer)).deviations == ()


def test_markup_in_a_text_stays_text() -> None:
    message = DocumentMessage(Organ(id="</edXML:From>&amp;"), (), subject="<!DOCTYPE x>]]>")

    assert read(write(message)).message == message


def test_an_attachment_without_content_is_named_only() -> None:
    message = DocumentMessage(Organ(), (), attachments=(Attachment("cid:a1", "12.pdf"),))
    received = read(write(message))

    assert received.message == message
    assert "attachment-missing" in {each.code for each in received.deviations}


def test_an_answer_that_names_nothing_known_is_none() -> None:
    """Found by fuzzing: it was read as an answer, written as an empty element, read as none."""
    text = document(header(more="<edXML:ResponseFor><edXML:X>1</edXML:X></edXML:ResponseFor>"))
    message = read(text.encode()).message

    assert isinstance(message, DocumentMessage)
    assert message.answers == ()
    assert message.answers == read(write(message)).message.answers  # type: ignore[union-attr]
