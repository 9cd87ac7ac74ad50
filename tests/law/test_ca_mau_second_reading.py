"""
Decision 837/QĐ-UBND of Cà Mau, read again: what a fresh reader of every row asked for.

Each table is one difference of ``docs/explanation/second-reading-ca-mau.md``: kept, broken,
and where one ends and the other begins.  The days and hours are those of ``test_ca_mau``.
"""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

from typing import Any

import pytest
from camau_cases import COMMITTEE, RECIPIENT, SECOND, SENDER, addressed, hand, letter, seal, steps
from cases import MONDAY, Bench, case, event, party

from egovdocs.policy import reports_due
from egovdocs.record import UNKNOWN, Case, Event

INSTRUMENT = "ca-mau/837-2019"
CA_MAU = Bench.of("ca-mau", INSTRUMENT).alone()
DEPARTMENT, SUCCESSOR = "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"
WHOLE_COMMITTEE = "Ủy ban nhân dân tỉnh"

Changes = dict[str, Any]


def verdict(rule: str, what: Changes, log: Changes, until: str | None = "") -> str:
    """What *rule* says of the complete letter and log, with changes to either."""
    return CA_MAU.verdict(case(letter(**what), *steps(**log), until=until), rule)


# fmt: off
SHOWN_STATUS = [
    # status         issued   verdict            because
    ("transferred",  True,    "kept",            "the system shows a state"),
    (None,           True,    "broken",          "it is known to show none"),
    ("",             True,    "broken",          "empty is none"),
    (UNKNOWN,        True,    "undecided",       "nobody knows"),
    (None,           False,   "not-applicable",  "not issued: there is no state to follow yet"),
]
AGENCY_PART = [
    # document id                              verdict      because
    (f"{SENDER}-2020.412",                     "kept",      "the sender's id stands first"),
    (f"{RECIPIENT}-2020.412",                  "broken",    "another agency's id"),
    ("0c5f4d8e-7a51-4c1f-9a3b-1f2e3d4c5b6a",   "broken",    "no agency in it at all"),
    (UNKNOWN,                                  "undecided", "nobody knows the id"),
]
REGISTERED_FIRST = [
    # registered  submitted  transferred  to the head        to the unit         because
    ("08:02",     "08:04",   "08:05",     "kept",            "kept",             "registered, then passed on"),
    ("08:04",     "08:04",   "08:05",     "kept",            "kept",             "at the same moment"),
    ("08:04:01",  "08:04",   "08:05",     "broken",          "kept",             "a second before it was registered"),
    ("08:06",     "08:04",   "08:05",     "broken",          "broken",           "registered last"),
    ("08:06",     None,      "08:05",     "not-applicable",  "broken",           "nothing was submitted"),
    (None,        "08:04",   "08:05",     "undecided",       "undecided",        "not registered: that is the business of point b"),
]
RECALL_TOLD = [
    # notice of recall                                                        first        second       because
    ((("recall-sent", {}),),                                                  "undecided", "undecided", "one notice, and nobody knows to which of the two"),
    ((("recall-sent", {"to": RECIPIENT}),),                                   "kept",      "broken",    "it names the first"),
    ((("recall-sent", {"to": SECOND}),),                                      "broken",    "kept",      "it names the second"),
    ((("recall-sent", {"to": "Ai đó"}),),                                     "undecided", "undecided", "it names neither by its id or name"),
    ((("recall-sent", {"to": RECIPIENT}), ("recall-sent", {"to": SECOND})),   "kept",      "kept",      "a notice to each"),
    ((("recall-sent", {}), ("recall-notified", {"agency": SECOND})),          "undecided", "kept",      "the second has it in its log"),
]
CHECKED = [
    # what the check says                       verdict      because
    ({"authentic": True, "intact": True},       "kept",      "both were checked"),
    ({"authentic": False, "intact": True},      "kept",      "it was checked, and a fault found"),
    ({"authentic": True, "intact": UNKNOWN},    "undecided", "whether integrity was checked is unknown"),
    ({"authentic": UNKNOWN, "intact": UNKNOWN}, "undecided", "a check that does not say of what"),
    ({"authentic": True, "intact": None},       "broken",    "integrity is known not to have been checked"),
]
APPROVAL = [
    # approved    drafted    drafted first  approved first  because
    ("07:10",     "07:05",   "kept",        "kept",         "drafted, approved, signed"),
    ("07:20",     "07:05",   "kept",        "kept",         "the direct leader approves and signs in one"),
    ("07:20:01",  "07:05",   "kept",        "broken",       "approved after it was signed"),
    (None,        "07:05",   "kept",        "undecided",    "no approval of its own: the direct leader may do both"),
    ("07:10",     None,      "broken",      "kept",         "nobody drafted it"),
    ("07:10",     "07:20:01","broken",      "kept",         "drafted after it was signed"),
]
SEALS = [
    # signatures                       verdict            because
    ((hand(), seal()),                 "kept",            "the seal is displayed"),
    ((hand(), seal(image=None)),       "broken",          "it is not"),
    ((seal(image=None),),              "broken",          "it is not, and there is no other signature"),
    ((hand(), seal(image=UNKNOWN)),    "undecided",       "nobody knows"),
    ((hand(),),                        "not-applicable",  "the agency did not sign"),
]
VALID_SEALS = [
    # signatures                                verdict      because
    ((hand(), seal()),                          "kept",      "the agency signed, validly"),
    ((hand(), seal(valid=False)),               "broken",    "what is not valid is no signature of the agency"),
    ((hand(), seal(valid=UNKNOWN)),             "undecided", "nobody knows whether it is valid"),
    ((hand(), seal(valid=False), seal()),       "kept",      "one of two is valid"),
    ((hand(),),                                 "broken",    "only the authorised person signed"),
    (UNKNOWN,                                   "undecided", "nobody knows who signed"),
]
ISSUERS = [
    # issuer                                          verdict   because
    ("Cơ quan chứng thực số chuyên dùng Chính phủ",   "kept",   "the special-use provider under its own name"),
    ("Ban Cơ yếu Chính phủ",                          "kept",   "the committee that runs it"),
    ("VNPT-CA",                                       "broken", "a public provider"),
]
REPORTED_TO = [
    # sent                  to               verdict      because
    ("2020-06-09 16:00",    DEPARTMENT,      "kept",      "to the department, in time"),
    ("2020-06-09 16:00",    "sở tt&tt",      "kept",      "its short name, in any case of letters"),
    ("2020-06-09 16:00",    WHOLE_COMMITTEE, "broken",    "to another body: the department has no report"),
    ("2020-06-09 16:00",    UNKNOWN,         "undecided", "nobody knows to whom"),
    ("2020-06-09 16:00",    SUCCESSOR,       "undecided", "whether that department stands in its place is not said"),
    ("2020-06-09 16:00",    f"{DEPARTMENT} tỉnh Cà Mau", "kept", "the department by its full name"),
    ("2020-06-09 16:00",    f"{DEPARTMENT} - Văn thư", "undecided", "a longer name: nobody knows whether it is the same body"),
    ("2020-06-09 16:00",    "000.00.14.H12", "undecided", "nobody knows whose id it is"),
    ("2020-06-09 16:00",    None,            "broken",    "known to have gone to nobody"),
    ("2020-06-10 00:00",    UNKNOWN,         "broken",    "late, to whomever it went"),
    ("2020-06-10 00:00",    DEPARTMENT,      "broken",    "late"),
]
TOLD = [
    # to            verdict      because
    (DEPARTMENT,    "kept",      "the department itself"),
    (SUCCESSOR,     "undecided", "the text does not say who succeeds the department"),
    ("Công an",     "broken",    "another body"),
    (UNKNOWN,       "undecided", "nobody knows whom"),
]
SECOND_HALF = [
    # reading         period      verdict            because
    ("both-halves",   "2020-H1",  "kept",            "the first half is a half"),
    ("both-halves",   "2020-H2",  "kept",            "so is the second"),
    ("first-half",    "2020-H1",  "kept",            "the first six months of the year"),
    ("first-half",    "2020-H2",  "not-applicable",  "the year's report covers the rest"),
]
CHANNELS = [
    # also issued by   arrived there by   verdict      because
    (None,             "system",          "kept",      "issued through the system alone"),
    (None,             None,              "kept",      "issued through the system alone"),
    ("email",          "system",          "kept",      "this recipient got it through the system"),
    ("email",          "email",           "undecided", "this recipient may have got it by e-mail only"),
    ("email",          None,              "undecided", "nobody knows how this recipient got it"),
]
# fmt: on


