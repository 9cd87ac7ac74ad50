"""
Decision 17/2019/QĐ-UBND of Thái Bình, article by article, as far as its text could be read.

Article 6, the clause on entry into force and all after the first clause of Article 7 are
lost.  Office hours, assumed by the profile: 07:00-11:30 and 13:30-17:00, Monday to Friday.
Monday 2 March 2020 opens a week without holidays.  Verdicts are words; ``pending`` is an
undecided duty that is still running.
"""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

from typing import Any

import attrs
import pytest
from cases import MONDAY, Bench, agency, at, case, document, event, party, signature, unobserved

import egovdocs
from egovdocs.record import UNKNOWN, Case, Document, Event, File, Message, Party, Scan, Signature

INSTRUMENT = "thai-binh/17-2019"
THAI_BINH = Bench.of("thai-binh", INSTRUMENT).alone()
OVER_NATIONAL_LAW = Bench(egovdocs.load("thai-binh", national=True), INSTRUMENT)
SENDER, RECIPIENT, SECOND = (agency(number, "H54") for number in (0, 7, 5))
DEPARTMENT = party(RECIPIENT)
COMPANY = Party(UNKNOWN, "Công ty TNHH Hạt Gạo Mẫu", "organisation", has_account=False)
URGENT = ("urgent", "very-urgent", "express", "timed-express")


def letter(**changes: Any) -> Document:
    """A complete signed letter of the provincial committee to one department."""
    return document("H54", **changes)


def notice(**changes: Any) -> Message:
    """A complete message from the committee to one department."""
    complete: dict[str, Any] = {
        "relation": "between-agencies", "sender": party(SENDER), "recipients": (DEPARTMENT,),
        "state_secret": False, "within_competence": True, "purposes": (), "permitted_by": None,
    }  # fmt: skip
    return Message(**{**complete, **changes})


def sent(time: str = f"{MONDAY} 09:00", channel: Any = "system") -> Event:
    """The issue of a document or message by *channel*."""
    return event("published", time, channel=channel)


def paper(time: str = f"{MONDAY} 14:00", to: Any = RECIPIENT) -> Event:
    """Paper, sent to *to*."""
    return event("paper-sent", time, agency=to)


def act(kind: str, time: str, **fields: Any) -> Event:
    """An act of the recipient."""
    return event(kind, time, agency=RECIPIENT, **fields)


def network(*events: Event, until: str | None = "") -> Case:
    """A case about the Network itself."""
    return case(None, *events, until=until, about="system")


def agency_case(*events: Event, until: str | None = "", periods: Any = None) -> Case:
    """A case about an agency."""
    return case(None, *events, until=until, about="agency", periods=periods)


# -- Hiệu lực ----------------------------------------------------------------------------------


class TestInForce:
    """The day is not known; it cannot be before 9 September 2019, and that is assumed."""

    @pytest.mark.parametrize(
        ("signed", "verdict"),
        [
            ("2019-09-06 09:00", "not-applicable"),
            ("2019-09-09 09:00", "broken"),
        ],
    )
    def test_a_duty_follows_the_law_of_its_trigger(self, signed: str, verdict: str) -> None:
        given = case(letter(), event("signed", signed), sent("2019-09-10 14:00"))

        assert THAI_BINH.verdict(given, "d4.k2.s1/send") == verdict

    @pytest.mark.parametrize(
        ("time", "verdict"),
        [
            ("2019-09-08 09:00", "not-applicable"),
            ("2019-09-09 00:00", "broken"),
        ],
    )
    def test_a_ban_follows_the_law_of_the_act(self, time: str, verdict: str) -> None:
        given = case(letter(), sent("2019-09-06 09:00"), paper(time))

        assert THAI_BINH.verdict(given, "d4.k1.p2.s2/no-paper", RECIPIENT) == verdict

    def test_what_is_judged_rests_on_assumptions(self) -> None:
        given = case(letter(), event("signed", f"{MONDAY} 09:00"), sent(f"{MONDAY} 10:00"))

        codes = {part.code for part in THAI_BINH.finding(given, "d4.k2.s1/send").assumed}

        assert {"effective-date", "reconstructed", "hours"} <= codes

    def test_the_merger_of_2025_is_a_caution(self) -> None:
        given = case(letter(), sent("2025-07-01 09:00"))

        assert "Hưng Yên" in THAI_BINH.policy.value(given).cautions[0]

    def test_acts_of_another_province_are_outside_the_profile(self) -> None:
        given = case(letter(sender=party(agency(0, "H39")), charset="vni"), sent())

        assert THAI_BINH.verdict(given, "d5.k3/unicode") == "not-applicable"


# -- Điều 2 ------------------------------------------------------------------------------------

SCAN = Scan("1.4", 300, True, "100%")
DIGITISER = Signature("digitiser", True)

# fmt: off
DIGITISED = [
    # scan      signatures                          verdict           because
    (SCAN,      (DIGITISER,),                       "kept",           "signed by who digitised it"),
    (SCAN,      (),                                 "broken",         "signed by nobody"),
    (SCAN,      (signature("authority"),),          "broken",         "signed, but not by who digitised it"),
    (SCAN,      (Signature("digitiser", False),),   "broken",         "the signature is not valid"),
    (SCAN,      (signature("agency"),),             "undecided",      "the agency may have digitised it, or another body"),
    (SCAN,      (Signature("agency", False),),      "broken",         "whoever it was, the signature is not valid"),
    (SCAN,      (Signature("digitiser"),),          "undecided",      "validity unknown"),
    (SCAN,      (Signature(UNKNOWN, True),),        "undecided",      "whose signature it is, is unknown"),
    (SCAN,      UNKNOWN,                            "undecided",      "signatures unknown"),
    (None,      (),                                 "not-applicable", "no scan"),
    (UNKNOWN,   (DIGITISER,),                       "undecided",      "whether it is a scan is unknown"),
]
# fmt: on


