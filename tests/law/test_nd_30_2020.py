"""
Decree 30/2020/NĐ-CP, article by article, with the text and a calendar in hand.

In force from its signing, Thursday 5 March 2020.  Monday 9 March 2020 opens a week without
holidays; in that spring Thursday 2 April (Hùng Kings) and Thursday 30 April with Friday 1 May
were off.  "Within the day, at the latest the next working day" ends with that day.  Verdicts
are words; ``pending`` is an undecided duty that is still running.
"""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from cases import (
    AGENCY_SIGNS,
    AUTHORITY_SIGNS,
    case,
    event,
    exchange,
    party,
    receiving,
    sending,
    signature,
)
from decree_cases import (
    ANOTHER,
    DAY,
    DECREE,
    NEXT,
    RECIPIENT,
    SENDER,
    bench,
    decision,
    letter,
    policy,
    scan,
    to,
)

from egovdocs.ids import KINDS
from egovdocs.policy import shipped_instrument
from egovdocs.record import UNKNOWN, Document, File, Image, Signature, Signer

ND30 = bench(DECREE)
EMPTY = ("", None)

AUTHORITY = signature("authority", f"{DAY} {AUTHORITY_SIGNS}")
AGENCY = signature("agency", f"{DAY} {AGENCY_SIGNS}")
DIGITISER = signature("digitiser", f"{DAY} {AGENCY_SIGNS}")
BOTH = (AUTHORITY, AGENCY)
PAPER = {"channel": "paper"}
SYSTEM = {"channel": "system"}


def verdict(rule: str, *events: Any, of: Document | None = None, **observed: Any) -> str:
    """The verdict of *rule* on a complete letter with *events*."""
    return ND30.verdict(case(of or letter(), *events, **observed), rule)


def of_document(rule: str, **changes: Any) -> str:
    """The verdict of *rule* on a whole exchange of a letter with *changes*."""
    return verdict(rule, *exchange(DAY), of=letter(**changes))


def acted(kind: str, time: str, **fields: Any) -> Any:
    """An act of the usual recipient."""
    return event(kind, time, agency=RECIPIENT, **fields)


ARRIVED = acted("arrived", f"{DAY} 08:00", channel="system")
SIGNED = event("signed", f"{DAY} 09:00")
PUBLISHED = event("published", f"{DAY} 09:30", channel="system")


# -- Điều 1, Điều 2: whom it binds, and from when -------------------------------------------------

# fmt: off
BOUND = [
    # kind of sender        verdict            because
    ("agency",              "broken",          "state agencies are bound"),
    ("peoples-committee",   "broken",          "a People's Committee is a state agency"),
    ("party",               "not-applicable",  "Party bodies take it as a basis for their own rules"),
    ("organisation",        "not-applicable",  "and so do mass organisations"),
    (UNKNOWN,               "undecided",       "bound or not: nobody knows"),
]
IN_FORCE = [
    # day           verdict            because
    ("2020-03-04",  "not-applicable",  "the eve of its signing"),
    ("2020-03-05",  "broken",          "the day of its signing"),
    ("2020-03-06",  "broken",          "the day after"),
]
# fmt: on


class TestArticles2And37:
    """State agencies are bound from 5 March 2020; Party bodies and organisations as suits them."""

    @pytest.mark.parametrize(("kind", "found", "because"), BOUND)
    def test_whom_it_binds(self, kind: Any, found: str, because: str) -> None:
        sender = party(SENDER, kind)

        assert of_document("pl1.p1.m1.k4/charset", sender=sender, charset="vni") == found, because

    def test_what_a_party_body_does_right_is_kept(self) -> None:
        assert of_document("pl1.p1.m1.k4/charset", sender=party(SENDER, "party")) == "kept"

    @pytest.mark.parametrize(("day", "found", "because"), IN_FORCE)
    def test_from_when(self, day: str, found: str, because: str) -> None:
        given = case(letter(day, charset="vni"), *exchange(day))

        assert ND30.verdict(given, "pl1.p1.m1.k4/charset") == found, because


# -- Điều 4: registered, issued, passed on -----------------------------------------------------------

# fmt: off
NEXT_WORKING_DAY = [
    # from                to                            verdict    because
    ("2020-03-09 09:00",  "2020-03-09 16:00",           "kept",    "on the day itself"),
    ("2020-03-09 09:00",  "2020-03-10 23:59:59.999999", "kept",    "the last instant of the next working day"),
    ("2020-03-09 09:00",  "2020-03-11 00:00",           "broken",  "the first instant after it"),
    ("2020-03-13 16:30",  "2020-03-16 17:00",           "kept",    "Friday, then Monday"),
    ("2020-03-13 16:30",  "2020-03-17 00:00",           "broken",  "Friday, then Tuesday"),
    ("2020-04-01 10:00",  "2020-04-03 10:00",           "kept",    "over Hùng Kings' day, Thursday 2 April"),
    ("2020-04-29 10:00",  "2020-05-04 23:00",           "kept",    "over 30 April, 1 May and a weekend"),
    ("2020-04-29 10:00",  "2020-05-05 07:00",           "broken",  "the second working day after 29 April"),
    ("2020-03-09 09:00",  None,                         "broken",  "never"),
]
SECRECY = [
    # state secret   verdict            because
    (False,          "broken",          "an ordinary document"),
    (True,           "not-applicable",  "secret documents: the law on state secrets"),
    (UNKNOWN,        "undecided",       "nobody knows which law registers it"),
]
URGENCIES = [
    # urgency         done       verdict            because
    ("urgent",        "09:00",   "undecided",       "“at once” has no number"),
    ("very-urgent",   "09:00",   "undecided",       "“at once” has no number"),
    ("express",       "09:00",   "undecided",       "“at once” has no number"),
    ("express",       None,      "broken",          "never done"),
    ("normal",        None,      "not-applicable",  "not urgent"),
    (UNKNOWN,         None,      "undecided",       "urgent or not: nobody knows"),
]
# fmt: on


def span(start: Any, end: Any) -> tuple[Any, ...]:
    """The events that there are."""
    return tuple(part for part in (start, end) if part is not None)


class TestArticle4Clause2PointB:
    """All outgoing and incoming documents are registered."""

    def test_an_outgoing_document_that_was_registered(self) -> None:
        assert verdict("d4.k2.b/outgoing", *exchange(DAY)) == "kept"

    def test_one_that_never_was(self) -> None:
        assert verdict("d4.k2.b/outgoing", *exchange(DAY, registered_out=None)) == "broken"

    def test_an_accepted_document_that_never_was(self) -> None:
        assert verdict("d4.k2.b/incoming", *exchange(DAY, registered_in=None)) == "broken"

    def test_accepted_on_monday_it_may_wait_until_tuesday_ends(self) -> None:
        events = exchange(DAY, registered_in=None, transferred=None)

        assert verdict("d4.k2.b/incoming", *events, until=f"{NEXT} 23:59:59") == "pending"
        assert verdict("d4.k2.b/incoming", *events, until="2020-03-11 00:00:00") == "broken"

    def test_refused_it_need_not_be_registered(self) -> None:
        events = (*exchange(DAY, registered_in=None), acted("refused", f"{DAY} 09:00"))

        assert verdict("d4.k2.b/incoming", *events) == "kept"

    @pytest.mark.parametrize(("secret", "found", "because"), SECRECY)
    def test_secret_documents_are_registered_apart(
        self, secret: Any, found: str, because: str
    ) -> None:
        events = exchange(DAY, registered_out=None)

        assert verdict("d4.k2.b/outgoing", *events, of=letter(state_secret=secret)) == found, (
            because
        )