class TestArticle4And6:
    """Every recipient is reached through the system, not only the others."""

    @pytest.mark.parametrize(("also", "arrived", "expected", "because"), CHANNELS)
    @pytest.mark.parametrize(
        "rule",
        ["d4.k2/through-the-system", "d6.k1/through-the-system", "d9.k2.a/through-the-system"],
    )
    def test_two_recipients(
        self, rule: str, also: str | None, arrived: str | None, expected: str, because: str
    ) -> None:
        acts = [event("published", f"{MONDAY} 07:30", channel="system")]
        if also is not None:
            acts.append(event("published", f"{MONDAY} 07:31", channel=also))
        acts.append(arrival(RECIPIENT, "system"))
        if arrived is not None:
            acts.append(arrival(SECOND, arrived))
        what = addressed(party(RECIPIENT), party(SECOND))

        found = CA_MAU.policy.audit(case(what, *acts, until=None)).all_findings()
        (told,) = [
            part
            for part in found
            if part.rule == f"{INSTRUMENT}#{rule}" and part.where.get("agency") == SECOND
        ]

        assert told.verdict.value == expected, because

    def test_one_recipient_got_everything_that_was_issued(self) -> None:
        acts = [
            event("published", f"{MONDAY} 07:30", channel="system"),
            event("published", f"{MONDAY} 07:31", channel="email"),
        ]

        assert (
            CA_MAU.verdict(case(letter(), *acts, until=None), "d4.k2/through-the-system") == "kept"
        )