class TestArticle2Clause3:
    """What was digitised from paper bears the signature of the body that digitised it."""

    @pytest.mark.parametrize(("scan", "signatures", "verdict", "because"), DIGITISED)
    def test_on_the_file(self, scan: Any, signatures: Any, verdict: str, because: str) -> None:
        file = File("1.pdf", "main", scan=scan, signatures=signatures)

        given = case(letter(files=(file,), signatures=(signature("authority"),)), sent())

        assert THAI_BINH.verdict(given, "d2.k3/digitised-signed") == verdict, because

    @pytest.mark.parametrize(
        ("signatures", "verdict"),
        [
            ((DIGITISER,), "kept"),
            ((), "broken"),
            ((signature("authority"), signature("agency")), "undecided"),
            (UNKNOWN, "undecided"),
        ],
    )
    def test_on_the_document(self, signatures: Any, verdict: str) -> None:
        file = File("1.pdf", "main", scan=SCAN, signatures=())

        given = case(letter(files=(file,), signatures=signatures), sent())

        assert THAI_BINH.verdict(given, "d2.k3/digitised-signed") == verdict

    def test_one_unsigned_scan_is_enough(self) -> None:
        files = (
            File("1.pdf", "main", scan=SCAN, signatures=(DIGITISER,)),
            File("2.pdf", "attachment", scan=SCAN, signatures=()),
        )
        given = case(letter(files=files, signatures=()), sent())

        assert THAI_BINH.verdict(given, "d2.k3/digitised-signed") == "broken"

    def test_of_unknown_files_nothing_is_known(self) -> None:
        given = case(letter(files=UNKNOWN), sent())

        assert THAI_BINH.verdict(given, "d2.k3/digitised-signed") == "undecided"


# -- Điều 3 ------------------------------------------------------------------------------------

ACCOUNTS = [(True, "kept"), (False, "broken"), (UNKNOWN, "undecided")]


class TestArticle3Clause3:
    """Every agency registers an account of its own on the Network."""

    @pytest.mark.parametrize(("account", "verdict"), ACCOUNTS)
    def test_the_sender(self, account: Any, verdict: str) -> None:
        given = case(letter(sender=party(SENDER, has_account=account)), sent())

        assert THAI_BINH.verdict(given, "d3.k3/sender-account") == verdict

    @pytest.mark.parametrize(("account", "verdict"), ACCOUNTS)
    def test_a_recipient(self, account: Any, verdict: str) -> None:
        given = case(letter(recipients=(party(RECIPIENT, has_account=account),)), sent())

        assert THAI_BINH.verdict(given, "d3.k3/recipient-account", RECIPIENT) == verdict

    def test_an_agency_of_another_province_need_not(self) -> None:
        other = agency(7, "H39")
        given = case(letter(recipients=(party(other, has_account=False),)), sent())

        assert THAI_BINH.verdict(given, "d3.k3/recipient-account", other) == "not-applicable"

    @pytest.mark.parametrize(
        ("kind", "verdict"),
        [
            ("account-opened", "kept"),
            # An account may be older than the log, and the clause names no day.
            ("password-changed", "undecided"),
        ],
    )
    def test_in_the_log_of_an_agency(self, kind: str, verdict: str) -> None:
        given = agency_case(act(kind, "2019-09-20 09:00", channel="system"))

        assert THAI_BINH.verdict(given, "d3.k3/account-opened") == verdict

    @pytest.mark.parametrize("channel", ["zalo", "email", UNKNOWN])
    def test_an_account_elsewhere_is_none_on_the_network(self, channel: Any) -> None:
        given = agency_case(act("account-opened", "2019-09-20 09:00", channel=channel))

        assert THAI_BINH.verdict(given, "d3.k3/account-opened") == "undecided"


# -- Điều 4 khoản 1 ----------------------------------------------------------------------------

SIGNED: dict[str, Any] = {"valid": (signature(),), "none": (), "unknown": UNKNOWN}

# fmt: off
NO_PAPER = [
    # signed     by          on list    purposes         verdict           because
    ("valid",    "system",   False,     (),              "broken",         "signed and sent on the Network, and paper all the same"),
    ("valid",    "axis",     False,     (),              "broken",         "the Network is linked to the national axis"),
    ("valid",    "email",    False,     (),              "not-applicable", "not sent on the Network"),
    ("valid",    "system",   False,     ("approval",),   "broken",         "no exception for approval survives"),
    ("valid",    "system",   True,      (),              "broken",         "no exception for a list survives"),
    ("valid",    "system",   False,     ("other-law",),  "broken",         "no exception for other law survives"),
    ("valid",    "system",   UNKNOWN,   UNKNOWN,         "broken",         "what would be an exception elsewhere is not asked for"),
    ("none",     "system",   False,     (),              "not-applicable", "unsigned, it does not replace paper"),
    ("unknown",  "system",   False,     (),              "undecided",      "signature unknown"),
]

# Over the national layer: Decision 28/2018/QĐ-TTg d7.k2 and Circular 01/2019/TT-BNV d11.k3.a
# ask for paper, and what is of higher rank goes before (Law 80/2015/QH13 d156.k2).
OVER_NATIONAL = [
    # what the document and its recipient are                       verdict      because
    ({"on_paper_list": True}, {},                                   "kept",      "on the list of those with paper"),
    ({"purposes": ("other-law",)}, {},                              "kept",      "another law asks for paper"),
    ({}, {"kind": "government", "level": "central"},                "kept",      "to the Government"),
    ({}, {"kind": "prime-minister", "level": "central"},            "kept",      "to the Prime Minister"),
    ({}, {"on_system": False},                                      "kept",      "the recipient cannot receive it otherwise"),
    ({"on_paper_list": UNKNOWN}, {},                                "undecided", "whether it is on the list is unknown"),
    ({"purposes": UNKNOWN}, {},                                     "undecided", "whether another law asks is unknown"),
    ({}, {"kind": UNKNOWN},                                         "undecided", "it may be to the Government"),
    ({"on_paper_list": True, "state_secret": UNKNOWN}, {},          "undecided", "Decision 28/2018 does not speak of secrets"),
    ({"on_paper_list": True, "state_secret": True}, {},             "broken",    "nor, then, does it ask for paper"),
    ({}, {},                                                        "broken",    "no text asks for paper"),
    ({"purposes": ("approval",)}, {},                               "broken",    "nor for an approval"),
]

VALUES = [
    # signed     by          value                    because
    ("valid",    "system",   "equivalent-to-paper",   "signed and on the Network"),
    ("valid",    "axis",     "equivalent-to-paper",   "through the axis to the Network"),
    ("none",     "system",   "reference-only",        "unsigned"),
    ("unknown",  "system",   None,                    "signature unknown"),
    ("valid",    "email",    None,                    "the clause speaks of the Network only"),
]
# fmt: on


