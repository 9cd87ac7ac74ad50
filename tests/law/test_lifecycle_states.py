"""
The states of a document and the steps between them, written again from the articles.

Nothing here is read from the library's tables: each line below was written with the text of
the article open.  A pair of state and event that has no line must be refused.
"""

from __future__ import annotations

import pytest

from egovdocs.lifecycle import Lifecycle, TransitionRefused

TEXTS = {
    "vn/28-2018-qd-ttg": "28/2018",
    "vn/01-2019-tt-bnv": "01/2019",
    "vn/30-2020-nd-cp": "30/2020",
}
Table = dict[tuple[str | None, str], tuple[str, str]]

INCOMING_STATES = {
    "arrived": "đã đến",
    "accepted": "đã tiếp nhận",
    "transferred": "đã chuyển xử lý",
    "processing": "đang xử lý",
    "completed": "đã hoàn thành",
    "refused": "từ chối nhận (trả lại)",
    "recalled": "thu hồi",
    "deleted": "xóa",
}
OUTGOING_STATES = [
    "drafted",
    "approved",
    "signed",
    "sealed",
    "registered",
    "published",
    "acknowledged",
    "recalled",
]
RECIPIENT_EVENTS = [
    "arrived",
    "checked",
    "receipt-notified",
    "accepted",
    "registered-in",
    "refused",
    "refusal-notified",
    "transferred",
    "assigned",
    "processing",
    "completed",
    "recall-notified",
    "recall-executed",
    "recall-confirmed",
    "deleted",
    "declined",
    "auto-replied",
    "submitted",
    "archived",
]
SENDER_EVENTS = [
    "drafted",
    "approved",
    "signed",
    "sealed",
    "scanned",
    "registered-out",
    "published",
    "acknowledged",
    "paper-sent",
    "recalled",
    "recall-sent",
    "form-checked",
    "archived",
]

# fmt: off
# Decision 28/2018, articles 5, 9 and 10; Circular 01/2019, articles 5 to 8, 17 and 20;
# Decree 30/2020, articles 21 and 23.  "practice" marks what no article says.
INCOMING: Table = {
    (None, "arrived"):                  ("arrived", "28/2018 d10.k2.h"),
    # 28/2018 d9.k1: check, then accept; what is not in order is answered.
    ("arrived", "checked"):             ("arrived", "28/2018 d9.k1"),
    ("arrived", "accepted"):            ("accepted", "28/2018 d9.k1"),
    ("arrived", "refusal-notified"):    ("arrived", "28/2018 d9.k1"),
    # 28/2018 d5.k4: the right to refuse, and the feedback that goes with it.
    ("arrived", "refused"):             ("refused", "28/2018 d5.k4"),
    ("refused", "refusal-notified"):    ("refused", "28/2018 d5.k4"),
    # 30/2020 d21.k2.b: what was sent to the wrong place is returned.
    ("arrived", "declined"):            ("refused", "30/2020 d21.k2.b"),
    ("refused", "declined"):            ("refused", "30/2020 d21.k2.b"),
    ("refused", "refused"):             ("refused", "30/2020 d21.k2.b"),
    # 01/2019 d6: registration follows acceptance and comes before the transfer (d7).
    ("accepted", "registered-in"):      ("accepted", "01/2019 d6.k1"),
    # 01/2019 d7, 30/2020 d23.k4: submit, direct, transfer.
    ("accepted", "submitted"):          ("accepted", "30/2020 d23.k4"),
    ("transferred", "submitted"):       ("transferred", "30/2020 d23.k4"),
    ("accepted", "transferred"):        ("transferred", "01/2019 d7.k1"),
    ("transferred", "transferred"):     ("transferred", "30/2020 d23.k4"),
    ("accepted", "assigned"):           ("transferred", "30/2020 d23.k4"),
    ("transferred", "assigned"):        ("transferred", "01/2019 d7.k2"),
    # 28/2018 d9.k2, 01/2019 d8.k1: after acceptance it is handled, and its status reported.
    ("accepted", "processing"):         ("processing", "28/2018 d9.k2"),
    ("processing", "processing"):       ("processing", "28/2018 d9.k2"),
    ("transferred", "processing"):      ("processing", "01/2019 d8.k1"),
    ("processing", "completed"):        ("completed", "01/2019 d8.k1"),
    # 28/2018 d9.k2: on a notice of recall it is cancelled, and the sender told.
    ("arrived", "recall-notified"):     ("recalled", "28/2018 d9.k2"),
    ("accepted", "recall-notified"):    ("recalled", "28/2018 d9.k2"),
    ("transferred", "recall-notified"): ("recalled", "28/2018 d9.k2"),
    ("processing", "recall-notified"):  ("recalled", "28/2018 d9.k2"),
    ("completed", "recall-notified"):   ("recalled", "28/2018 d9.k2"),
    ("recalled", "recall-executed"):    ("recalled", "28/2018 d9.k2"),
    ("recalled", "recall-confirmed"):   ("recalled", "28/2018 d9.k2"),
    ("recalled", "deleted"):            ("deleted", "28/2018 d9.k2"),
    ("deleted", "recall-executed"):     ("deleted", "28/2018 d9.k2"),
    ("deleted", "recall-confirmed"):    ("deleted", "28/2018 d9.k2"),
    # 01/2019 d20.k5.c: what is of no more use is destroyed.
    ("completed", "deleted"):           ("deleted", "01/2019 d20.k5.c"),
    # No article says these; agencies do them.
    ("accepted", "checked"):            ("accepted", "practice"),
    ("transferred", "checked"):         ("transferred", "practice"),
    ("processing", "checked"):          ("processing", "practice"),
    ("accepted", "refused"):            ("refused", "practice"),
    ("accepted", "declined"):           ("refused", "practice"),
    ("refused", "arrived"):             ("arrived", "practice"),
    ("refused", "recall-notified"):     ("recalled", "practice"),
    ("refused", "deleted"):             ("deleted", "practice"),
    ("transferred", "completed"):       ("completed", "practice"),
    ("processing", "assigned"):         ("processing", "practice"),
    ("processing", "transferred"):      ("transferred", "practice"),
    ("recalled", "recall-notified"):    ("recalled", "practice"),
    ("deleted", "recall-notified"):     ("deleted", "practice"),
}
# 01/2019 d5.k2 and d20.k1.e: a document that came in is acknowledged, however late.
INCOMING |= {(s, "receipt-notified"): (s, "01/2019 d5.k2") for s in INCOMING_STATES}
INCOMING |= {(s, "auto-replied"): (s, "01/2019 d20.k1.e") for s in INCOMING_STATES}
# After a recall or a deletion the article asks for no notice any more; it may still come.
LATE = ("receipt-notified", "auto-replied")
LATE_NOTICES = [(s, e) for s in ("recalled", "deleted") for e in LATE]
INCOMING |= {(s, e): (s, "practice") for s, e in LATE_NOTICES}
# 01/2019 d17.k2: who handled it hands it to the archive; earlier is not said, nor forbidden.
HANDLED = ("accepted", "transferred", "processing")
INCOMING |= {(s, "archived"): (s, "practice") for s in HANDLED}
INCOMING[("completed", "archived")] = ("completed", "01/2019 d17.k2")