def arrival(ident: str, channel: str) -> Event:
    """The document enters the system, or the mailbox, of one recipient."""
    return event("arrived", f"{MONDAY} 07:31:30", agency=ident, channel=channel)


class TestArticle5And7:
    """The state is shown; the id begins with the agency."""

    @pytest.mark.parametrize(("status", "issued", "expected", "because"), SHOWN_STATUS)
    def test_a_state_is_shown(self, status: Any, issued: bool, expected: str, because: str) -> None:
        log = {} if issued else {"published": None, "acknowledged": None, "arrived": None}

        assert verdict("d5.k4/shown", {"status": status}, log) == expected, because

    @pytest.mark.parametrize(("ident", "expected", "because"), AGENCY_PART)
    def test_the_first_part_of_an_id(self, ident: Any, expected: str, because: str) -> None:
        assert verdict("d7.k2.b.g1/agency", {"id": ident}, {}) == expected, because


class TestArticle8:
    """Integrity and authenticity are checked; registered first, then passed on."""

    @pytest.mark.parametrize(("said", "expected", "because"), CHECKED)
    def test_what_was_checked(self, said: Changes, expected: str, because: str) -> None:
        assert verdict("d8.k1.a.s1/what-was-checked", {}, {"checked": said}) == expected, because

    def test_without_a_check_there_is_nothing_to_say_of_it(self) -> None:
        rule = "d8.k1.a.s1/what-was-checked"

        assert verdict(rule, {}, {"checked": None}) == "not-applicable"
        assert verdict(rule, {}, {"checked": None}, None) == "undecided"

    @pytest.mark.parametrize(
        ("registered", "submitted", "transferred", "head", "unit", "because"), REGISTERED_FIRST
    )
    def test_registered_first(
        self, registered: Any, submitted: Any, transferred: str, head: str, unit: str, because: str
    ) -> None:
        log = {"registered_in": registered, "submitted": submitted, "transferred": transferred}

        assert verdict("d8.k2.a.s1/registered-before-submitted", {}, log) == head, because
        assert verdict("d8.k2.a.s1/registered-before-transferred", {}, log) == unit, because

    @pytest.mark.parametrize("trace", ["processing", "completed", None])
    def test_regularly_has_no_number(self, trace: str | None) -> None:
        sender = party(COMMITTEE, "peoples-committee")
        acts = [] if trace is None else [event(trace, f"{MONDAY} 10:00", agency=RECIPIENT)]
        given = case(letter(sender=sender), *steps(), *acts)

        assert CA_MAU.verdict(given, "d8.k2.c/progress") == "undecided"


class TestArticles9And10:
    """Approved and signed in one by the direct leader; the seal is displayed; who certifies."""

    @pytest.mark.parametrize(("approved", "drafted", "first", "then", "because"), APPROVAL)
    def test_approval(
        self, approved: Any, drafted: Any, first: str, then: str, because: str
    ) -> None:
        log = {"approved": approved, "drafted": drafted}

        assert verdict("d9.k1.a/drafted-before-signed", {}, log) == first, because
        assert verdict("d9.k1.a/approved-before-signed", {}, log) == then, because

    @pytest.mark.parametrize(("signatures", "expected", "because"), SEALS)
    def test_the_seal_is_displayed(self, signatures: Any, expected: str, because: str) -> None:
        assert verdict("d10.k2.b/displayed", {"signatures": signatures}, {}) == expected, because

    @pytest.mark.parametrize(("signatures", "expected", "because"), VALID_SEALS)
    def test_the_agency_signs_validly(self, signatures: Any, expected: str, because: str) -> None:
        assert verdict("d9.k1.b/valid-seal", {"signatures": signatures}, {}) == expected, because

    @pytest.mark.parametrize(("issuer", "expected", "because"), ISSUERS)
    def test_issuer(self, issuer: str, expected: str, because: str) -> None:
        signatures = (hand(issuer=issuer), seal(issuer=issuer))

        assert verdict("d10.k4/issuer", {"signatures": signatures}, {}) == expected, because