class TestArticle4Clause1:
    """Value of what is on the Network, and no paper for what was signed and sent there."""

    @pytest.mark.parametrize(
        ("signed", "channel", "listed", "purposes", "verdict", "because"), NO_PAPER
    )
    def test_no_paper(
        self, signed: str, channel: str, listed: Any, purposes: Any, verdict: str, because: str
    ) -> None:
        what = letter(signatures=SIGNED[signed], on_paper_list=listed, purposes=purposes)

        given = case(what, sent(channel=channel), paper())

        assert THAI_BINH.verdict(given, "d4.k1.p2.s2/no-paper", RECIPIENT) == verdict, because

    def test_no_paper_is_kept_whatever_the_exceptions(self) -> None:
        given = case(letter(on_paper_list=UNKNOWN, purposes=UNKNOWN), sent())

        assert THAI_BINH.verdict(given, "d4.k1.p2.s2/no-paper", RECIPIENT) == "kept"

    @pytest.mark.parametrize(
        ("time", "verdict"), [(f"{MONDAY} 08:59:59", "kept"), (f"{MONDAY} 09:00", "broken")]
    )
    def test_paper_that_went_first(self, time: str, verdict: str) -> None:
        given = case(letter(), sent(), paper(time))

        assert THAI_BINH.verdict(given, "d4.k1.p2.s2/no-paper", RECIPIENT) == verdict

    @pytest.mark.parametrize("kind", ["government", "prime-minister"])
    def test_no_exception_for_the_government_survives(self, kind: str) -> None:
        central = "000.00.00.G22"
        given = case(
            letter(recipients=(party(central, kind, "central"),)), sent(), paper(to=central)
        )

        assert THAI_BINH.verdict(given, "d4.k1.p2.s2/no-paper", central) == "broken"

    @pytest.mark.parametrize(("what", "whom", "verdict", "because"), OVER_NATIONAL)
    def test_a_text_of_higher_rank_goes_before(
        self, what: dict[str, Any], whom: dict[str, Any], verdict: str, because: str
    ) -> None:
        recipient = attrs.evolve(DEPARTMENT, **whom)
        given = case(letter(recipients=(recipient,), **what), sent(), paper())

        assert OVER_NATIONAL_LAW.verdict(given, "d4.k1.p2.s2/no-paper", RECIPIENT) == verdict, (
            because
        )

    @pytest.mark.parametrize("issue", [("system",), ("system", "email")])
    @pytest.mark.parametrize("papers", [(), (RECIPIENT,), (SECOND,), (RECIPIENT, SECOND)])
    @pytest.mark.parametrize("listed", [True, False, UNKNOWN])
    def test_the_two_layers_never_condemn_both_ways(
        self, listed: Any, papers: tuple[str, ...], issue: tuple[str, ...]
    ) -> None:
        """Of one recipient: sending paper is not broken here and its absence there."""
        what = letter(recipients=(DEPARTMENT, party(SECOND)), on_paper_list=listed)
        issued = [sent(f"{MONDAY} 09:0{n}", channel) for n, channel in enumerate(issue)]
        given = case(what, *issued, *(paper(to=ident) for ident in papers))

        for ident in (RECIPIENT, SECOND):
            told = [
                OVER_NATIONAL_LAW.verdict(given, rule, ident)
                for rule in ("d4.k1.p2.s2/no-paper", "vn/28-2018-qd-ttg#d7.k2.b/paper-accompanies")
            ]
            assert told.count("broken") < 2

    def test_what_goes_before_is_cited_with_the_law_that_says_so(self) -> None:
        given = case(letter(on_paper_list=True), sent(), paper())

        found = OVER_NATIONAL_LAW.finding(given, "d4.k1.p2.s2/no-paper", RECIPIENT)

        assert {"vn/28-2018-qd-ttg#d7.k2.b", "vn/80-2015-qh13#d156.k2"} <= {
            step.clause for step in found.because
        }

    @pytest.mark.parametrize(
        ("listed", "alone", "over_national"),
        [
            (True, "forbidden", "required"),
            (False, "forbidden", "forbidden"),
            (UNKNOWN, "forbidden", None),
        ],
    )
    def test_the_question_of_paper(
        self, listed: Any, alone: str, over_national: str | None
    ) -> None:
        given = case(letter(on_paper_list=listed), sent())

        assert THAI_BINH.policy.paper(given).value == alone
        assert OVER_NATIONAL_LAW.policy.paper(given).value == over_national

    def test_the_question_of_paper_is_settled_by_rank(self) -> None:
        given = case(letter(on_paper_list=True), sent())

        cited = [step.clause for step in OVER_NATIONAL_LAW.policy.paper(given).because]

        assert cited[0] == "vn/28-2018-qd-ttg#d7.k2.b"
        assert {"thai-binh/17-2019#d4.k1.p2.s2", "vn/80-2015-qh13#d156.k2"} <= set(cited)

    @pytest.mark.parametrize(
        ("day", "value", "verdict", "missing"),
        [
            ("2025-03-31", "required", "kept", ()),
            ("2025-04-01", None, "undecided", ("text:vn/64-2025-qh15",)),
        ],
    )
    def test_which_goes_before_cannot_be_read_once_the_law_of_2015_has_ended(
        self, day: str, value: str | None, verdict: str, missing: tuple[str, ...]
    ) -> None:
        """Law 64/2025/QH15 took its place on 1 April 2025, and its wording is not at hand."""
        given = case(
            letter(on_paper_list=True), sent(f"{day} 09:00"), paper(f"{day} 14:00"),
            until=f"{day} 17:00",
        )  # fmt: skip

        found = OVER_NATIONAL_LAW.finding(given, "d4.k1.p2.s2/no-paper", RECIPIENT)
        answer = OVER_NATIONAL_LAW.policy.paper(given)

        assert (found.verdict, found.missing) == (verdict, missing)
        assert (answer.value, answer.missing) == (value, missing)

    def test_paper_to_one_of_two(self) -> None:
        what = letter(recipients=(DEPARTMENT, party(SECOND)))
        given = case(what, sent(), paper(to=SECOND))

        assert THAI_BINH.verdict(given, "d4.k1.p2.s2/no-paper", RECIPIENT) == "kept"
        assert THAI_BINH.verdict(given, "d4.k1.p2.s2/no-paper", SECOND) == "broken"

    @pytest.mark.parametrize(("signed", "channel", "value", "because"), VALUES)
    def test_value(self, signed: str, channel: str, value: str | None, because: str) -> None:
        given = case(letter(signatures=SIGNED[signed]), sent(channel=channel))

        assert THAI_BINH.policy.value(given).value == value, because


# -- Điều 4 khoản 2 ----------------------------------------------------------------------------