class TestArticle4Clause2PointC:
    """Registered, issued or passed on within the day, at the latest the next working day."""

    @pytest.mark.parametrize(("start", "end", "found", "because"), NEXT_WORKING_DAY)
    def test_outgoing(self, start: str, end: str | None, found: str, because: str) -> None:
        events = span(event("signed", start), end and event("registered-out", end))

        assert verdict("d4.k2.c.s1/outgoing", *events) == found, because

    @pytest.mark.parametrize(("start", "end", "found", "because"), NEXT_WORKING_DAY)
    def test_issued(self, start: str, end: str | None, found: str, because: str) -> None:
        events = span(event("signed", start), end and event("published", end, **SYSTEM))

        assert verdict("d4.k2.c.s1/issued", *events) == found, because

    @pytest.mark.parametrize("act", ["registered-in", "transferred"])
    @pytest.mark.parametrize(("start", "end", "found", "because"), NEXT_WORKING_DAY)
    def test_incoming(
        self, start: str, end: str | None, found: str, because: str, act: str
    ) -> None:
        rule = "d4.k2.c.s1/incoming" if act == "registered-in" else "d4.k2.c.s1/transfer"
        events = span(acted("arrived", start, channel="system"), end and acted(act, end))

        assert verdict(rule, *events) == found, because

    @pytest.mark.parametrize(("urgency", "done", "found", "because"), URGENCIES)
    def test_urgent_ones_at_once(
        self, urgency: Any, done: str | None, found: str, because: str
    ) -> None:
        given = letter(urgency=urgency)
        registered = span(ARRIVED, done and acted("registered-in", f"{DAY} {done}"))
        passed_on = span(ARRIVED, done and acted("transferred", f"{DAY} {done}"))

        assert verdict("d4.k2.c.s2/registered", *registered, of=given) == found, because
        assert verdict("d4.k2.c.s2/transferred", *passed_on, of=given) == found, because

    def test_at_once_with_a_tolerance_of_an_hour(self) -> None:
        tolerant = ND30.reading("immediately", "1 working hour")
        urgent = letter(urgency="urgent")

        for time, found in (("09:00", "kept"), ("09:00:01", "broken")):
            given = case(urgent, ARRIVED, acted("registered-in", f"{DAY} {time}"))
            assert tolerant.verdict(given, "d4.k2.c.s2/registered") == found, time


class TestArticle4Clause2PointD:
    """The state of sending, receipt and handling is kept up to date."""

    @pytest.mark.parametrize(
        ("status", "found"), [("transferred", "kept"), (None, "broken"), (UNKNOWN, "undecided")]
    )
    def test_status(self, status: Any, found: str) -> None:
        assert of_document("d4.k2.d/status", status=status) == found


# -- Điều 5: value ----------------------------------------------------------------------------------

# fmt: off
VALUES = [
    # signatures                                       value          because
    (BOTH,                                             "as-original", "signed by the authority and by the agency"),
    ((AUTHORITY,),                                     None,          "the agency has not signed: another text answers"),
    ((AGENCY,),                                        None,          "the authority has not signed"),
    ((),                                               None,          "nobody has signed"),
    ((AUTHORITY, attrs.evolve(AGENCY, valid=False)),   None,          "the agency's signature is not valid"),
    ((AUTHORITY, attrs.evolve(AGENCY, valid=UNKNOWN)), None,          "valid or not: nobody knows"),
    (UNKNOWN,                                          None,          "signed or not: nobody knows"),
]
# fmt: on


class TestArticle5:
    """Signed by the authority and by the agency it is worth as much as the paper original."""

    @pytest.mark.parametrize(("signatures", "value", "because"), VALUES)
    def test_value(self, signatures: Any, value: str | None, because: str) -> None:
        answer = policy(DECREE).value(case(letter(signatures=signatures), PUBLISHED))

        assert answer.value == value, because

    def test_the_answer_cites_the_article(self) -> None:
        answer = policy(DECREE).value(case(letter(), PUBLISHED))

        assert [step.clause for step in answer.because] == [f"{DECREE}#d5.k1"]

    def test_it_goes_before_the_decision_of_lower_rank(self) -> None:
        both = policy(DECREE, "vn/28-2018-qd-ttg")

        assert both.value(case(letter(), PUBLISHED)).value == "as-original"
        one = letter(signatures=(AUTHORITY,))
        assert both.value(case(one, PUBLISHED)).value == "equivalent-to-paper"


# -- Điều 7, Điều 8: kinds and parts -------------------------------------------------------------------

TWENTY_NINE = [
    "Nghị quyết", "Quyết định", "Chỉ thị", "Quy chế", "Quy định", "Thông cáo", "Thông báo",
    "Hướng dẫn", "Chương trình", "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo", "Biên bản",
    "Tờ trình", "Hợp đồng", "Công văn", "Công điện", "Bản ghi nhớ", "Bản thỏa thuận",
    "Giấy ủy quyền", "Giấy mời", "Giấy giới thiệu", "Giấy nghỉ phép", "Phiếu gửi", "Phiếu chuyển",
    "Phiếu báo", "Thư công",
]  # fmt: skip

# fmt: off
OTHER_KINDS = [
    # kind                    verdict      because
    ("QĐ",                    "kept",      "an abbreviation of one of them"),
    ("Quyết định (cá biệt)",  "kept",      "as the article itself writes it"),
    ("Bản cam kết",           "undecided", "named by earlier texts; the Article does not say that it is no kind any more"),
    ("Giấy chứng nhận",       "undecided", "many are specialised documents"),
    ("Kết luận thanh tra",    "undecided", "it may be a specialised document"),
    (None,                    "broken",    "no kind at all"),
    (UNKNOWN,                 "undecided", "nobody knows"),
]
# (rule, what is changed, the value that is missing)
PARTS = [
    ("d8.k2.b/issuer",            "sender",     party(SENDER, name="")),
    ("d8.k2.c/number",            "number",     ""),
    ("d8.k2.c/number",            "number",     None),
    ("d8.k2.d/date",              "date",       None),
    ("d8.k2.đ/kind-and-abstract", "kind",       None),
    ("d8.k2.đ/kind-and-abstract", "abstract",   ""),
    ("d8.k2.g/signer",            "signer",     Signer("", "Nguyễn Văn An")),
    ("d8.k2.g/signer",            "signer",     Signer("Phó Chủ tịch", None)),
    ("d8.k2.i/recipients",        "recipients", ()),
]
UNKNOWN_PARTS = [
    ("d8.k2.b/issuer",            "sender",     party(SENDER, name=UNKNOWN)),
    ("d8.k2.c/number",            "number",     UNKNOWN),
    ("d8.k2.d/date",              "date",       UNKNOWN),
    ("d8.k2.đ/kind-and-abstract", "abstract",   UNKNOWN),
    ("d8.k2.g/signer",            "signer",     UNKNOWN),
    ("d8.k2.i/recipients",        "recipients", UNKNOWN),
]
# fmt: on


class TestArticle7:
    """The 29 kinds of administrative documents."""

    def test_there_are_29(self) -> None:
        assert len(TWENTY_NINE) == len(set(TWENTY_NINE)) == 29

    @pytest.mark.parametrize("kind", TWENTY_NINE)
    def test_each_of_them(self, kind: str) -> None:
        assert of_document("d7.p1/kind", kind=kind) == "kept"

    @pytest.mark.parametrize(("kind", "found", "because"), OTHER_KINDS)
    def test_others(self, kind: Any, found: str, because: str) -> None:
        assert of_document("d7.p1/kind", kind=kind) == found, because

    def test_normative_documents_have_kinds_of_their_own(self) -> None:
        assert of_document("d7.p1/kind", kind="Nghị định", normative=True) == "not-applicable"

    def test_a_kind_of_the_eve_is_judged_by_the_day_it_bears(self) -> None:
        given = letter(kind="Giấy chứng nhận", date=date(2020, 3, 4))

        assert verdict("d7.p1/kind", *exchange(DAY), of=given) == "not-applicable"