def report(period: str, *sent: tuple[str, Any]) -> Case:
    """Reports for one period, each at a time and to somebody, observed to the end of the year."""
    acts = [
        event("report-submitted", time, agency=SENDER, period=period, to=to) for time, to in sent
    ]
    return case(None, *acts, about="agency", periods=(period,), until="2020-12-31 17:00")


class TestArticle9Clause2PointB:
    """Of a recall the receiving agency is told: each of them."""

    @pytest.mark.parametrize(("notices", "first", "second", "because"), RECALL_TOLD)
    def test_a_notice_is_for_whom_it_names(
        self, notices: tuple[tuple[str, Changes], ...], first: str, second: str, because: str
    ) -> None:
        what = addressed(party(RECIPIENT), party(SECOND))
        told = [event(kind, f"{MONDAY} 15:01", **fields) for kind, fields in notices]
        given = case(what, *steps(), event("recalled", f"{MONDAY} 15:00"), *told)

        assert CA_MAU.verdict(given, "d9.k2.b.s2/recall-told", RECIPIENT) == first, because
        assert CA_MAU.verdict(given, "d9.k2.b.s2/recall-told", SECOND) == second, because


class TestArticles16And19:
    """Reports go to the department; the department's own, every six months."""

    @pytest.mark.parametrize(("sent", "to", "expected", "because"), REPORTED_TO)
    def test_to_the_department(self, sent: str, to: Any, expected: str, because: str) -> None:
        assert CA_MAU.verdict(report("2020-H1", (sent, to)), "d19.k4/half-yearly") == expected, (
            because
        )

    def test_an_earlier_report_to_nobody_knows_whom_may_save_a_late_one(self) -> None:
        sent = report("2020-H1", ("2020-06-05 09:00", UNKNOWN), ("2020-06-12 09:00", DEPARTMENT))

        assert CA_MAU.verdict(sent, "d19.k4/half-yearly") == "undecided"

    def test_a_report_sent_elsewhere_does_not_spoil_the_one_that_was_due(self) -> None:
        sent = report(
            "2020", ("2020-12-01 09:00", WHOLE_COMMITTEE), ("2020-12-09 23:59:59", DEPARTMENT)
        )

        assert CA_MAU.verdict(sent, "d19.k4/yearly") == "kept"

    @pytest.mark.parametrize(("reading", "period", "expected", "because"), SECOND_HALF)
    def test_six_months(self, reading: str, period: str, expected: str, because: str) -> None:
        bench = CA_MAU.reading("six-month-reports", reading)
        sent = report(period, ("2020-12-20 09:00", WHOLE_COMMITTEE))

        assert bench.verdict(sent, "d16.k8/half-yearly-summary") == expected, because

    @pytest.mark.parametrize(
        ("reading", "periods"),
        [("both-halves", ["2020-H1", "2020-H2", "2020"]), ("first-half", ["2020-H1", "2020"])],
    )
    def test_the_summaries_of_a_year(self, reading: str, periods: list[str]) -> None:
        policy = CA_MAU.reading("six-month-reports", reading).policy
        due = [part for part in reports_due(policy, 2020) if part.clause.endswith("d16.k8")]

        assert [part.period for part in due] == periods


class TestArticle20:
    """The department is told of signs that security has failed."""

    @pytest.mark.parametrize(("to", "expected", "because"), TOLD)
    def test_told(self, to: Any, expected: str, because: str) -> None:
        acts = [
            event("security-incident", f"{MONDAY} 08:00", agency=SENDER, severity="normal"),
            event("reported-to-authority", f"{MONDAY} 08:05", agency=SENDER, to=to),
        ]
        given = case(None, *acts, about="system", until="2020-03-31 17:00")

        assert CA_MAU.verdict(given, "d20.k2.c/department-told") == expected, because