# fmt: off
SENDING = [
    # signed                published                 verdict    late after            because
    ("2020-03-02 16:00",    "2020-03-02 16:30",       "kept",    "2020-03-03 11:30",   "the same day"),
    ("2020-03-02 16:00",    "2020-03-02 23:59:59",    "kept",    "2020-03-03 11:30",   "still the same day"),
    ("2020-03-02 07:10",    "2020-03-03 11:30",       "kept",    "2020-03-03 11:30",   "the morning ends, inclusive"),
    ("2020-03-02 07:10",    "2020-03-03 11:30:01",    "broken",  "2020-03-03 11:30",   "the morning has ended"),
    ("2020-03-02 07:10",    "2020-03-03 12:00",       "broken",  "2020-03-03 11:30",   "noon is late, though the office is closed"),
    ("2020-03-02 07:10",    "2020-03-03 05:00",       "kept",    "2020-03-03 11:30",   "before opening is still in time"),
    ("2020-05-22 10:00",    "2020-05-25 11:00",       "kept",    "2020-05-25 11:30",   "Friday to Monday"),
    ("2020-05-22 10:00",    "2020-05-25 13:30",       "broken",  "2020-05-25 11:30",   "Monday afternoon"),
    ("2020-05-23 09:00",    "2020-05-25 11:30",       "kept",    "2020-05-25 11:30",   "signed on Saturday"),
    ("2020-01-22 16:00",    "2020-01-30 11:00",       "kept",    "2020-01-30 11:30",   "Tết 2020: 23 to 29 January off"),
    ("2020-01-22 16:00",    "2020-01-30 14:00",       "broken",  "2020-01-30 11:30",   "the afternoon after Tết"),
    ("2024-05-03 16:00",    "2024-05-04 11:30",       "kept",    "2024-05-04 11:30",   "Saturday 4 May 2024 was worked in lieu"),
    ("2024-05-03 16:00",    "2024-05-06 08:00",       "broken",  "2024-05-04 11:30",   "so Monday is late"),
]

UNSENT = [
    # observed until           verdict       because
    ("2020-03-03 09:00",       "pending",    "in the morning of the next working day"),
    ("2020-03-03 11:30",       "pending",    "the limit is inclusive"),
    ("2020-03-03 11:30:01",    "broken",     "over"),
    (None,                     "undecided",  "a silent log"),
]

AT_ONCE = [
    # urgency        done                      until                     verdict           because
    ("urgent",       "2020-03-02 09:20",       "2020-03-09 17:00",       "undecided",      "“at once” has no number"),
    ("express",      "2020-03-02 09:10",       "2020-03-09 17:00",       "kept",           "at the very instant"),
    ("very-urgent",  None,                     "2020-03-03 23:59:59",    "pending",        "the next working day has not ended"),
    ("very-urgent",  None,                     "2020-03-04 00:00",       "broken",         "the next working day has ended"),
    ("timed-express", None,                    None,                     "undecided",      "a silent log"),
    ("normal",       None,                     "2020-03-09 17:00",       "not-applicable", "not urgent"),
    (UNKNOWN,        None,                     "2020-03-09 17:00",       "undecided",      "urgency unknown"),
]

HANDLING = [
    # signed     done            until                     verdict           because
    ("valid",    "transferred",  "2020-03-09 17:00",       "undecided",      "“promptly” has no number"),
    ("valid",    "assigned",     "2020-03-09 17:00",       "undecided",      "assigning handles it too"),
    ("valid",    "processing",   "2020-03-09 17:00",       "undecided",      "so does processing"),
    ("valid",    None,           "2020-03-02 10:00",       "pending",        "just accepted"),
    ("valid",    None,           "2020-03-04 00:00",       "broken",         "the next working day has ended"),
    ("valid",    "refused",      "2020-03-09 17:00",       "kept",           "a refusal ends the duty"),
    ("none",     None,           "2020-03-09 17:00",       "not-applicable", "no assured value"),
    ("unknown",  None,           "2020-03-09 17:00",       "undecided",      "signature unknown"),
]
# fmt: on