# Decision 28/2018, article 8; Circular 01/2019, articles 10 and 11; Decree 30/2020, 10, 11, 18.
OUTGOING: Table = {
    # 01/2019 d10: draft, content, form; 30/2020 d10.k3, d11: back to the drafter, approve again.
    (None, "drafted"):                  ("drafted", "01/2019 d10.k1.a"),
    ("drafted", "drafted"):             ("drafted", "01/2019 d10.k1.a"),
    ("approved", "drafted"):            ("drafted", "30/2020 d10.k3"),
    ("approved", "approved"):           ("approved", "30/2020 d11.k2"),
    # 28/2018 d8.k1: approved, signed, sent.
    ("drafted", "approved"):            ("approved", "28/2018 d8.k1"),
    ("signed", "published"):            ("published", "28/2018 d8.k1"),
    # 01/2019 d11.k1: the authority signs; the clerk numbers, seals and issues.
    ("approved", "signed"):             ("signed", "01/2019 d11.k1.a"),
    ("signed", "registered-out"):       ("registered", "01/2019 d11.k1.b"),
    ("registered", "sealed"):           ("sealed", "01/2019 d11.k1.b"),
    ("sealed", "published"):            ("published", "01/2019 d11.k1.b"),
    # 01/2019 d11.k2: a paper original is digitised and sealed.
    (None, "sealed"):                   ("sealed", "01/2019 d11.k2"),
    # 30/2020 d18.k1: issued once the clerk's formalities are done.
    ("registered", "published"):        ("published", "30/2020 d18.k1"),
    # 28/2018 d8.k2: the sender follows it to the recipient, and notifies a recall.
    ("published", "acknowledged"):      ("acknowledged", "28/2018 d8.k2"),
    ("acknowledged", "acknowledged"):   ("acknowledged", "28/2018 d8.k2"),
    ("recalled", "acknowledged"):       ("recalled", "28/2018 d8.k2"),
    ("published", "recall-sent"):       ("recalled", "28/2018 d8.k2"),
    ("acknowledged", "recall-sent"):    ("recalled", "28/2018 d8.k2"),
    ("recalled", "recall-sent"):        ("recalled", "28/2018 d8.k2"),
    ("published", "recalled"):          ("recalled", "28/2018 d8.k2"),
    ("acknowledged", "recalled"):       ("recalled", "28/2018 d8.k2"),
    ("recalled", "recalled"):           ("recalled", "28/2018 d8.k2"),
    # No article says these; agencies do them.
    ("drafted", "signed"):              ("signed", "practice"),
    ("signed", "signed"):               ("signed", "practice"),
    ("sealed", "sealed"):               ("sealed", "practice"),
    ("signed", "sealed"):               ("sealed", "practice"),
    ("sealed", "registered-out"):       ("registered", "practice"),
    ("published", "published"):         ("published", "practice"),
    ("acknowledged", "published"):      ("published", "practice"),
}
# fmt: on
OUTGOING |= {(s, "scanned"): (s, "practice") for s in OUTGOING_STATES}
# 01/2019 d10.k3, k4: form is checked before the signature; of later states no article says it.
OUTGOING |= {(s, "form-checked"): (s, "01/2019 d10.k3") for s in ("drafted", "approved", "signed")}
OUTGOING |= {(s, "form-checked"): (s, "practice") for s in ("sealed", "registered")}
# 01/2019 d11.k1.b and k4: paper copies and the stored original exist once it is signed.
SIGNED = ("signed", "sealed", "registered", "published", "acknowledged")
OUTGOING |= {(s, "paper-sent"): (s, "01/2019 d11.k1.b") for s in SIGNED}
OUTGOING |= {(s, "archived"): (s, "01/2019 d11.k4") for s in SIGNED}
OUTGOING |= {("recalled", e): ("recalled", "practice") for e in ("paper-sent", "archived")}