class TestArticle8Clause2:
    """The main parts of an administrative document."""

    @pytest.mark.parametrize(("rule", "field", "value"), PARTS)
    def test_a_part_that_is_missing(self, rule: str, field: str, value: Any) -> None:
        assert of_document(rule, **{field: value}) == "broken"

    @pytest.mark.parametrize(("rule", "field", "value"), UNKNOWN_PARTS)
    def test_a_part_that_nobody_gave(self, rule: str, field: str, value: Any) -> None:
        assert of_document(rule, **{field: value}) == "undecided"

    @pytest.mark.parametrize("rule", sorted({rule for rule, _, _ in PARTS}))
    def test_a_complete_letter(self, rule: str) -> None:
        assert of_document(rule) == "kept"

    @pytest.mark.parametrize("rule", sorted({rule for rule, _, _ in PARTS}))
    def test_a_normative_document_follows_another_law(self, rule: str) -> None:
        assert of_document(rule, normative=True) == "not-applicable"

    @pytest.mark.parametrize(
        ("signatures", "by_authority", "by_agency"),
        [
            (BOTH, "kept", "kept"),
            ((AUTHORITY,), "kept", "broken"),
            ((AGENCY,), "broken", "kept"),
            ((attrs.evolve(AUTHORITY, valid=UNKNOWN),), "undecided", "broken"),
            (UNKNOWN, "undecided", "undecided"),
        ],
    )
    def test_signatures(self, signatures: Any, by_authority: str, by_agency: str) -> None:
        assert of_document("d8.k2.g/signature", signatures=signatures) == by_authority
        assert of_document("d8.k2.h/agency", signatures=signatures) == by_agency

    def test_on_paper_signature_and_seal_are_of_ink(self) -> None:
        given = letter(signatures=())

        assert verdict("d8.k2.h/agency", event("published", f"{DAY} 09:00", **PAPER), of=given) == (
            "not-applicable"
        )


# -- Điều 11 to Điều 14: approved, checked, signed, in this order ------------------------------------------

# fmt: off
BY_SIGNING = [
    # act at                 verdict      because
    (f"{DAY} 08:00",         "kept",      "before signing"),
    (f"{DAY} 09:00",         "kept",      "at the very instant of signing"),
    (f"{DAY} 09:00:00.000001", "broken",  "after signing"),
    (None,                   "broken",    "not at all"),
]
# fmt: on


class TestArticles11And12:
    """The draft is approved, and form and layout are checked, before it is signed."""

    @pytest.mark.parametrize(
        ("rule", "act"), [("d11.k1/approved", "approved"), ("d12.k2/checked", "form-checked")]
    )
    @pytest.mark.parametrize(("time", "found", "because"), BY_SIGNING)
    def test_by_signing(
        self, time: str | None, found: str, because: str, rule: str, act: str
    ) -> None:
        assert verdict(rule, *span(time and event(act, time), SIGNED)) == found, because

    @pytest.mark.parametrize("rule", ["d11.k1/approved", "d12.k2/checked"])
    def test_an_act_that_nobody_logs(self, rule: str) -> None:
        assert verdict(rule, SIGNED, until=None) == "undecided"


class TestArticle13Clause7:
    """An electronic document is digitally signed by the authority."""

    @pytest.mark.parametrize(
        ("signatures", "found"),
        [
            ((AUTHORITY,), "kept"),
            ((AGENCY,), "broken"),
            ((attrs.evolve(AUTHORITY, valid=False),), "broken"),
            ((attrs.evolve(AUTHORITY, valid=UNKNOWN),), "undecided"),
        ],
    )
    def test_signature(self, signatures: Any, found: str) -> None:
        assert of_document("d13.k7/signed", signatures=signatures) == found

    def test_a_digitised_paper_was_signed_in_ink(self) -> None:
        given = {"signatures": (AGENCY,), "files": (File("a.pdf", "main", scan=scan()),)}

        assert of_document("d13.k7/signed", **given) == "not-applicable"

    def test_digitised_or_not_nobody_knows(self) -> None:
        given = {"signatures": (AGENCY,), "files": (File("a.pdf", "main"),)}

        assert of_document("d13.k7/signed", **given) == "undecided"

    def test_paper(self) -> None:
        given = letter(signatures=())

        assert verdict("d13.k7/signed", event("published", f"{DAY} 09:00", **PAPER), of=given) == (
            "not-applicable"
        )


# Whose act a step is, where both may do it.
BY = {"archived": SENDER}
# (rule, earlier act, later act)
OUTGOING_STEPS = [
    ("d14.k3/after-registration", "registered-out", "sealed"),
    ("d14.k4/after-sealing", "sealed", "published"),
    ("d14.k5/after-issue", "published", "archived"),
]
INCOMING_STEPS = [
    ("d20.k2/after-acceptance", "accepted", "registered-in"),
    ("d20.k3/submitted", "registered-in", "submitted"),
    ("d20.k3/transferred", "registered-in", "transferred"),
    ("d20.k4/processing", "transferred", "processing"),
    ("d20.k4/completed", "transferred", "completed"),
]
# fmt: off
ORDERS = [
    # earlier   later      verdict
    ("08:00",   "08:01",   "kept"),
    ("08:00",   "08:00",   "kept"),
    ("08:01",   "08:00",   "broken"),
    (None,      "08:00",   "undecided"),
    ("08:00",   None,      "not-applicable"),
]
# fmt: on


class TestArticles14And20:
    """The steps of an outgoing and of an incoming document, in their order."""

    @pytest.mark.parametrize(("rule", "first", "then"), OUTGOING_STEPS + INCOMING_STEPS)
    @pytest.mark.parametrize(("earlier", "later", "found"), ORDERS)
    def test_order(
        self,
        earlier: str | None,
        later: str | None,
        found: str,
        rule: str,
        first: str,
        then: str,
    ) -> None:
        # The signature itself carries no moment here: the events alone tell the order.
        timeless = letter(signatures=tuple(attrs.evolve(part, at=UNKNOWN) for part in BOTH))
        anchor = event("drafted", f"{DAY} 07:00")
        events = span(
            earlier and acted(first, f"{DAY} {earlier}"),
            later and event(then, f"{DAY} {later}", agency=BY.get(then, RECIPIENT)),
        )

        if later is None and then == "sealed":
            found = "undecided"  # a signature of the agency is there, its moment is not
        assert verdict(rule, anchor, *events, of=timeless) == found

    def test_the_moment_of_the_seal_may_be_that_of_the_signature(self) -> None:
        early = sending(DAY, sealed=None, registered_out=AGENCY_SIGNS + ":01")

        assert verdict("d14.k3/after-registration", *early) == "broken"


# -- Điều 15, Điều 16: number, date, register ---------------------------------------------------------------


class TestArticle15:
    """Numbers run from 01; on paper they are given after signing, by the next working day."""

    @pytest.mark.parametrize(
        ("number", "found"),
        [("01/UBND-KT", "kept"), ("837/UBND-KT", "kept"), ("00/UBND-KT", "broken"),
         (UNKNOWN, "undecided"), ("", "not-applicable"), ("?", "undecided")],
    )  # fmt: skip
    def test_from_01(self, number: Any, found: str) -> None:
        assert of_document("d15.k1.s1/from-01", number=number) == found

    @pytest.mark.parametrize("at", ["d15.k1.s2", "d15.k1.a"])
    def test_what_only_a_whole_register_shows_has_no_rule_and_says_why(self, at: str) -> None:
        clause = shipped_instrument(DECREE).clause(at)

        assert clause is not None
        assert clause.kind != "rule"
        assert not clause.rules
        assert clause.why["vi"]

    @pytest.mark.parametrize(("start", "end", "found", "because"), NEXT_WORKING_DAY)
    def test_on_paper(self, start: str, end: str | None, found: str, because: str) -> None:
        paper = event("paper-sent", "2020-05-06 09:00", agency=RECIPIENT)
        events = span(event("signed", start), end and event("registered-out", end))

        assert verdict("d15.k2.s1/number", *events, paper) == found, because

    @pytest.mark.parametrize(("earlier", "later", "found"), ORDERS)
    def test_on_paper_never_before_signing(
        self, earlier: str | None, later: str | None, found: str
    ) -> None:
        paper = event("published", f"{DAY} 17:00", **PAPER)
        events = span(
            earlier and event("signed", f"{DAY} {earlier}"),
            later and event("registered-out", f"{DAY} {later}"),
        )
        unsigned = letter(signatures=())

        assert verdict("d15.k2.s1/after-signing", *events, paper, of=unsigned) == found

    def test_electronic_documents_take_their_number_from_the_system(self) -> None:
        assert verdict("d15.k2.s1/number", *exchange(DAY, registered_out=None)) == "not-applicable"

    def test_paper_or_not_nobody_knows(self) -> None:
        assert verdict("d15.k2.s1/number", SIGNED, until=None) == "undecided"