class TestArticle4Clause2:
    """Sent in time, handled promptly; urgent documents at once."""

    @pytest.mark.parametrize(("signed", "published", "verdict", "late", "because"), SENDING)
    def test_sending(
        self, signed: str, published: str, verdict: str, late: str, because: str
    ) -> None:
        given = case(letter(), event("signed", signed), sent(published))

        found = THAI_BINH.finding(given, "d4.k2.s1/send")

        assert found.verdict == verdict, because
        assert (found.facts["due"], found.facts["late_after"]) == (at(late), at(late))

    @pytest.mark.parametrize(("until", "verdict", "because"), UNSENT)
    def test_not_sent(self, until: str | None, verdict: str, because: str) -> None:
        given = case(letter(), event("signed", f"{MONDAY} 16:00"), until=until)

        assert THAI_BINH.verdict(given, "d4.k2.s1/send") == verdict, because

    def test_paper_is_no_sending(self) -> None:
        given = case(letter(), event("signed", f"{MONDAY} 09:00"), sent(f"{MONDAY} 10:00", "paper"))

        assert THAI_BINH.verdict(given, "d4.k2.s1/send") == "broken"

    def test_the_moment_of_the_signature_will_do(self) -> None:
        given = case(letter(), sent(f"{MONDAY} 10:00"))

        assert THAI_BINH.finding(given, "d4.k2.s1/send").facts["from"] == at(f"{MONDAY} 07:20")

    def test_an_unknown_signing_leaves_it_open(self) -> None:
        unsigned = attrs.evolve(signature(), at=UNKNOWN)
        given = unobserved(case(letter(signatures=(unsigned,)), sent()))

        assert THAI_BINH.verdict(given, "d4.k2.s1/send") == "undecided"

    def test_a_recall_before_the_limit_ends_the_duty(self) -> None:
        given = case(
            letter(), event("signed", f"{MONDAY} 16:00"), event("recalled", "2020-03-03 08:00")
        )

        assert THAI_BINH.verdict(given, "d4.k2.s1/send") == "kept"

    @pytest.mark.parametrize(("signed", "done", "until", "verdict", "because"), HANDLING)
    def test_handling(
        self, signed: str, done: str | None, until: str, verdict: str, because: str
    ) -> None:
        events = [act("accepted", f"{MONDAY} 09:00")]
        if done:
            events.append(act(done, f"{MONDAY} 09:30"))

        given = case(letter(signatures=SIGNED[signed]), *events, until=until)

        assert THAI_BINH.verdict(given, "d4.k2.s2/prompt-handling", RECIPIENT) == verdict, because

    @pytest.mark.parametrize("urgency", URGENT)
    @pytest.mark.parametrize(
        ("priority", "verdict"), [(True, "kept"), (False, "broken"), (UNKNOWN, "undecided")]
    )
    def test_priority(self, urgency: str, priority: Any, verdict: str) -> None:
        given = case(letter(urgency=urgency, priority=priority), sent())

        assert THAI_BINH.verdict(given, "d4.k2.s3/urgent-priority") == verdict

    @pytest.mark.parametrize(
        ("urgency", "verdict"), [("normal", "not-applicable"), (UNKNOWN, "undecided")]
    )
    def test_priority_of_others(self, urgency: Any, verdict: str) -> None:
        given = case(letter(urgency=urgency, priority=False), sent())

        assert THAI_BINH.verdict(given, "d4.k2.s3/urgent-priority") == verdict

    @pytest.mark.parametrize(("urgency", "done", "until", "verdict", "because"), AT_ONCE)
    def test_urgent_sending(
        self, urgency: Any, done: str | None, until: str | None, verdict: str, because: str
    ) -> None:
        events = [event("signed", f"{MONDAY} 09:00"), event("sealed", f"{MONDAY} 09:10")]
        if done:
            events.append(sent(done))

        given = case(letter(urgency=urgency), *events, until=until)

        assert THAI_BINH.verdict(given, "d4.k2.s3/urgent-sending") == verdict, because

    def test_urgent_sending_counts_from_the_last_signature(self) -> None:
        events = (event("signed", f"{MONDAY} 09:00"), event("sealed", f"{MONDAY} 09:10"))
        given = case(letter(urgency="urgent"), *events, sent(f"{MONDAY} 09:20"))

        assert THAI_BINH.finding(given, "d4.k2.s3/urgent-sending").facts["took"] == 600

    @pytest.mark.parametrize(("urgency", "done", "until", "verdict", "because"), AT_ONCE)
    @pytest.mark.parametrize("kind", ["transferred", "submitted"])
    def test_urgent_transfer(
        self, kind: str, urgency: Any, done: str | None, until: str | None, verdict: str,
        because: str,
    ) -> None:  # fmt: skip
        events = [act("accepted", f"{MONDAY} 09:10")]
        if done:
            events.append(act(kind, done))

        given = case(letter(urgency=urgency), *events, until=until)

        assert THAI_BINH.verdict(given, "d4.k2.s3/urgent-transfer", RECIPIENT) == verdict, because

    def test_a_tolerance_decides_what_is_at_once(self) -> None:
        given = case(
            letter(urgency="urgent"),
            act("accepted", f"{MONDAY} 09:00"),
            act("transferred", f"{MONDAY} 10:00:01"),
        )

        read = THAI_BINH.reading("immediately", "1 working hour")

        assert read.verdict(given, "d4.k2.s3/urgent-transfer", RECIPIENT) == "broken"


# -- Điều 4 khoản 7, Điều 5 --------------------------------------------------------------------

# fmt: off
ADVERTISING = [
    # purposes                        by         verdict           because
    (("advertising",),                "system",  "broken",         "advertising on the Network"),
    (("feedback", "advertising"),     "system",  "broken",         "among other things"),
    ((),                              "system",  "kept",           "no advertising"),
    (("public-information",),         "system",  "kept",           "no advertising"),
    (UNKNOWN,                         "system",  "undecided",      "purposes unknown"),
    (("advertising",),                "email",   "not-applicable", "not on the Network"),
]

REVIEW = [
    # approved                 by          verdict           because
    (f"{MONDAY} 08:00",        "system",   "kept",           "reviewed first"),
    (f"{MONDAY} 09:00",        "system",   "kept",           "at the same instant"),
    (f"{MONDAY} 09:00:01",     "system",   "broken",         "reviewed after it was put on the Network"),
    (None,                     "system",   "broken",         "never reviewed"),
    (None,                     "email",    "not-applicable", "not put on the Network"),
]

CHARSETS = [
    ("unicode", "kept"), ("tcvn3", "broken"), ("vni", "broken"), ("viscii", "broken"),
    ("other", "broken"), (UNKNOWN, "undecided"),
]
# fmt: on


class TestArticle4Clause7:
    """The Network is not used for advertising."""

    @pytest.mark.parametrize(("purposes", "channel", "verdict", "because"), ADVERTISING)
    def test_message(self, purposes: Any, channel: str, verdict: str, because: str) -> None:
        given = case(notice(purposes=purposes), sent(channel=channel))

        assert THAI_BINH.verdict(given, "d4.k7/no-advertising") == verdict, because


class TestArticle5:
    """What goes onto the Network: reviewed, for account holders, in Unicode."""

    @pytest.mark.parametrize(("approved", "channel", "verdict", "because"), REVIEW)
    def test_review(self, approved: str | None, channel: str, verdict: str, because: str) -> None:
        events = () if approved is None else (event("approved", approved),)

        given = case(letter(), *events, sent(channel=channel))

        assert THAI_BINH.verdict(given, "d5.k1.s1/approved-first") == verdict, because

    def test_a_silent_log_does_not_say_whether_it_was_reviewed(self) -> None:
        given = unobserved(case(letter(), sent()))

        assert THAI_BINH.verdict(given, "d5.k1.s1/approved-first") == "undecided"

    @pytest.mark.parametrize(
        ("account", "verdict"), [(True, "kept"), (False, "broken"), (UNKNOWN, "undecided")]
    )
    def test_account_holders(self, account: Any, verdict: str) -> None:
        given = case(letter(recipients=(party(RECIPIENT, has_account=account),)), sent())

        assert THAI_BINH.verdict(given, "d5.k1.s2/account-holders-only", RECIPIENT) == verdict

    def test_a_document_of_the_network_passed_on_to_a_firm(self) -> None:
        given = case(letter(recipients=(COMPANY,)), sent(), sent(f"{MONDAY} 10:00", "email"))

        assert THAI_BINH.verdict(given, "d5.k1.s2/account-holders-only") == "broken"

    def test_a_message_to_who_has_no_account(self) -> None:
        given = case(notice(recipients=(COMPANY,)), sent())

        assert THAI_BINH.verdict(given, "d5.k1.s2/messages-to-account-holders-only") == "broken"

    @pytest.mark.parametrize(("charset", "verdict"), CHARSETS)
    def test_charset(self, charset: Any, verdict: str) -> None:
        given = case(letter(charset=charset), sent())

        assert THAI_BINH.verdict(given, "d5.k3/unicode") == verdict

    def test_off_the_network_the_charset_is_free(self) -> None:
        given = case(letter(charset="vni"), sent(channel="email"))

        assert THAI_BINH.verdict(given, "d5.k3/unicode") == "not-applicable"