IN_PAIRS = [(s, e) for s in (None, *INCOMING_STATES) for e in RECIPIENT_EVENTS]
OUT_PAIRS = [(s, e) for s in (None, *OUTGOING_STATES) for e in SENDER_EVENTS]


def check(life: Lifecycle, law: Table, state: str | None, event: str) -> None:
    if (state, event) not in law:
        with pytest.raises(TransitionRefused):
            life.step(state, event)
        return
    target, clause = law[state, event]
    row = life.step(state, event)
    assert row.target == target
    assert row.assumed == (clause == "practice")
    assert row.assumed or clause == f"{TEXTS[row.citation.instrument]} {row.citation.place}"


@pytest.mark.parametrize(("state", "event"), IN_PAIRS)
def test_incoming_steps_are_those_of_the_articles(state: str | None, event: str) -> None:
    check(Lifecycle.incoming(), INCOMING, state, event)


@pytest.mark.parametrize(("state", "event"), OUT_PAIRS)
def test_outgoing_steps_are_those_of_the_articles(state: str | None, event: str) -> None:
    check(Lifecycle.outgoing(), OUTGOING, state, event)


def test_no_row_is_beyond_the_articles() -> None:
    """The library has no state, event or row that is not written above."""
    for life, law in ((Lifecycle.incoming(), INCOMING), (Lifecycle.outgoing(), OUTGOING)):
        assert {(row.source, row.event) for row in life.rows if not row.ends} == set(law)


class TestDecision28Article10Clause2PointH:
    """The eight states that the list names, in its order and its words."""

    def test_names_and_order(self) -> None:
        states = Lifecycle.incoming().states

        assert {state.id: state.vi for state in states} == INCOMING_STATES
        assert [state.id for state in states] == list(INCOMING_STATES)

    def test_only_a_deleted_document_has_no_further_state(self) -> None:
        life = Lifecycle.incoming()
        last = [row.source for row in life.rows if row.ends]

        assert last == ["deleted"]


def test_an_outgoing_document_ends_only_in_recall() -> None:
    """30/2020 d18.k3: what was issued with a mistake is replaced, never issued again."""
    assert [row.source for row in Lifecycle.outgoing().rows if row.ends] == ["recalled"]
    assert [state.id for state in Lifecycle.outgoing().states] == OUTGOING_STATES


# fmt: off
STORIES = [
    # what happened                                                     where it stands  first slip
    ("arrived checked accepted registered-in transferred processing completed", "completed", None),
    ("arrived checked refused refusal-notified",                        "refused",       None),
    ("arrived accepted recall-notified recall-executed recall-confirmed", "recalled",    None),
    ("arrived recall-notified deleted recall-confirmed",                "deleted",       None),
    ("arrived accepted processing transferred completed",               "completed",     None),
    ("accepted arrived",                                                "arrived",       0),
    ("arrived transferred accepted",                                    "accepted",      1),
    ("arrived accepted transferred registered-in completed",            "completed",     3),
    ("arrived accepted deleted",                                        "deleted",       2),
    ("arrived refused accepted",                                        "accepted",      2),
    ("arrived accepted completed",                                      "completed",     2),
    ("arrived accepted recall-executed",                                "accepted",      2),
]
# fmt: on


@pytest.mark.parametrize(("events", "state", "slip"), STORIES)
def test_stories_of_incoming_documents(events: str, state: str, slip: int | None) -> None:
    """A log ends where its last event puts the document; the first impossible step is named."""
    history = Lifecycle.incoming().replay(events.split())

    assert history.state == state
    assert (history.impossible.index if history.impossible else None) == slip