# fmt: off
REGISTERED = [
    # field         value                                         out           in
    ("number",      "",                                           "broken",     "broken"),
    ("date",        None,                                         "broken",     "broken"),
    ("kind",        None,                                         "broken",     "broken"),
    ("abstract",    "",                                           "broken",     "broken"),
    ("abstract",    UNKNOWN,                                      "undecided",  "undecided"),
    ("signer",      Signer("Chủ tịch", ""),                       "broken",     "kept"),
    ("recipients",  (),                                           "broken",     "kept"),
    ("sender",      party(SENDER, name=""),                       "kept",       "broken"),
    ("sender",      party(SENDER, name=UNKNOWN),                  "kept",       "undecided"),
    ("signer",      Signer("Chủ tịch", "Nguyễn Văn An"),          "kept",       "kept"),
]
# fmt: on


class TestArticles16And22:
    """What a register must hold of an outgoing and of an incoming document."""

    @pytest.mark.parametrize(("field", "value", "out", "into"), REGISTERED)
    def test_information(self, field: str, value: Any, out: str, into: str) -> None:
        given = letter(**{field: value})

        assert verdict("d16.k1/information", *exchange(DAY), of=given) == out
        assert verdict("d22.k1.s1/information", *exchange(DAY), of=given) == into

    def test_what_is_not_registered_holds_nothing(self) -> None:
        given = letter(abstract="")

        assert verdict("d16.k1/information", SIGNED, of=given) == "not-applicable"
        assert verdict("d22.k1.s1/information", ARRIVED, of=given) == "not-applicable"

    @pytest.mark.parametrize(("secret", "found", "because"), SECRECY)
    def test_secret_documents(self, secret: Any, found: str, because: str) -> None:
        given = letter(state_secret=secret, abstract="")

        assert verdict("d16.k1/information", *exchange(DAY), of=given) == found, because
        assert verdict("d22.k1.s1/information", *exchange(DAY), of=given) == found, because


# -- Điều 18, Điều 19: issued, recalled, kept ---------------------------------------------------------------


class TestArticle18Clause1:
    """Issued on the day of signing, at the latest the next working day; urgent ones at once."""

    @pytest.mark.parametrize(("start", "end", "found", "because"), NEXT_WORKING_DAY)
    def test_issued(self, start: str, end: str | None, found: str, because: str) -> None:
        events = span(event("signed", start), end and event("published", end, channel="system"))

        assert verdict("d18.k1.s1/issued", *events) == found, because

    @pytest.mark.parametrize(("urgency", "done", "found", "because"), URGENCIES)
    def test_urgent_ones(self, urgency: Any, done: str | None, found: str, because: str) -> None:
        signed = event("signed", f"{DAY} 08:00")
        events = span(signed, done and event("published", f"{DAY} {done}", channel="system"))

        assert verdict("d18.k1.s2/urgent", *events, of=letter(urgency=urgency)) == found, because

    def test_it_says_when_it_was_due(self) -> None:
        events = (event("signed", "2020-03-13 16:30"), event("published", "2020-03-17 08:00"))
        finding = ND30.finding(case(letter(), *events), "d18.k1.s1/issued")

        assert str(finding.facts["late_after"])[:19] == "2020-03-16 23:59:59"

    @pytest.mark.parametrize(("secret", "found", "because"), SECRECY)
    def test_secret_documents(self, secret: Any, found: str, because: str) -> None:
        given = letter(state_secret=secret)

        assert verdict("d18.k1.s1/issued", SIGNED, of=given) == found, because


# fmt: off
RECALLS = [
    # what follows                                                          cancelled    sender told
    ([("recall-executed", {}), ("recall-confirmed", SYSTEM)],               "kept",      "kept"),
    ([("deleted", {}), ("recall-confirmed", {"channel": "axis"})],          "kept",      "kept"),
    ([("recall-executed", {})],                                             "kept",      "broken"),
    ([("recall-confirmed", SYSTEM)],                                        "broken",    "kept"),
    ([("recall-executed", {}), ("recall-confirmed", {"channel": "email"})], "kept",      "broken"),
    ([("recall-executed", {}), ("recall-confirmed", {})],                   "kept",      "undecided"),
    ([],                                                                    "broken",    "broken"),
]
# fmt: on


class TestArticle18Clause4PointB:
    """Told of a recall, a recipient cancels the document and tells the sender, in the System."""

    @pytest.mark.parametrize(("acts", "cancelled", "told"), RECALLS)
    def test_recall(self, acts: Any, cancelled: str, told: str) -> None:
        notice = acted("recall-notified", f"{DAY} 09:00")
        events = [acted(kind, f"{DAY} 10:00", **fields) for kind, fields in acts]

        assert verdict("d18.k4.b/cancelled", ARRIVED, notice, *events) == cancelled
        assert verdict("d18.k4.b/sender-told", ARRIVED, notice, *events) == told

    def test_no_recall(self) -> None:
        assert verdict("d18.k4.b/cancelled", *exchange(DAY)) == "not-applicable"

    def test_paper_goes_back_instead(self) -> None:
        paper = acted("arrived", f"{DAY} 08:00", channel="paper")
        notice = acted("recall-notified", f"{DAY} 09:00")

        assert verdict("d18.k4.b/cancelled", paper, notice) == "not-applicable"

    def test_the_day_after_it_may_still_run(self) -> None:
        notice = acted("recall-notified", f"{DAY} 09:00")

        found = verdict("d18.k4.b/cancelled", ARRIVED, notice, until=f"{NEXT} 17:00")

        assert found == "pending"


class TestArticle19Clause2:
    """The electronic original is kept in the issuer's System."""

    @pytest.mark.parametrize(
        ("form", "found"), [("electronic", "kept"), ("paper", "undecided"), (UNKNOWN, "undecided")]
    )
    def test_form(self, form: Any, found: str) -> None:
        kept = event("archived", f"{NEXT} 09:00", agency=SENDER, form=form)

        assert verdict("d19.k2.a/kept", *sending(DAY), kept) == found

    def test_not_yet(self) -> None:
        assert verdict("d19.k2.a/kept", *sending(DAY)) == "pending"

    def test_paper_is_kept_as_paper(self) -> None:
        assert verdict("d19.k2.a/kept", event("published", f"{DAY} 09:00", **PAPER)) == (
            "not-applicable"
        )


# -- Điều 21: accepted, returned, acknowledged ----------------------------------------------------------------

# fmt: off
CHECKS = [
    # checked                                                         before      found        because
    ({"authentic": True, "intact": True},                             "kept",     "kept",      "checked, and both found"),
    ({"authentic": False, "intact": True},                            "kept",     "kept",      "checked: what was found is point b's business"),
    ({"authentic": True},                                             "kept",     "undecided", "the log does not say what was found of its integrity"),
    (None,                                                            "broken",   "undecided", "accepted without a check"),
]
FAULTS = [
    # authentic  intact   right addressee  then                     returned           not accepted       because
    (False,      True,    True,            ("refused",),            "kept",            "kept",            "not authentic, and returned"),
    (True,       False,   True,            ("refused",),            "kept",            "kept",            "not intact, and returned"),
    (True,       True,    False,           ("refused",),            "kept",            "kept",            "sent to the wrong place, and returned"),
    (True,       False,   True,            ("accepted",),           "broken",          "broken",          "not intact, and accepted all the same"),
    (True,       True,    False,           (),                      "broken",          "kept",            "wrong place, and nothing done"),
    (True,       True,    True,            ("accepted",),           "not-applicable",  "not-applicable",  "nothing wrong"),
    (UNKNOWN,    True,    True,            ("accepted",),           "undecided",       "undecided",       "authentic or not: nobody knows"),
]
TOLD = [
    # arrived               told                     how                     verdict      because
    ("2020-03-09 08:00",    "2020-03-09 17:30",      SYSTEM,                 "kept",      "the same day, even after hours"),
    ("2020-03-09 08:00",    "2020-03-09 23:59:59",   SYSTEM,                 "kept",      "the end of the day"),
    ("2020-03-09 08:00",    "2020-03-10 00:00",      SYSTEM,                 "broken",    "the next day"),
    ("2020-03-14 20:00",    "2020-03-14 20:01",      {"channel": "axis"},    "kept",      "a Saturday evening"),
    ("2020-03-09 08:00",    "2020-03-09 08:10",      {"channel": "email"},   "broken",    "not by a function of the System"),
    ("2020-03-09 08:00",    "2020-03-09 08:10",      {},                     "undecided", "by what way: nobody knows"),
    ("2020-03-09 08:00",    None,                    SYSTEM,                 "broken",    "never"),
]
# fmt: on