# -- Điều 6, Điều 7 ----------------------------------------------------------------------------

ARRIVED = act("arrived", f"{MONDAY} 09:00:04", channel="system")

# fmt: off
LOST = [
    # the case has                                question      finding           because
    ((ARRIVED,),                                  "received",   "undecided",      "an arrival: when it counts as received is lost"),
    ((),                                          "received",   "not-applicable", "nothing arrived"),
    ((ARRIVED, act("refused", f"{MONDAY} 10:00")), "refusal",   "undecided",      "a refusal: how to refuse is lost"),
    ((ARRIVED,),                                  "refusal",    "not-applicable", "nothing was refused"),
]

ACCEPTANCE = [
    # signed     act                              until                    verdict           because
    ("valid",    "accepted",                      "2020-03-09 17:00",      "kept",           "accepted"),
    ("valid",    None,                            "2020-03-03 23:59:59",   "pending",        "the next working day has not ended"),
    ("valid",    None,                            "2020-03-04 00:00",      "broken",         "the next working day has ended"),
    ("valid",    "refused",                       "2020-03-09 17:00",      "undecided",      "the lost Article 6 may allow it"),
    ("valid",    "recalled",                      "2020-03-09 17:00",      "kept",           "recalled meanwhile"),
    ("valid",    None,                            None,                    "undecided",      "a silent log"),
    ("none",     None,                            "2020-03-09 17:00",      "not-applicable", "not signed"),
    ("unknown",  None,                            "2020-03-09 17:00",      "undecided",      "signature unknown"),
]

CIPHER = "Ban Cơ yếu Chính phủ"
ISSUERS = [
    # issuers                       verdict           because
    ((CIPHER, CIPHER),              "kept",           "the Government Cipher Committee"),
    (("BAN CƠ YẾU CHÍNH PHỦ",),     "kept",           "in any letters"),
    ((CIPHER, "VNPT-CA"),           "broken",         "one is a public provider's"),
    ((UNKNOWN,),                    "undecided",      "issuer unknown"),
    ((),                            "not-applicable", "no signature"),
]
# fmt: on


class TestArticle6:
    """Sending and receiving on the Network: the text is lost, and nothing is borrowed for it."""

    @pytest.mark.parametrize(("events", "question", "verdict", "because"), LOST)
    def test_left_open(
        self, events: tuple[Event, ...], question: str, verdict: str, because: str
    ) -> None:
        given = case(letter(), sent(), *events)

        assert THAI_BINH.verdict(given, f"d6/{question}", RECIPIENT) == verdict, because

    def test_a_recall(self) -> None:
        given = case(letter(), sent(), ARRIVED, event("recalled", f"{MONDAY} 15:00"))

        found = THAI_BINH.finding(given, "d6/recall")

        assert found.verdict == "undecided"
        assert found.missing == (f"text:{INSTRUMENT}#d6",)

    def test_each_recipient_is_left_open(self) -> None:
        second = event("arrived", f"{MONDAY} 09:00:05", channel="system", agency=SECOND)
        given = case(letter(recipients=(DEPARTMENT, party(SECOND))), sent(), ARRIVED, second)

        found = THAI_BINH.findings(given, "d6/received")

        assert {part.where["agency"] for part in found} == {RECIPIENT, SECOND}

    def test_sending_is_not_held_up_by_it(self) -> None:
        given = case(
            letter(), event("signed", f"{MONDAY} 09:00"), sent("2020-03-03 14:00"), ARRIVED
        )

        assert THAI_BINH.verdict(given, "d4.k2.s1/send") == "broken"

    def test_received_is_not_answered(self) -> None:
        answer = THAI_BINH.policy.received(at(f"{MONDAY} 09:00"))

        assert answer.value is None
        assert answer.missing == (f"text:{INSTRUMENT}#d6",)


class TestArticle7Clause1:
    """Certificates of the Cipher Committee; what was signed must be accepted."""

    @pytest.mark.parametrize(("issuers", "verdict", "because"), ISSUERS)
    def test_issuer(self, issuers: tuple[Any, ...], verdict: str, because: str) -> None:
        by = ("authority", "agency")
        signatures = tuple(
            Signature(who, True, issuer=issuer) for who, issuer in zip(by, issuers, strict=False)
        )

        given = case(letter(signatures=signatures), sent())

        assert THAI_BINH.verdict(given, "d7.k1.s1/issuer") == verdict, because

    @pytest.mark.parametrize(
        ("channel", "verdict"),
        [
            ("system", "broken"),
            ("axis", "broken"),
            ("email", "not-applicable"),
            (UNKNOWN, "undecided"),
        ],
    )
    def test_only_what_is_exchanged_on_the_network(self, channel: Any, verdict: str) -> None:
        signed = (Signature("authority", True, issuer="VNPT-CA"),)

        given = case(letter(signatures=signed), sent(channel=channel))

        assert THAI_BINH.verdict(given, "d7.k1.s1/issuer") == verdict

    @pytest.mark.parametrize(("signed", "kind", "until", "verdict", "because"), ACCEPTANCE)
    def test_acceptance(
        self, signed: str, kind: str | None, until: str | None, verdict: str, because: str
    ) -> None:
        events = [ARRIVED]
        if kind:
            events.append(act(kind, f"{MONDAY} 10:00"))

        given = case(letter(signatures=SIGNED[signed]), *events, until=until)

        assert THAI_BINH.verdict(given, "d7.k1.s2/signed-is-accepted", RECIPIENT) == verdict, (
            because
        )

    def test_an_invalid_signature_asks_for_nothing(self) -> None:
        given = case(letter(signatures=(Signature("authority", False),)), ARRIVED)

        assert (
            THAI_BINH.verdict(given, "d7.k1.s2/signed-is-accepted", RECIPIENT) == "not-applicable"
        )


# -- Điều 8 ------------------------------------------------------------------------------------

