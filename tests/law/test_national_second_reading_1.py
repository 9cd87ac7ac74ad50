"""
Decision 28/2018 and Circular 01/2019 read a second time: every verdict that changed.

Each table is one row of ``docs/explanation/second-reading-national-1.md``: kept, broken, and
where one ends and the other begins.  Monday 2 March 2020 opens a week without holidays.
"""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

from typing import Any

import attrs
import pytest
from cases import at, case, event, exchange, party, receiving, sending, signature
from national_cases import (
    ANOTHER,
    CIRCULAR,
    DECISION,
    RECIPIENT,
    SENDER,
    bench,
    by_digitiser,
    complete,
    digitised,
    lacking,
    scan,
    to,
)

from egovdocs.record import UNKNOWN, Document, Event, File, Image, Signature

QD28, TT01 = bench(DECISION), bench(CIRCULAR)
MONDAY = "2020-03-02"
SEVERAL = to(party(RECIPIENT), party(ANOTHER))


def decision(rule: str, *events: Event, of: Document | None = None, whose: str = "") -> str:
    """What *rule* of the Decision says, of one recipient where there are several."""
    given = case(of or complete(), *events)
    return QD28.verdict(given, rule, whose) if whose else QD28.verdict(given, rule)


def circular(rule: str, *events: Event, of: Document | None = None, whose: str = "") -> str:
    """What *rule* of the Circular says, of one recipient where there are several."""
    given = case(of or complete(), *events)
    return TT01.verdict(given, rule, whose) if whose else TT01.verdict(given, rule)


def act(kind: str, time: str, agency: str = RECIPIENT, **fields: Any) -> Event:
    """An act of a recipient on Monday, or on a day that *time* names."""
    return event(kind, time if " " in time else f"{MONDAY} {time}", agency=agency, **fields)


def published(time: str, channel: Any) -> Event:
    """A sending; whom it went to a log does not say."""
    return event("published", time if " " in time else f"{MONDAY} {time}", channel=channel)


# -- Quyết định 28/2018 ------------------------------------------------------------------------


# fmt: off
THROUGH_THE_SYSTEM_IN_TIME = [
    # second sending                   how it came to the other      expected     because
    (None,                             None,                         "kept",      "one sending, through the system, in time: whoever it went to"),
    (("07:31", "axis"),                None,                         "kept",      "both are in time and within the channels"),
    (("07:31", "email"),               None,                         "undecided", "one of the two went by mail: to whom?"),
    (("07:31", "email"),               ("07:32", "system"),          "kept",      "it is seen to have come through the system"),
    (("07:31", "email"),               ("07:32", "email"),           "undecided", "what came by mail was not what went through the system"),
    (("07:31", "email"),               ("07:32", UNKNOWN),           "undecided", "nobody knows how it came"),
    (("2020-03-03 11:30", "system"),   None,                         "kept",      "the second, too, in the morning of the next working day"),
    (("2020-03-03 11:30:01", "system"), None,                        "undecided", "the second is a second late: to whom did it go?"),
    (("2020-03-03 11:30:01", "system"), ("07:32", "system"),         "kept",      "it came on Monday: it was the first"),
    (("2020-03-03 11:30:01", "system"), ("2020-03-03 14:00", "system"), "undecided", "it may have been either"),
]
THROUGH_THE_SYSTEM = [
    # second sending        how it came to the other  expected     because
    (("07:31", "email"),    None,                     "undecided", "which of the two it was nobody says"),
    (("07:31", "email"),    ("07:32", "axis"),        "kept",      "it is seen to have come over the axis"),
    (("07:31", "axis"),     None,                     "kept",      "both are within the channels"),
]
ACKNOWLEDGED = [
    # who is named  who is judged  expected     because
    (RECIPIENT,     RECIPIENT,     "kept",      "it reached this one"),
    (RECIPIENT,     ANOTHER,       "undecided", "one success says nothing of another"),
    (ANOTHER,       ANOTHER,       "kept",      "it reached this one"),
    (UNKNOWN,       RECIPIENT,     "undecided", "of two, nobody knows whom"),
]
CHECKED_BEFORE = [
    # first check                             second check after acceptance           expected     because
    ({"authentic": True, "intact": True},     None,                                   "kept",      "found sound, then accepted"),
    ({"authentic": True, "intact": True},     {"authentic": True, "intact": False},   "kept",      "what is found later was not known"),
    ({"authentic": True, "intact": False},    {"authentic": True, "intact": True},    "broken",    "accepted as faulty"),
    ({},                                      {"authentic": True, "intact": True},    "undecided", "what was found before nobody says"),
    (None,                                    {"authentic": True, "intact": True},    "undecided", "that none came first is the business of the other rule"),
]
DIGITALLY_SIGNED = [
    # digital signature   published    expected  because
    ("07:29",             "07:30",     "kept",   "signed digitally, then sent"),
    ("07:30",             "07:30",     "kept",   "at the same moment"),
    ("07:30:01",          "07:30",     "broken", "the log says signed at 07:20; the digital signature came a second too late"),
]
STATE_OF_A_DRAFT = [
    # status         issued  expected
    ("transferred",  True,   "kept"),
    (None,           True,   "broken"),
    (None,           False,  "not-applicable"),
]
PAPER_TO_WHOM = [
    # recipient      expected     because
    ("agency",       "broken",    "an agency of the administrative system"),
    ("individual",   "kept",      "no recipient in the sense of clause 5, Article 3"),
    ("official",     "kept",      "the same"),
    (UNKNOWN,        "undecided", "nobody knows who it is"),
]
WHO_IS_BOUND = [
    # kind          lacks              a breach is
    ("party",       ("technology",),   "not-applicable"),
    ("party",       ("infrastructure",), "not-applicable"),
    ("party",       ("security",),     "broken"),
    ("party",       (),                "broken"),
]
# fmt: on