class TestArticle21Clause2:
    """An electronic document is checked, accepted or returned, and receipt is told the same day."""

    @pytest.mark.parametrize(("found", "before", "known", "because"), CHECKS)
    def test_checked_before_accepted(
        self, found: Any, before: str, known: str, because: str
    ) -> None:
        check = found is not None and acted("checked", f"{DAY} 08:10", **found)
        events = (ARRIVED, *span(check or None, acted("accepted", f"{DAY} 08:20")))

        assert verdict("d21.k2.a/checked", *events) == before, because
        assert verdict("d21.k2.a/found", *events) == known, because

    def test_checked_after_it_was_accepted(self) -> None:
        assert verdict("d21.k2.a/checked", *exchange(DAY, checked="08:01:01")) == "broken"

    @pytest.mark.parametrize(
        ("authentic", "intact", "right", "then", "returned", "spared", "because"), FAULTS
    )
    def test_returned(
        self,
        authentic: Any,
        intact: Any,
        right: Any,
        then: tuple[str, ...],
        returned: str,
        spared: str,
        because: str,
    ) -> None:
        check = acted(
            "checked", f"{DAY} 08:10", authentic=authentic, intact=intact, right_addressee=right
        )
        acts = [acted(kind, f"{DAY} 09:00") for kind in then]

        assert verdict("d21.k2.b.s1/returned", ARRIVED, check, *acts) == returned, because
        assert verdict("d21.k2.b.s1/not-accepted", ARRIVED, check, *acts) == spared, because

    @pytest.mark.parametrize(("start", "end", "how", "found", "because"), TOLD)
    def test_told_the_same_day(
        self, start: str, end: str | None, how: Any, found: str, because: str
    ) -> None:
        arrived = acted("arrived", start, channel="system")
        events = span(arrived, end and acted("receipt-notified", end, **how))

        assert verdict("d21.k2.c/told", *events) == found, because

    def test_a_document_that_was_refused_that_day_needs_no_receipt(self) -> None:
        assert verdict("d21.k2.c/told", ARRIVED, acted("refused", f"{DAY} 09:00")) == "kept"

    def test_paper_is_checked_by_its_envelope(self) -> None:
        paper = acted("arrived", f"{DAY} 08:00", channel="paper")

        assert verdict("d21.k2.c/told", paper) == "not-applicable"
        assert verdict("d21.k2.a/checked", paper, acted("accepted", f"{DAY} 09:00")) == (
            "not-applicable"
        )


# -- Điều 23, Điều 24: submitted, passed on, handled -------------------------------------------------------------


class TestArticle23Clause1:
    """Submitted within the day, at the latest the next working day; urgent ones at once."""

    @pytest.mark.parametrize("act", ["submitted", "transferred"])
    @pytest.mark.parametrize(("start", "end", "found", "because"), NEXT_WORKING_DAY)
    def test_submitted_or_passed_on_directly(
        self, start: str, end: str | None, found: str, because: str, act: str
    ) -> None:
        events = span(acted("arrived", start, channel="system"), end and acted(act, end))

        assert verdict("d23.k1.s1/submitted", *events) == found, because

    def test_what_was_submitted_is_passed_on(self) -> None:
        submitted = acted("submitted", f"{DAY} 09:00")
        assigned = acted("assigned", f"{NEXT} 09:00")

        assert verdict("d23.k1.s1/passed-on", ARRIVED, submitted, assigned) == "kept"
        assert verdict("d23.k1.s1/passed-on", ARRIVED, submitted) == "broken"
        assert (
            verdict("d23.k1.s1/passed-on", ARRIVED, submitted, until=f"{NEXT} 17:00") == "pending"
        )

    @pytest.mark.parametrize("act", ["transferred", "assigned"])
    @pytest.mark.parametrize(("urgency", "done", "found", "because"), URGENCIES)
    def test_urgent_ones_are_passed_on_too(
        self, urgency: Any, done: str | None, found: str, because: str, act: str
    ) -> None:
        submitted = acted("submitted", f"{DAY} 08:30")
        events = (submitted, *span(ARRIVED, done and acted(act, f"{DAY} {done}")))

        assert verdict("d23.k1.s3/urgent", *events, of=letter(urgency=urgency)) == found, because

    def test_of_two_recipients_each_has_its_own_day(self) -> None:
        events = (
            *receiving(DAY),
            *receiving(DAY, ANOTHER, transferred="2020-03-11 07:00"),
        )
        given = case(to(RECIPIENT, ANOTHER), *events)

        assert ND30.verdict(given, "d23.k1.s1/submitted", RECIPIENT) == "kept"
        assert ND30.verdict(given, "d23.k1.s1/submitted", ANOTHER) == "broken"


# fmt: off
ASSIGNMENTS = [
    # lead       coordinating    due                 roles             instructions  because
    ("Phòng A",  ("Phòng B",),   date(2020, 3, 20),  "kept",           "kept",       "who leads, who takes part, by when"),
    ("",         ("Phòng B",),   date(2020, 3, 20),  "broken",         "broken",     "nobody leads"),
    ("Phòng A",  ("Phòng B",),   None,               "broken",         "broken",     "no time limit"),
    ("Phòng A",  (),             date(2020, 3, 20),  "not-applicable", "kept",       "one unit alone"),
    ("Phòng A",  UNKNOWN,        date(2020, 3, 20),  "undecided",      "kept",       "one unit or several: nobody knows"),
    (UNKNOWN,    ("Phòng B",),   date(2020, 3, 20),  "undecided",      "undecided",  "nobody knows who leads"),
]
# fmt: on


class TestArticle23Clauses2And4:
    """An instruction says who leads, who takes part, the state and by when."""

    @pytest.mark.parametrize(
        ("lead", "others", "due", "roles", "instructions", "because"), ASSIGNMENTS
    )
    def test_instructions(
        self, lead: Any, others: Any, due: Any, roles: str, instructions: str, because: str
    ) -> None:
        act = acted("assigned", f"{DAY} 09:00", lead=lead, coordinating=others, due=due)

        assert verdict("d23.k2.s2/roles", ARRIVED, act) == roles, because
        assert verdict("d23.k4.p2.s1/instructions", ARRIVED, act) == instructions, because

    @pytest.mark.parametrize(
        ("status", "found"), [("processing", "kept"), ("", "broken"), (UNKNOWN, "undecided")]
    )
    def test_state(self, status: Any, found: str) -> None:
        act = acted("assigned", f"{DAY} 09:00")

        assert verdict("d23.k4.p2.s1/status", ARRIVED, act, of=letter(status=status)) == found


# fmt: off
SETTLED = [
    # due               completed                verdict      because
    (date(2020, 3, 20), "2020-03-20 23:59:59",   "kept",      "a date lasts to its end"),
    (date(2020, 3, 20), "2020-03-21 00:00",      "broken",    "the day after"),
    (date(2020, 3, 20), None,                    "broken",    "never"),
    (None,              "2020-03-20 09:00",      "undecided", "the working regulation is not at hand"),
    (UNKNOWN,           "2020-03-20 09:00",      "undecided", "nobody knows by when"),
]
# fmt: on


class TestArticle24Clause2:
    """Handled in the time that was set; urgent documents at once."""

    @pytest.mark.parametrize(("due", "done", "found", "because"), SETTLED)
    def test_in_time(self, due: Any, done: str | None, found: str, because: str) -> None:
        events = span(ARRIVED, done and acted("completed", done))

        assert verdict("d24.k2.s1/in-time", *events, of=letter(due=due)) == found, because

    def test_the_date_of_the_assignment_will_do(self) -> None:
        assigned = acted("assigned", f"{DAY} 09:00", due=date(2020, 3, 12))
        late = acted("completed", "2020-03-13 08:00")

        assert verdict("d24.k2.s1/in-time", ARRIVED, assigned, late) == "broken"

    def test_without_a_date_it_names_the_working_regulation(self) -> None:
        done = acted("completed", "2020-03-13 08:00")
        finding = ND30.finding(case(letter(), ARRIVED, done), "d24.k2.s1/in-time")

        assert finding.missing == ("text:working-regulation",)
        assert "quy chế làm việc" in finding.message("vi")

    @pytest.mark.parametrize(("urgency", "done", "found", "because"), URGENCIES)
    def test_urgent_ones(self, urgency: Any, done: str | None, found: str, because: str) -> None:
        passed_on = acted("transferred", f"{DAY} 08:30")
        events = span(passed_on, done and acted("processing", f"{DAY} {done}"))

        assert verdict("d24.k2.s2/urgent", ARRIVED, *events, of=letter(urgency=urgency)) == found, (
            because
        )