# fmt: off
OUTAGES = [
    # began                ended                    paper                    verdict           because
    ("2020-03-03 07:00",   "2020-03-03 11:00",      None,                    "not-applicable", "exactly 4 hours are not more than 4"),
    ("2020-03-03 07:00",   "2020-03-03 11:00:01",   None,                    "broken",         "a second more"),
    ("2020-03-03 07:30",   "2020-03-03 13:30",      None,                    "not-applicable", "4 hours at 11:30; the break does not count"),
    ("2020-03-03 10:00",   "2020-03-03 15:00",      None,                    "not-applicable", "1:30 and 1:30"),
    ("2020-03-03 10:00",   "2020-03-03 16:30",      "2020-03-03 15:50",      "kept",           "4:30, on paper meanwhile"),
    ("2020-03-03 10:00",   "2020-03-03 16:30",      "2020-03-03 10:05",      "kept",           "earlier than it must is no breach"),
    ("2020-03-03 10:00",   "2020-03-03 16:30",      "2020-03-03 16:30:01",   "broken",         "after the repair is too late"),
    ("2020-03-06 15:00",   "2020-03-09 09:00",      None,                    "not-applicable", "2 hours on Friday, 2 on Monday"),
    ("2020-03-06 15:00",   "2020-03-09 09:30",      None,                    "broken",         "2 and 2:30"),
    ("2020-01-22 16:00",   "2020-01-30 10:00",      None,                    "not-applicable", "1 hour before Tết, 3 after"),
]

GOING_ON = [
    # observed until         verdict       because
    ("2020-03-03 10:00",     "pending",    "3 hours"),
    ("2020-03-03 11:00",     "pending",    "exactly 4 hours"),
    ("2020-03-03 11:00:01",  "broken",     "more than 4, and no paper"),
]

AFTERWARDS = [
    # done                   until                    record       book         because
    ("2020-03-03 16:00",     "2020-03-10 17:00",      "kept",      "kept",      "done after the repair"),
    ("2020-03-03 14:00",     "2020-03-10 17:00",      "kept",      "kept",      "done while it was down"),
    (None,                   "2020-03-04 23:59:59",   "pending",   "pending",   "the next working day has not ended"),
    (None,                   "2020-03-05 00:00",      "broken",    "broken",    "the next working day has ended"),
    (None,                   None,                    "undecided", "undecided", "a silent log"),
]

BACKFILL = [
    # done                   until                    verdict       because
    ("2020-03-03 15:30",     "2020-03-10 17:00",      "undecided",  "“at once” has no number"),
    ("2020-03-03 15:00",     "2020-03-10 17:00",      "kept",       "at the very instant"),
    (None,                   "2020-03-03 15:10",      "pending",    "just repaired"),
    (None,                   "2020-03-05 00:00",      "broken",     "the next working day has ended"),
    (None,                   None,                    "undecided",  "a silent log"),
]

TIMED = [
    # urgency          began     ended     reported   until                   verdict           because
    ("timed-express",  "08:00",  "10:00",  "08:35",   "2020-03-10 17:00",     "undecided",      "“at once” has no number; four hours are not waited for"),
    ("timed-express",  "08:00",  "10:00",  "08:30",   "2020-03-10 17:00",     "kept",           "at the very instant"),
    ("timed-express",  "08:00",  None,     None,      "2020-03-03 08:40",     "pending",        "just signed"),
    ("timed-express",  "08:00",  "10:00",  None,      "2020-03-10 17:00",     "broken",         "the next working day has ended"),
    ("timed-express",  None,     None,     None,      "2020-03-10 17:00",     "not-applicable", "no outage"),
    ("timed-express",  "07:00",  "08:00",  None,      "2020-03-10 17:00",     "not-applicable", "over before it was signed"),
    ("timed-express",  None,     None,     None,      None,                   "undecided",      "outage unknown"),
    ("express",        "08:00",  "10:00",  None,      "2020-03-10 17:00",     "not-applicable", "not timed"),
    (UNKNOWN,          "08:00",  "10:00",  None,      "2020-03-10 17:00",     "undecided",      "urgency unknown"),
]
# fmt: on


def down(began: str, ended: str | None, *events: Event, until: str | None = "") -> Case:
    """The Network is down, and was repaired where *ended* says so."""
    ends = () if ended is None else (event("outage-ended", ended, agency=SENDER),)
    return network(event("outage-began", began, agency=SENDER), *events, *ends, until=until)


class TestArticle8Clause1:
    """The Network is down for more than 4 working hours."""

    @pytest.mark.parametrize(("began", "ended", "fallback", "verdict", "because"), OUTAGES)
    def test_paper(
        self, began: str, ended: str, fallback: str | None, verdict: str, because: str
    ) -> None:
        events = () if fallback is None else (event("paper-fallback", fallback, agency=SENDER),)

        given = down(began, ended, *events)

        assert THAI_BINH.verdict(given, "d8.k1.s1/paper-fallback") == verdict, because

    @pytest.mark.parametrize(("until", "verdict", "because"), GOING_ON)
    def test_going_on(self, until: str, verdict: str, because: str) -> None:
        given = down("2020-03-03 07:00", None, until=until)

        assert THAI_BINH.verdict(given, "d8.k1.s1/paper-fallback") == verdict, because

    def test_a_running_outage_says_when_four_hours_are_up(self) -> None:
        found = THAI_BINH.finding(
            down("2020-03-03 07:30", None, until="2020-03-03 10:00"), "d8.k1.s1/paper-fallback"
        )

        assert found.facts["due"] == at("2020-03-03 11:30")
        assert found.facts["late_after"] == at("2020-03-03 13:30")

    @pytest.mark.parametrize(
        ("reading", "verdict"), [("accumulates", "broken"), ("same-session", "not-applicable")]
    )
    def test_continuously_can_be_read_two_ways(self, reading: str, verdict: str) -> None:
        given = down("2020-03-03 10:00", "2020-03-03 16:30")

        read = THAI_BINH.reading("outage-span", reading)

        assert read.verdict(given, "d8.k1.s1/paper-fallback") == verdict

    def test_an_unseen_repair_leaves_it_open(self) -> None:
        given = down("2020-03-03 07:00", None, until=None)

        assert THAI_BINH.verdict(given, "d8.k1.s1/paper-fallback") == "undecided"

    @pytest.mark.parametrize(("done", "until", "record", "book", "because"), AFTERWARDS)
    def test_records(
        self, done: str | None, until: str | None, record: str, book: str, because: str
    ) -> None:
        kinds = () if done is None else ("incident-recorded", "handover-booked")
        events = [event(kind, str(done), agency=SENDER) for kind in kinds]

        given = down("2020-03-03 07:00", "2020-03-03 15:00", *events, until=until)

        assert THAI_BINH.verdict(given, "d8.k1.s2/incident-recorded") == record, because
        assert THAI_BINH.verdict(given, "d8.k1.s2/handover-booked") == book, because

    @pytest.mark.parametrize("rule", ["incident-recorded", "handover-booked"])
    @pytest.mark.parametrize(
        ("ended", "until", "verdict"),
        [
            ("2020-03-03 11:00", "2020-03-31 17:00", "not-applicable"),
            (None, "2020-03-03 11:00", "pending"),
            (None, "2020-03-31 17:00", "pending"),
            (None, None, "undecided"),
        ],
    )
    def test_no_records_before_more_than_four_hours_have_ended(
        self, rule: str, ended: str | None, until: str | None, verdict: str
    ) -> None:
        given = down("2020-03-03 07:00", ended, until=until)

        assert THAI_BINH.verdict(given, f"d8.k1.s2/{rule}") == verdict

    @pytest.mark.parametrize(("done", "until", "verdict", "because"), BACKFILL)
    def test_backfilling(
        self, done: str | None, until: str | None, verdict: str, because: str
    ) -> None:
        events = [event("paper-fallback", "2020-03-03 11:00", agency=SENDER)]
        if done:
            events.append(event("backfilled", done, agency=SENDER))

        given = down("2020-03-03 07:00", "2020-03-03 15:00", *events, until=until)

        assert THAI_BINH.verdict(given, "d8.k1.s4/backfilled") == verdict, because

    def test_without_paper_there_is_nothing_to_enter(self) -> None:
        given = down("2020-03-03 07:00", "2020-03-03 08:00")

        assert THAI_BINH.verdict(given, "d8.k1.s4/backfilled") == "not-applicable"

    @pytest.mark.parametrize(
        ("urgency", "began", "ended", "reported", "until", "verdict", "because"), TIMED
    )
    def test_timed_express(
        self, urgency: Any, began: str | None, ended: str | None, reported: str | None,
        until: str | None, verdict: str, because: str,
    ) -> None:  # fmt: skip
        kinds = {"outage-began": began, "outage-ended": ended, "reported-to-authority": reported}
        events = [
            event(kind, f"2020-03-03 {time}", agency=SENDER) for kind, time in kinds.items() if time
        ]

        given = case(
            letter(urgency=urgency), event("signed", "2020-03-03 08:30"), *events, until=until
        )

        assert THAI_BINH.verdict(given, "d8.k1.s3/timed-express-reported") == verdict, because

    def test_what_had_gone_out_before_is_not_held_up(self) -> None:
        given = case(
            letter(urgency="timed-express"),
            event("signed", "2020-03-03 08:30"),
            sent("2020-03-03 08:40"),
            event("outage-began", "2020-03-03 09:00", agency=SENDER),
            event("outage-ended", "2020-03-03 10:00", agency=SENDER),
        )

        assert THAI_BINH.verdict(given, "d8.k1.s3/timed-express-reported") == "not-applicable"