class TestDecision28:
    """One recipient's event is not another's; a later check is not an earlier one."""

    @pytest.mark.parametrize(("second", "came", "expected", "because"), THROUGH_THE_SYSTEM_IN_TIME)
    def test_sent_in_time(self, second: Any, came: Any, expected: str, because: str) -> None:
        acts = [event("signed", f"{MONDAY} 07:20"), published("07:30", "system")]
        acts += [published(*second)] if second else []
        acts += [act("arrived", came[0], ANOTHER, channel=came[1])] if came else []

        assert decision("d6.k2.s1/sent", *acts, of=SEVERAL, whose=ANOTHER) == expected, because

    def test_a_single_recipient_got_what_was_sent(self) -> None:
        acts = (event("signed", f"{MONDAY} 07:20"), published("07:30", "system"))

        assert decision("d6.k2.s1/sent", *acts, published("07:31", "email")) == "kept"

    def test_who_lacks_the_means_is_excused_whatever_it_got(self) -> None:
        given = to(party(RECIPIENT), lacking("technology", ident=ANOTHER))
        acts = (published("07:30", "system"), published("07:31", "email"))

        assert decision("d7.k1/through-the-system", *acts, of=given, whose=ANOTHER) == "kept"
        assert decision("d7.k1/through-the-system", *acts, of=given, whose=RECIPIENT) == "undecided"

    @pytest.mark.parametrize(("second", "came", "expected", "because"), THROUGH_THE_SYSTEM)
    @pytest.mark.parametrize("rule", ["d5.k2/through-the-system", "d7.k1/through-the-system"])
    def test_through_the_system(
        self, rule: str, second: Any, came: Any, expected: str, because: str
    ) -> None:
        acts = [published("07:30", "system"), published(*second)]
        acts += [act("arrived", came[0], ANOTHER, channel=came[1])] if came else []

        assert decision(rule, *acts, of=SEVERAL, whose=ANOTHER) == expected, because

    @pytest.mark.parametrize(("second", "expected"), [("07:24", "kept"), ("07:25", "undecided")])
    def test_urgent_at_once_to_each(self, second: str, expected: str) -> None:
        given = attrs.evolve(SEVERAL, urgency="urgent")
        acts = (*sending(published="07:24"), published(second, "system"))

        found = decision("d6.k2.p2/sent-at-once", *acts, of=given, whose=ANOTHER)

        assert found == expected

    @pytest.mark.parametrize(("named", "whose", "expected", "because"), ACKNOWLEDGED)
    def test_the_right_recipient(self, named: Any, whose: str, expected: str, because: str) -> None:
        acts = (
            *sending(acknowledged=None),
            event("acknowledged", f"{MONDAY} 07:30:03", agency=named),
        )

        found = decision("d8.k2.s1/right-recipient", *acts, of=SEVERAL, whose=whose)
        same = circular("d9.k3/right-recipient", *acts, of=SEVERAL, whose=whose)

        assert (found, same) == (expected, expected), because

    @pytest.mark.parametrize(("named", "expected"), [(RECIPIENT, "kept"), (ANOTHER, "undecided")])
    def test_success_at_the_only_recipient(self, named: str, expected: str) -> None:
        acts = (
            *sending(acknowledged=None),
            event("acknowledged", f"{MONDAY} 07:30:03", agency=named),
        )

        assert decision("d8.k2.s1/right-recipient", *acts) == expected

    @pytest.mark.parametrize(("before", "after", "expected", "because"), CHECKED_BEFORE)
    def test_sound_when_accepted(
        self, before: Any, after: Any, expected: str, because: str
    ) -> None:
        checks = [act("checked", "08:00", **before)] if before is not None else []
        checks += [act("checked", "09:00", **after)] if after is not None else []
        acts = (*sending(), *receiving(checked=None, accepted="08:01"), *checks)

        assert decision("d9.k1/sound-when-accepted", *acts) == expected, because

    @pytest.mark.parametrize(("made", "sent", "expected", "because"), DIGITALLY_SIGNED)
    def test_digitally_signed_first(
        self, made: str, sent: str, expected: str, because: str
    ) -> None:
        given = complete(signatures=(signature("authority", f"{MONDAY} {made}"),))
        acts = sending(sealed=None, published=sent)

        assert decision("d8.k1/digitally-signed-first", *acts, of=given) == expected, because

    @pytest.mark.parametrize(("status", "issued", "expected"), STATE_OF_A_DRAFT)
    def test_state(self, status: Any, issued: bool, expected: str) -> None:
        acts = exchange() if issued else (event("signed", f"{MONDAY} 07:20"),)

        assert decision("d6.k3/status", *acts, of=complete(status=status)) == expected

    @pytest.mark.parametrize(("kind", "expected", "because"), PAPER_TO_WHOM)
    def test_paper_to_whom(self, kind: Any, expected: str, because: str) -> None:
        given = to(attrs.evolve(party(RECIPIENT), kind=kind))
        acts = (*sending(), event("paper-sent", f"{MONDAY} 08:00"))

        assert decision("d5.k3/no-paper", *acts, of=given) == expected, because

    @pytest.mark.parametrize(("kind", "expected", "because"), PAPER_TO_WHOM)
    @pytest.mark.parametrize("rule", ["d5.k2/through-the-system", "d7.k1/through-the-system"])
    def test_mail_to_whom(self, rule: str, kind: Any, expected: str, because: str) -> None:
        given = to(attrs.evolve(party(RECIPIENT), kind=kind))

        assert decision(rule, published("07:30", "email"), of=given) == expected, because

    @pytest.mark.parametrize(("kind", "lacks", "expected"), WHO_IS_BOUND)
    def test_who_is_bound(self, kind: str, lacks: tuple[str, ...], expected: str) -> None:
        """Article 2 clause 2 speaks of infrastructure and technology alone."""
        given = complete(sender=attrs.evolve(party(SENDER, kind), lacks=lacks), abstract="")

        assert decision("d10.k2.e/abstract", *exchange(), of=given) == expected