# -- Điều 25, Điều 32: copies, the agency's signature --------------------------------------------------------------

SCANNED = (File("a.pdf", "main", scan=scan()),)


class TestArticle25Clause1PointC:
    """From paper to electronic: digitised, and signed by the agency."""

    @pytest.mark.parametrize(
        ("signatures", "found"),
        [
            ((AGENCY,), "kept"),
            ((DIGITISER,), "kept"),
            ((), "broken"),
            ((attrs.evolve(AGENCY, valid=False),), "broken"),
            ((attrs.evolve(AGENCY, valid=UNKNOWN),), "undecided"),
            (BOTH, "not-applicable"),
        ],
    )
    def test_signed(self, signatures: Any, found: str) -> None:
        assert of_document("d25.k1.c/signed", files=SCANNED, signatures=signatures) == found

    def test_what_was_not_scanned_is_no_copy(self) -> None:
        assert of_document("d25.k1.c/signed", signatures=()) == "not-applicable"


class TestArticle32Clause2PointD:
    """The agency signs only what the authority has signed, or its own copies."""

    @pytest.mark.parametrize(
        ("signatures", "files", "found"),
        [
            (BOTH, None, "kept"),
            ((AGENCY,), None, "broken"),
            ((AGENCY,), SCANNED, "kept"),
            ((AGENCY,), (File("a.pdf", "main"),), "undecided"),
            ((AUTHORITY,), None, "not-applicable"),
        ],
    )
    def test_authority_first(self, signatures: Any, files: Any, found: str) -> None:
        changes = {"signatures": signatures} | ({"files": files} if files else {})
        given = letter(**changes)
        events = (PUBLISHED, event("drafted", f"{DAY} 07:00"))

        assert verdict("d32.k2.d/signed-first", *events, of=given) == found

    @pytest.mark.parametrize(
        ("sealed", "found"), [("07:19:59", "broken"), ("07:20", "kept"), ("07:21", "kept")]
    )
    def test_in_this_order(self, sealed: str, found: str) -> None:
        assert verdict("d32.k2.d/signed-first", *sending(DAY, sealed=sealed)) == found


# -- Phụ lục I -----------------------------------------------------------------------------------------------------

# fmt: off
NUMBERS = [
    # number                kind           figures            symbol             written            because
    ("837/UBND-KT",         "Công văn",    "kept",            "kept",            "kept",            "an official letter: issuer and unit"),
    ("05/TB-UBND",          "Thông báo",   "kept",            "kept",            "kept",            "a number below 10 with its zero"),
    ("5/TB-UBND",           "Thông báo",   "kept",            "kept",            "broken",          "the zero is missing"),
    ("005/TB-UBND",         "Thông báo",   "kept",            "kept",            "broken",          "one zero too many"),
    ("012/TB-UBND",         "Thông báo",   "kept",            "kept",            "broken",          "from 10 on no zero"),
    ("15/QyĐ-UBND",         "Quy định",    "kept",            "kept",            "kept",            "the small letter of the table"),
    ("15/TTr-UBND",         "Tờ trình",    "kept",            "kept",            "kept",            "the small letter of the table"),
    ("15/qđ-ubnd",          "Quyết định",  "kept",            "kept",            "broken",          "small letters"),
    ("15 / QĐ - UBND",      "Quyết định",  "kept",            "kept",            "broken",          "spaces"),
    ("15/QĐ–UBND",          "Quyết định",  "kept",            "kept",            "broken",          "a dash is no hyphen"),
    ("15-QĐ-UBND",          "Quyết định",  "kept",            "kept",            "broken",          "no slash after the number"),
    ("15/UBND",             "Công văn",    "kept",            "broken",          "kept",            "the unit is missing"),
    ("15/CV-UBND",          "Công văn",    "kept",            "broken",          "kept",            "a letter has no abbreviation of its kind"),
    ("15/UBND-KT",          "Quyết định",  "kept",            "broken",          "kept",            "a decision without its abbreviation"),
    ("15/QĐ-UBND",          "Công văn",    "kept",            "broken",          "kept",            "a letter under the symbol of a decision"),
    ("15",                  "Quyết định",  "kept",            "broken",          "kept",            "no symbol"),
    ("15a/TB-UBND",         "Thông báo",   "broken",          "kept",            "kept",            "a letter in the number"),
    ("không số",            "Công văn",    "undecided",       "broken",          "undecided",       "it cannot be read"),
    ("837/UBND-KT",         UNKNOWN,       "kept",            "undecided",       "kept",            "of what kind: nobody knows"),
    (UNKNOWN,               "Công văn",    "undecided",       "undecided",       "undecided",       "nobody gave it"),
    ("",                    "Công văn",    "not-applicable",  "not-applicable",  "not-applicable",  "that it is missing is Article 8's business"),
]
# fmt: on


class TestAnnexINumberAndSymbol:
    """Annex I, part I, section II, clause 3: number and symbol."""

    @pytest.mark.parametrize(("number", "kind", "figures", "symbol", "written", "because"), NUMBERS)
    def test_numbers(
        self, number: Any, kind: Any, figures: str, symbol: str, written: str, because: str
    ) -> None:
        given = {"number": number, "kind": kind}

        assert of_document("pl1.p1.m2.k3.a/figures", **given) == figures, because
        assert of_document("pl1.p1.m2.k3.b.p2/symbol", **given) == symbol, because
        assert of_document("pl1.p1.m2.k3.c/written", **given) == written, because

    @pytest.mark.parametrize(
        ("number", "found"),
        [("15/QĐ-UBND", "kept"), ("15/2020/QĐ-UBND", "broken"), (UNKNOWN, "undecided")],
    )
    def test_no_year_between_number_and_symbol(self, number: Any, found: str) -> None:
        assert of_document("pl1.p1.m2.k3.c/no-year", number=number, kind="Quyết định") == found

    @pytest.mark.parametrize(
        "rule",
        ["pl1.p1.m2.k3.a/figures", "pl1.p1.m2.k3.b.p2/symbol", "pl1.p1.m2.k3.c/no-year",
         "pl1.p1.m2.k3.c/written", "pl3.m1/abbreviation"],
    )  # fmt: skip
    def test_normative_numbers_follow_another_decree(self, rule: str) -> None:
        assert verdict(rule, *exchange(DAY), of=decision("15/2020/QĐ-UBND")) == "not-applicable"

    def test_a_number_is_judged_by_the_day_that_it_bears(self) -> None:
        given = letter(number="5/TB-UBND", kind="Thông báo", date=date(2020, 3, 4))

        assert verdict("pl1.p1.m2.k3.c/written", *exchange(DAY), of=given) == "not-applicable"


class TestAnnexICharacters:
    """Annex I, part I, section I, clause 4: Unicode."""

    @pytest.mark.parametrize(
        ("charset", "found"), [("unicode", "kept"), ("tcvn3", "broken"), (UNKNOWN, "undecided")]
    )
    def test_charset(self, charset: Any, found: str) -> None:
        assert of_document("pl1.p1.m1.k4/charset", charset=charset) == found


def shown(by: str, **image: Any) -> Signature:
    """A signature with an image as it must be, but for what is changed."""
    usual = {"colour": "blue" if by == "authority" else "red", "format": "png", "transparent": True}
    return attrs.evolve(signature(by), image=Image(**{**usual, **image}))