# -- Điều 11, Điều 12 --------------------------------------------------------------------------

# fmt: off
LOSSES = [
    # lost                  reported                until                    verdict           because
    ("2020-02-04 08:00",    "2020-02-04 08:20",     "2020-02-10 17:00",      "undecided",      "“at once” has no number"),
    ("2020-02-04 08:00",    None,                   "2020-02-05 23:59:59",   "pending",        "the next working day has not ended"),
    ("2020-02-04 08:00",    None,                   "2020-02-06 00:00",      "broken",         "the next working day has ended"),
    ("2020-01-22 16:00",    None,                   "2020-01-30 23:59:59",   "pending",        "Tết: the next working day is 30 January"),
    ("2020-01-22 16:00",    None,                   "2020-01-31 00:00",      "broken",         "that day has ended"),
    ("2020-02-04 08:00",    None,                   None,                    "undecided",      "a silent log"),
]

YEARS = [
    # period     reported             until                  verdict           because
    ("2020",     "2020-12-21 10:00",  "2021-01-15 17:00",    "kept",           "in December"),
    ("2020",     "2021-01-20 10:00",  "2021-02-15 17:00",    "kept",           "the clause names no last day"),
    ("2020",     None,                "2021-03-31 17:00",    "broken",         "the year is long over"),
    ("2020",     None,                "2020-10-01 17:00",    "pending",        "the year is not over"),
    ("2020",     None,                None,                  "undecided",      "a silent log"),
    ("2019",     None,                "2020-03-31 17:00",    "broken",         "2019 ended under the Regulation"),
    ("2018",     None,                "2020-03-31 17:00",    "not-applicable", "2018 ended before it"),
    ("2020-H1",  None,                "2021-03-31 17:00",    "not-applicable", "half a year is no year"),
]
# fmt: on


class TestArticle11Clause1:
    """A lost password is reported at once."""

    @pytest.mark.parametrize(("lost", "reported", "until", "verdict", "because"), LOSSES)
    def test_loss(
        self, lost: str, reported: str | None, until: str | None, verdict: str, because: str
    ) -> None:
        events = [act("account-lost", lost)]
        if reported:
            events.append(act("account-loss-reported", reported))

        given = agency_case(*events, until=until)

        assert THAI_BINH.verdict(given, "d11.k1.s3/loss-reported") == verdict, because

    @pytest.mark.parametrize(
        ("reported", "verdict"), [("ntmau.snv", "broken"), (UNKNOWN, "undecided")]
    )
    def test_every_lost_password_is_reported(self, reported: Any, verdict: str) -> None:
        given = agency_case(
            act("account-lost", "2020-02-04 08:00", account="ntmau.snv"),
            act("account-lost", "2020-02-04 08:00", account="pvmau.snv"),
            act("account-loss-reported", "2020-02-04 08:20", account=reported),
        )

        assert THAI_BINH.verdict(given, "d11.k1.s3/loss-reported") == verdict

    def test_a_new_password_is_no_report(self) -> None:
        given = agency_case(
            act("account-lost", "2020-02-04 08:00"), act("password-changed", "2020-02-04 08:10")
        )

        assert THAI_BINH.verdict(given, "d11.k1.s3/loss-reported") == "broken"

    def test_nothing_lost(self) -> None:
        given = agency_case(act("password-changed", "2020-02-04 08:10"))

        assert THAI_BINH.verdict(given, "d11.k1.s3/loss-reported") == "not-applicable"


class TestArticle12Clause7:
    """Information and Communications reports every year."""

    @pytest.mark.parametrize(("period", "reported", "until", "verdict", "because"), YEARS)
    def test_year(
        self, period: str, reported: str | None, until: str | None, verdict: str, because: str
    ) -> None:
        events = () if reported is None else (act("report-submitted", reported, period=period),)

        given = agency_case(*events, until=until, periods=(period,))

        assert THAI_BINH.verdict(given, "d12.k7/yearly-report") == verdict, because