# -- Thông tư 01/2019 --------------------------------------------------------------------------


# fmt: off
SIGNED_BY_WHO_DIGITISED = [
    # signatures                          of the copy   of what was issued  because
    ((by_digitiser(),),                   "kept",       "kept",             "the body that digitised it signed"),
    ((signature("agency"),),              "undecided",  "kept",             "the agency signed: whether it digitised it, nobody says"),
    ((by_digitiser(valid=False),),        "broken",     "broken",           "not valid"),
    ((),                                  "broken",     "broken",           "nobody signed"),
]
PAPER_IN = [
    # how it was sent           recipients  signature            scanned          signed            because
    (None,                      1,          by_digitiser(),      "kept",          "kept",           "paper alone: the scan is the recipient's"),
    (None,                      1,          signature("agency"), "kept",          "undecided",      "the agency may be the sender"),
    ("paper",                   1,          by_digitiser(),      "kept",          "kept",           "issued on paper"),
    ("system",                  1,          by_digitiser(),      "undecided",     "undecided",      "it also went out electronically: whose file is it?"),
    (UNKNOWN,                   1,          by_digitiser(),      "undecided",     "undecided",      "nobody knows how it went out"),
    (None,                      2,          by_digitiser(),      "undecided",     "undecided",      "two recipients: whose scan is it?"),
]
PASSED_ON = [
    # act            expected     because
    ("submitted",    "kept",      "submitted to the authorised person"),
    ("transferred",  "kept",      "passed on"),
    ("assigned",     "kept",      "the authorised person had it"),
    ("processing",   "undecided", "somebody deals with it; who passed it on nobody says"),
    ("completed",    "undecided", "the same"),
    (None,           "broken",    "nothing was done"),
]
DISTRIBUTED = [
    # act          expected
    ("assigned",   "kept"),
    ("processing", "undecided"),
    ("completed",  "undecided"),
    (None,         "broken"),
]
REGISTERED = [
    # registered           expected   because
    ("07:26",              "kept",    "before it was issued"),
    ("07:30:01",           "kept",    "every outgoing document is registered: clause 1 gives no order"),
    (None,                 "broken",  "never"),
]
CHECKED_AGAIN = [
    # checks of the form      by the checker  by the clerk   because
    (("07:05", "07:15"),      "kept",         "kept",        "checked, and checked again"),
    (("07:05", "07:20"),      "kept",         "kept",        "the second at the moment of signing"),
    (("07:05", "07:20:01"),   "kept",         "undecided",   "one before the signature: whose?"),
    (("07:05",),              "kept",         "undecided",   "one check: whose?"),
    (("07:20:01",),           "broken",       "broken",      "none before the signature"),
    ((),                      "broken",       "broken",      "none"),
]
AUTHORITY_SIGNED = [
    # signatures                                                   sealed           numbered         because
    ((signature("authority"), signature("agency")),               "kept",          "kept",          "both signed digitally"),
    ((signature("agency"),),                                      "broken",        "broken",        "the log has a signing, the document no digital signature of the person"),
    ((Signature("authority", valid=False), signature("agency")),  "broken",        "broken",        "not valid"),
    ((Signature("authority"), signature("agency")),               "undecided",     "undecided",     "nobody checked it"),
]
PLACE_OF_THE_SIGNATURE = [
    # image                                                 expected      because
    (Image("blue", "png", page=1, box=(110, 230, 60, 20)),  "undecided",  "to stand somewhere is not to stand where one would sign"),
    (Image("blue", "png"),                                  "undecided",  "nobody knows where"),
    (None,                                                  "broken",     "not displayed: it stands nowhere"),
]
# fmt: on