# fmt: off
IMAGES = [
    # property        change                      authority    agency
    ("colour",        {},                         "kept",      "kept"),
    ("colour",        {"colour": "black"},        "broken",    "broken"),
    ("colour",        {"colour": UNKNOWN},        "undecided", "undecided"),
    ("format",        {"format": ".PNG"},         "kept",      "kept"),
    ("format",        {"format": "jpg"},          "broken",    "broken"),
    ("format",        {"format": UNKNOWN},        "undecided", "undecided"),
    ("transparent",   {},                         "kept",      "kept"),
    ("transparent",   {"transparent": False},     "broken",    "broken"),
    ("transparent",   {"transparent": UNKNOWN},   "undecided", "undecided"),
    ("displayed",     {},                         "kept",      "kept"),
]
# The signature of the authority covers 60 mm from the left edge 100; the seal is 36 mm wide.
OVERLAPS = [
    # left of the seal   page   verdict      because
    (84,                 1,     "kept",      "20 of 60 mm: a third"),
    (79,                 1,     "kept",      "15 of 60 mm: a quarter, the reading's edge"),
    (78,                 1,     "broken",    "14 of 60 mm: less"),
    (89,                 1,     "kept",      "25 of 60 mm: five twelfths, the reading's edge"),
    (90,                 1,     "broken",    "26 of 60 mm: more"),
    (140,                1,     "broken",    "20 of 60 mm, on the right"),
    (84,                 2,     "broken",    "another page"),
    (None,               1,     "undecided", "where it stands: nobody knows"),
]
# fmt: on


class TestAnnexISignatures:
    """Annex I, part I, section II, clauses 7 and 8: how the signatures are displayed."""

    @pytest.mark.parametrize(("name", "change", "authority", "agency"), IMAGES)
    def test_images(self, name: str, change: Any, authority: str, agency: str) -> None:
        given = {"signatures": (shown("authority", **change), shown("agency", **change))}

        assert of_document(f"pl1.p1.m2.k7.d/{name}", **given) == authority
        assert of_document(f"pl1.p1.m2.k8.a/{name}", **given) == agency

    def test_blue_for_the_authority_red_for_the_agency(self) -> None:
        swapped = (shown("authority", colour="red"), shown("agency", colour="blue"))

        assert of_document("pl1.p1.m2.k7.d/colour", signatures=swapped) == "broken"
        assert of_document("pl1.p1.m2.k8.a/colour", signatures=swapped) == "broken"

    def test_no_image_at_all(self) -> None:
        bare = tuple(attrs.evolve(part, image=None) for part in BOTH)

        assert of_document("pl1.p1.m2.k7.d/displayed", signatures=bare) == "broken"
        assert of_document("pl1.p1.m2.k8.a/displayed", signatures=bare) == "broken"
        assert of_document("pl1.p1.m2.k7.d/colour", signatures=bare) == "not-applicable"

    @pytest.mark.parametrize(("left", "page", "found", "because"), OVERLAPS)
    def test_the_seal_covers_a_third_on_the_left(
        self, left: int | None, page: int, found: str, because: str
    ) -> None:
        box = UNKNOWN if left is None else (left, 195, 36, 36)
        seal = shown("agency", page=page, box=box)
        hand = shown("authority", page=1, box=(100, 200, 60, 25))

        assert of_document("pl1.p1.m2.k8.a/overlap", signatures=(hand, seal)) == found, because


def attachment(*signatures: Signature, **changes: Any) -> tuple[File, ...]:
    """A main file and an attachment with *signatures* of its own."""
    return (
        File("a.pdf", "main", scan=None),
        File("pl1.pdf", "attachment", scan=None, **{"signatures": signatures, **changes}),
    )


HIDDEN = attrs.evolve(AGENCY, image=None)


def in_corner(box: Any, page: int = 1) -> Signature:
    """The agency's signature displayed at *box*."""
    return attrs.evolve(AGENCY, image=Image("red", "png", page=page, box=box))


class TestAnnexIAppendices:
    """Annex I, part I, section III, clause 1, point d: appendices in files of their own."""

    @pytest.mark.parametrize(
        ("files", "found"),
        [
            (attachment(HIDDEN), "kept"),
            (attachment(), "broken"),
            (attachment(AUTHORITY), "broken"),
            (attachment(attrs.evolve(HIDDEN, valid=False)), "broken"),
            (attachment(attrs.evolve(HIDDEN, valid=UNKNOWN)), "undecided"),
            (attachment(signatures=UNKNOWN), "undecided"),
            (attachment(signatures=UNKNOWN, signed=True), "undecided"),
            (attachment(signatures=UNKNOWN, signed=False), "broken"),
            ((File("a.pdf", "main", scan=None),), "not-applicable"),
            (UNKNOWN, "undecided"),
        ],
    )
    def test_signed_by_the_agency(self, files: Any, found: str) -> None:
        assert of_document("pl1.p1.m3.k1.d.p2/signed", files=files) == found

    @pytest.mark.parametrize(
        ("image", "found"),
        [
            (in_corner((150, 20, 36, 36)), "kept"),
            (in_corner((20, 20, 36, 36)), "broken"),
            (in_corner((150, 20, 36, 36), page=2), "broken"),
            (in_corner(UNKNOWN), "undecided"),
            (HIDDEN, "not-applicable"),
        ],
    )
    def test_at_the_top_right_of_the_first_page(self, image: Signature, found: str) -> None:
        assert of_document("pl1.p1.m3.k1.d.p3/place", files=attachment(image)) == found

    @pytest.mark.parametrize(
        ("signed", "found"),
        [(HIDDEN, "kept"), (AGENCY, "broken"), (attrs.evolve(AGENCY, image=UNKNOWN), "undecided")],
    )
    def test_without_an_image(self, signed: Signature, found: str) -> None:
        assert of_document("pl1.p1.m3.k1.d.p4/hidden", files=attachment(signed)) == found

    @pytest.mark.parametrize(
        ("at", "judged_at"),
        [("pl1.p1.m2.k8.b", "p2"), ("pl1.p1.m2.k8.b.p2", "p3"), ("pl1.p1.m2.k8.b.p3", "p4")],
    )
    def test_annexed_documents_are_judged_with_them(self, at: str, judged_at: str) -> None:
        target = f"{DECREE}#pl1.p1.m3.k1.d.{judged_at}"

        assert policy(DECREE).clause(f"{DECREE}#{at}").to == target
        assert f"{DECREE}#{at}" in policy(DECREE).incorporated_by(target)


class TestAnnexIUrgency:
    """Annex I, part I, section III, clause 2, point b: three degrees of urgency."""

    @pytest.mark.parametrize(
        ("urgency", "found"),
        [("normal", "kept"), ("urgent", "kept"), ("very-urgent", "kept"), ("express", "kept"),
         ("timed-express", "broken"), (None, "not-applicable"), (UNKNOWN, "undecided")],
    )  # fmt: skip
    def test_degrees(self, urgency: Any, found: str) -> None:
        assert of_document("pl1.p1.m3.k2.b.p2.s2/degree", urgency=urgency) == found


# fmt: off
SCANS = [
    # rule            change                      verdict
    ("a/pdf-version", {},                         "kept"),
    ("a/pdf-version", {"pdf_version": "1.7"},     "kept"),
    ("a/pdf-version", {"pdf_version": "1.3"},     "broken"),
    ("a/pdf-version", {"pdf_version": "1.10"},    "kept"),
    ("a/pdf-version", {"pdf_version": UNKNOWN},   "undecided"),
    ("b/colour",      {},                         "kept"),
    ("b/colour",      {"colour": False},          "broken"),
    ("b/colour",      {"colour": UNKNOWN},        "undecided"),
    ("c/dpi",         {"dpi": 200},               "kept"),
    ("c/dpi",         {"dpi": 199},               "broken"),
    ("c/dpi",         {"dpi": 600},               "kept"),
    ("c/dpi",         {"dpi": UNKNOWN},           "undecided"),
    ("d/scale",       {"scale": "100%"},          "kept"),
    ("d/scale",       {"scale": "90%"},           "broken"),
    ("d/scale",       {"scale": UNKNOWN},         "undecided"),
]
# fmt: on


class TestAnnexIDigitising:
    """Annex I, part II, section I: digitised papers."""

    @pytest.mark.parametrize(("rule", "change", "found"), SCANS)
    def test_standard(self, rule: str, change: Any, found: str) -> None:
        files = (File("a.pdf", "main", scan=scan(**change)),)

        assert of_document(f"pl1.p2.m1.k2.{rule}", files=files) == found

    def test_another_file_format(self) -> None:
        files = (File("a.tif", "main", scan=scan()),)

        assert of_document("pl1.p2.m1.k2.a/pdf-version", files=files) == "broken"

    @pytest.mark.parametrize("rule", sorted({rule for rule, _, _ in SCANS}))
    def test_what_was_not_scanned(self, rule: str) -> None:
        assert of_document(f"pl1.p2.m1.k2.{rule}") == "not-applicable"

    @pytest.mark.parametrize(
        ("signed", "place", "hidden"),
        [
            (attrs.evolve(DIGITISER, image=None), "not-applicable", "kept"),
            (HIDDEN, "not-applicable", "kept"),
            (in_corner((150, 20, 36, 36)), "kept", "broken"),
            (in_corner((20, 20, 36, 36)), "broken", "broken"),
            (attrs.evolve(DIGITISER, image=UNKNOWN), "undecided", "undecided"),
        ],
    )
    def test_the_signature_on_it(self, signed: Signature, place: str, hidden: str) -> None:
        given = {"files": SCANNED, "signatures": (signed,)}

        assert of_document("pl1.p2.m1.k3.a/place", **given) == place
        assert of_document("pl1.p2.m1.k3.b/hidden", **given) == hidden

    def test_a_document_signed_by_the_authority_is_no_copy(self) -> None:
        assert of_document("pl1.p2.m1.k3.b/hidden") == "not-applicable"
        assert of_document("pl1.p1.m2.k8.a/displayed", files=SCANNED, signatures=(AGENCY,)) == (
            "not-applicable"
        )


# -- Phụ lục III, Phụ lục VI -----------------------------------------------------------------------------------------

ABBREVIATIONS = {
    "Nghị quyết": "NQ", "Quyết định": "QĐ", "Chỉ thị": "CT", "Quy chế": "QC", "Quy định": "QyĐ",
    "Thông cáo": "TC", "Thông báo": "TB", "Hướng dẫn": "HD", "Chương trình": "CTr",
    "Kế hoạch": "KH", "Phương án": "PA", "Đề án": "ĐA", "Dự án": "DA", "Báo cáo": "BC",
    "Biên bản": "BB", "Tờ trình": "TTr", "Hợp đồng": "HĐ", "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN", "Bản thỏa thuận": "BTT", "Giấy ủy quyền": "GUQ", "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT", "Giấy nghỉ phép": "GNP", "Phiếu gửi": "PG", "Phiếu chuyển": "PC",
    "Phiếu báo": "PB",
}  # fmt: skip

# fmt: off
FORMER = [
    # kind               symbol   because
    ("Bản ghi nhớ",      "GN",    "the abbreviation of 2011"),
    ("Bản thỏa thuận",   "TTh",   "the abbreviation of 2011"),
    ("Giấy ủy quyền",    "UQ",    "the abbreviation of 2011"),
    ("Giấy nghỉ phép",   "NP",    "the abbreviation of 2011"),
    ("Quyết định",       "QD",    "without its mark"),
    ("Quyết định",       "TB",    "that of another kind"),
]
# fmt: on


class TestAnnexIII:
    """The abbreviations of 27 kinds."""

    def test_there_are_27_and_two_kinds_have_none(self) -> None:
        assert len(ABBREVIATIONS) == 27
        assert set(TWENTY_NINE) - set(ABBREVIATIONS) == {"Công văn", "Thư công"}

    @pytest.mark.parametrize(("kind", "abbreviation"), ABBREVIATIONS.items())
    def test_each_of_them(self, kind: str, abbreviation: str) -> None:
        given = {"kind": kind, "number": f"15/{abbreviation}-UBND"}

        assert of_document("pl3.m1/abbreviation", **given) == "kept"

    @pytest.mark.parametrize(("kind", "abbreviation", "because"), FORMER)
    def test_another(self, kind: str, abbreviation: str, because: str) -> None:
        given = {"kind": kind, "number": f"15/{abbreviation}-UBND"}

        assert of_document("pl3.m1/abbreviation", **given) == "broken", because

    def test_official_letters_have_none(self) -> None:
        assert of_document("pl3.m1/abbreviation") == "not-applicable"

    def test_of_what_kind_nobody_knows(self) -> None:
        assert of_document("pl3.m1/abbreviation", number="15/QĐ-UBND", kind=UNKNOWN) == "undecided"

    def test_the_table_of_the_library_is_that_of_the_annex(self) -> None:
        known = {kind.name: kind.abbreviation for kind in KINDS if kind.group == "administrative"}

        assert {name: word for name, word in known.items() if word} == ABBREVIATIONS


def text(length: int) -> str:
    """A text of exactly *length* characters, with Vietnamese marks."""
    return "ữ" * length


# fmt: off
LENGTHS = [
    # row     field         of a text of n characters                    most
    ("3",     "kind",       lambda n: text(n),                           100),
    ("7",     "sender",     lambda n: party(SENDER, name=text(n)),       200),
    ("8",     "abstract",   lambda n: text(n),                           500),
    ("12.1",  "signer",     lambda n: Signer(text(n), "A"),              100),
    ("12.2",  "signer",     lambda n: Signer("A", text(n)),              50),
    ("13.2",  "recipients", lambda n: (party(RECIPIENT, name=text(n)),), 200),
    ("5",     "number",     lambda n: f"15/UBND-{'K' * (n - 5)}",        30),
]
# fmt: on


class TestAnnexVIFields:
    """Annex VI, part II: how long the fields of an outgoing document may be."""

    @pytest.mark.parametrize(("row", "field", "make", "most"), LENGTHS)
    def test_length(self, row: str, field: str, make: Any, most: int) -> None:
        rule = f"pl6.p2.m1.{row}/length"

        assert of_document(rule, **{field: make(most)}) == "kept"
        assert of_document(rule, **{field: make(most + 1)}) == "broken"
        assert of_document(rule, **{field: UNKNOWN}) == "undecided"

    @pytest.mark.parametrize(
        ("number", "found"),
        [("12345678901/UBND-KT", "kept"), ("837/UBND-KT", "kept"), ("?", "undecided")],
    )
    def test_the_number_of_eleven_digits(self, number: str, found: str) -> None:
        assert of_document("pl6.p2.m1.4/length", number=number) == found

    def test_marks_count_with_their_letter(self) -> None:
        apart = "u\u031b\u0303" * 50  # ữ, written as a letter and two marks

        assert of_document("pl6.p2.m1.12.2/length", signer=Signer("A", apart)) == "kept"

    @pytest.mark.parametrize(
        ("day", "ident", "found", "because"),
        [
            ("2020-03-09", "000.00.07.H39", "kept", "13 characters"),
            ("2020-03-09", "000.00.007.H39", "broken", "14 characters"),
            ("2020-09-14", "H39.07.ABCDEFGH", "broken", "the eve of Decision 20/2020"),
            ("2020-09-15", "H39.07.ABCDEFGH", "not-applicable", "from then on 35 characters"),
        ],
    )
    def test_ids_of_recipients(self, day: str, ident: str, found: str, because: str) -> None:
        given = case(letter(day, recipients=(party(ident),)), *exchange(day, ident))

        assert ND30.verdict(given, "pl6.p2.m1.13.1/length") == found, because


class TestEveryRule:
    """No rule of the Decree is left without a test of its own."""

    def test_each_rule_is_named_in_this_file(self) -> None:
        with open(__file__, encoding="utf-8") as source:
            written = source.read()
        names = [rule.id.partition("#")[2] for rule in shipped_instrument(DECREE).rules]
        built = ("pl1.p2.m1.k2.", "pl1.p1.m2.k7.d/", "pl1.p1.m2.k8.a/", "pl6.p2.m1.")

        unnamed = [name for name in names if name not in written and not name.startswith(built)]

        assert unnamed == []


def test_the_decree_lasts_past_its_last_check() -> None:
    """After 17 January 2026 it is applied, with a caution."""
    last = shipped_instrument(DECREE).in_force.verified_until

    assert last == date(2026, 1, 17)
    day = f"{last + timedelta(days=2):%Y-%m-%d}"
    finding = ND30.finding(case(letter(day, charset="vni"), *exchange(day)), "pl1.p1.m1.k4/charset")
    assert finding.verdict.value == "broken"
    assert [part.code for part in finding.assumed] == ["after-verified"]