class TestCircular01:
    """The evidence is that of the right body; one act is not another."""

    @pytest.mark.parametrize(("signatures", "copy", "issued", "because"), SIGNED_BY_WHO_DIGITISED)
    def test_signed_by_who_digitised(
        self, signatures: tuple[Signature, ...], copy: str, issued: str, because: str
    ) -> None:
        given = complete(files=(scan(),), signatures=signatures)

        assert circular("d3.k9/signed-by-digitiser", *sending(), of=given) == copy, because
        assert circular("d11.k2.p2/agency-signs", *sending(), of=given) == issued, because

    @pytest.mark.parametrize(("sent", "recipients", "by", "scanned", "signed", "because"), PAPER_IN)
    def test_paper_in(
        self, sent: Any, recipients: int, by: Signature, scanned: str, signed: str, because: str
    ) -> None:
        parties = (party(RECIPIENT), party(ANOTHER))[:recipients]
        given = digitised(None, by, recipients=parties)
        acts = [act("arrived", "07:40", channel="paper"), act("accepted", "08:00")]
        acts += [published("07:30", sent)] if sent is not None else []

        found = tuple(
            circular(f"d6.k2.a/{rule}", *acts, of=given, whose=RECIPIENT)
            for rule in ("digitised", "signed")
        )

        assert found == (scanned, signed), because

    @pytest.mark.parametrize(
        ("sent", "expected"), [(None, "broken"), ("paper", "broken"), ("system", "undecided")]
    )
    def test_paper_that_was_not_scanned(self, sent: Any, expected: str) -> None:
        """Where the document went out electronically too, its file is the sender's."""
        given = complete(files=(File("a.pdf", scan=None),))
        acts = [act("arrived", "07:40", channel="paper"), act("accepted", "08:00")]
        acts += [published("07:30", sent)] if sent is not None else []

        assert circular("d6.k2.a/digitised", *acts, of=given) == expected

    @pytest.mark.parametrize(("kind", "expected", "because"), PASSED_ON)
    def test_passed_on(self, kind: str | None, expected: str, because: str) -> None:
        done = () if kind is None else (act(kind, "08:40"),)

        assert circular("d7.k1/passed-on", *exchange(transferred=None), *done) == expected, because

    @pytest.mark.parametrize(("kind", "expected"), DISTRIBUTED)
    def test_distributed(self, kind: str | None, expected: str) -> None:
        done = () if kind is None else (act(kind, "08:40"),)
        acts = (*exchange(), act("submitted", "08:10"), *done)

        assert circular("d7.k2.s1/assigned", *acts) == expected

    @pytest.mark.parametrize(("registered", "expected", "because"), REGISTERED)
    def test_registered(self, registered: str | None, expected: str, because: str) -> None:
        acts = sending(registered_out=registered)

        assert circular("d9.k1/registered", *acts) == expected, because

    @pytest.mark.parametrize(("checks", "checker", "clerk", "because"), CHECKED_AGAIN)
    def test_checked_again(
        self, checks: tuple[str, ...], checker: str, clerk: str, because: str
    ) -> None:
        acts = (*sending(), *(event("form-checked", f"{MONDAY} {time}") for time in checks))

        assert circular("d10.k3/form-checked", *acts) == checker, because
        assert circular("d10.k4.s1/form-checked", *acts) == clerk, because

    @pytest.mark.parametrize(("signatures", "sealed", "numbered", "because"), AUTHORITY_SIGNED)
    def test_the_authority_signed_digitally(
        self, signatures: tuple[Signature, ...], sealed: str, numbered: str, because: str
    ) -> None:
        files = (File("a.pdf", "main", signed=True, scan=None),)
        given = complete(signatures=signatures, files=files)

        assert circular("d14.k3.c/authority-signed", *sending(), of=given) == sealed, because
        assert circular("d20.k1.đ/authority-signed", *sending(), of=given) == numbered, because

    def test_without_seal_or_number_nobody_asks(self) -> None:
        files = (File("a.pdf", "main", signed=True, scan=None),)
        given = complete(signatures=(), files=files)
        acts = sending(sealed=None, registered_out=None)

        for rule in ("d14.k3.c/authority-signed", "d20.k1.đ/authority-signed"):
            assert circular(rule, *acts, of=given) == "not-applicable"

    def test_what_was_digitised_bears_the_agency_alone(self) -> None:
        given = digitised(None, signature("agency"))

        for rule in ("d14.k3.c/authority-signed", "d20.k1.đ/authority-signed"):
            assert circular(rule, *sending(), of=given) == "not-applicable"

    @pytest.mark.parametrize(("image", "expected", "because"), PLACE_OF_THE_SIGNATURE)
    def test_place_of_the_signature(self, image: Any, expected: str, because: str) -> None:
        mine = attrs.evolve(signature("authority"), image=image, at=at(f"{MONDAY} 07:20"))
        given = complete(signatures=(mine, signature("agency")))

        assert circular("d12.k1/place", *sending(), of=given) == expected, because

    @pytest.mark.parametrize(
        ("kind", "expected"), [("official", "not-applicable"), ("agency", "broken")]
    )
    def test_persons_are_encouraged(self, kind: str, expected: str) -> None:
        given = complete(sender=attrs.evolve(party(SENDER), kind=kind))

        assert circular("d9.k1/registered", *sending(registered_out=None), of=given) == expected
