"""The two tables: national, dateless, each row with its clause."""

from __future__ import annotations

from collections.abc import Iterator

from egovdocs.lifecycle.model import Row, Term


def _notes(event: str, states: str, because: str, *, assumed: bool = False) -> Iterator[Row]:
    """Rows that leave each of *states* as it is."""
    return (Row(state, event, state, because, assumed) for state in states.split())


# fmt: off
INCOMING_STATES = (
    Term("arrived",     "đã đến",                 "arrived"),
    Term("accepted",    "đã tiếp nhận",           "accepted"),
    Term("transferred", "đã chuyển xử lý",        "transferred for handling"),
    Term("processing",  "đang xử lý",             "being handled"),
    Term("completed",   "đã hoàn thành",          "completed"),
    Term("refused",     "từ chối nhận (trả lại)", "refused (returned)"),
    Term("recalled",    "thu hồi",                "recalled"),
    Term("deleted",     "xóa",                    "deleted"),
)
INCOMING_EVENTS = (
    Term("arrived",          "đến",                             "arrives"),
    Term("checked",          "kiểm tra",                        "is checked"),
    Term("receipt-notified", "thông báo đã nhận",               "receipt is notified"),
    Term("auto-replied",     "tự động báo đã nhận",             "receipt is notified by itself"),
    Term("accepted",         "tiếp nhận",                       "is accepted"),
    Term("registered-in",    "vào sổ văn bản đến",              "is registered as incoming"),
    Term("refused",          "từ chối nhận (trả lại)",          "is refused (returned)"),
    Term("declined",         "báo không thuộc thẩm quyền",      "is declined as not ours"),
    Term("refusal-notified", "phản hồi việc từ chối",           "refusal is notified"),
    Term("submitted",        "trình người có thẩm quyền",       "is submitted for direction"),
    Term("transferred",      "chuyển xử lý",                    "is transferred"),
    Term("assigned",         "phân công giải quyết",            "is assigned"),
    Term("processing",       "xử lý",                           "is being handled"),
    Term("completed",        "hoàn thành",                      "is completed"),
    Term("archived",         "đưa vào lưu trữ",                 "is archived"),
    Term("recall-notified",  "nhận thông báo thu hồi",          "notice of recall comes in"),
    Term("recall-executed",  "hủy bỏ văn bản bị thu hồi",       "is cancelled after the recall"),
    Term("recall-confirmed", "thông báo đã xử lý việc thu hồi", "cancellation is confirmed"),
    Term("deleted",          "xóa",                             "is deleted"),
)
_HELD = "arrived accepted transferred processing completed refused"
INCOMING_ROWS = (
    #   when it is …   and it …           it becomes …   because
    Row(None,          "arrived",         "arrived",     "vn/28-2018-qd-ttg#d10.k2.h"),
    # A notice of receipt that comes late is late, not impossible.
    *_notes("receipt-notified", _HELD,                   "vn/01-2019-tt-bnv#d5.k2"),
    *_notes("receipt-notified", "recalled deleted",      "vn/01-2019-tt-bnv#d5.k2", assumed=True),
    *_notes("auto-replied",     _HELD,                   "vn/01-2019-tt-bnv#d20.k1.e"),
    *_notes("auto-replied",  "recalled deleted",      "vn/01-2019-tt-bnv#d20.k1.e", assumed=True),
    *_notes("checked", "arrived",                        "vn/28-2018-qd-ttg#d9.k1"),
    *_notes("checked", "accepted transferred processing", "vn/28-2018-qd-ttg#d9.k1", assumed=True),
    Row("arrived",     "accepted",        "accepted",    "vn/28-2018-qd-ttg#d9.k1"),
    Row("arrived",     "refused",         "refused",     "vn/28-2018-qd-ttg#d5.k4"),
    Row("arrived",     "declined",        "refused",     "vn/30-2020-nd-cp#d21.k2.b"),
    # The return is said to come before acceptance; in practice it also comes just after it.
    Row("accepted",    "refused",         "refused",     "vn/30-2020-nd-cp#d21.k2.b", assumed=True),
    Row("accepted",    "declined",        "refused",     "vn/30-2020-nd-cp#d21.k2.b", assumed=True),
    # Feedback goes out at the same time as the refusal, so that either may be logged first.
    *_notes("refusal-notified", "arrived",               "vn/28-2018-qd-ttg#d9.k1"),
    *_notes("refusal-notified", "refused",               "vn/28-2018-qd-ttg#d5.k4"),
    # A statement of no competence and the return itself may both be logged.
    *_notes("declined", "refused",                       "vn/30-2020-nd-cp#d21.k2.b"),
    *_notes("refused",  "refused",                       "vn/30-2020-nd-cp#d21.k2.b"),
    Row("refused",     "arrived",         "arrived",     "vn/28-2018-qd-ttg#d5.k4",   assumed=True),
    *_notes("registered-in", "accepted",                 "vn/01-2019-tt-bnv#d6.k1"),
    *_notes("submitted", "accepted transferred",         "vn/30-2020-nd-cp#d23.k4"),
    Row("accepted",    "transferred",     "transferred", "vn/01-2019-tt-bnv#d7.k1"),
    Row("accepted",    "assigned",        "transferred", "vn/30-2020-nd-cp#d23.k4"),
    Row("accepted",    "processing",      "processing",  "vn/28-2018-qd-ttg#d9.k2"),
    *_notes("transferred", "transferred",                "vn/30-2020-nd-cp#d23.k4"),
    *_notes("assigned",    "transferred",                "vn/01-2019-tt-bnv#d7.k2"),
    Row("transferred", "processing",      "processing",  "vn/01-2019-tt-bnv#d8.k1"),
    # A document sent for information is closed without having been reported as in hand.
    Row("transferred", "completed",       "completed",   "vn/01-2019-tt-bnv#d8.k1",   assumed=True),
    *_notes("processing", "processing",                  "vn/28-2018-qd-ttg#d9.k2"),
    *_notes("assigned",   "processing",                  "vn/01-2019-tt-bnv#d7.k2",   assumed=True),
    Row("processing",  "transferred",     "transferred", "vn/01-2019-tt-bnv#d7.k2",   assumed=True),
    Row("processing",  "completed",       "completed",   "vn/01-2019-tt-bnv#d8.k1"),
    *_notes("archived", "completed",                     "vn/01-2019-tt-bnv#d17.k2"),
    # No text says that the file must be closed first.
    *_notes("archived", "accepted transferred processing",
            "vn/01-2019-tt-bnv#d17.k2", assumed=True),
    # A notice of recall may come at any time after the arrival.
    Row("arrived",     "recall-notified", "recalled",    "vn/28-2018-qd-ttg#d9.k2"),
    Row("accepted",    "recall-notified", "recalled",    "vn/28-2018-qd-ttg#d9.k2"),
    Row("transferred", "recall-notified", "recalled",    "vn/28-2018-qd-ttg#d9.k2"),
    Row("processing",  "recall-notified", "recalled",    "vn/28-2018-qd-ttg#d9.k2"),
    Row("completed",   "recall-notified", "recalled",    "vn/28-2018-qd-ttg#d9.k2"),
    Row("refused",     "recall-notified", "recalled",    "vn/28-2018-qd-ttg#d9.k2",   assumed=True),
    *_notes("recall-notified", "recalled deleted",       "vn/28-2018-qd-ttg#d9.k2",   assumed=True),
    # Cancelling and saying so are done at the same time: either may be logged first, and the
    # cancelling may itself be logged as a deletion.
    *_notes("recall-executed",  "recalled deleted",      "vn/28-2018-qd-ttg#d9.k2"),
    *_notes("recall-confirmed", "recalled deleted",      "vn/28-2018-qd-ttg#d9.k2"),
    Row("recalled",    "deleted",         "deleted",     "vn/28-2018-qd-ttg#d9.k2"),
    Row("completed",   "deleted",         "deleted",     "vn/01-2019-tt-bnv#d20.k5.c"),
    Row("refused",     "deleted",         "deleted",     "vn/30-2020-nd-cp#d21.k2.b", assumed=True),
    Row("deleted",     None,              None,          "vn/28-2018-qd-ttg#d10.k2.h"),
)

OUTGOING_STATES = (
    Term("drafted",      "đã dự thảo",           "drafted"),
    Term("approved",     "đã duyệt",             "approved"),
    Term("signed",       "đã ký ban hành",       "signed"),
    Term("sealed",       "đã ký số của cơ quan", "signed by the agency"),
    Term("registered",   "đã vào sổ",            "registered"),
    Term("published",    "đã phát hành",         "published"),
    Term("acknowledged", "đã có hồi báo",        "acknowledged"),
    Term("recalled",     "đã thu hồi",           "recalled"),
)
OUTGOING_EVENTS = (
    Term("drafted",        "dự thảo",                   "is drafted"),
    Term("approved",       "duyệt",                     "is approved"),
    Term("form-checked",   "kiểm tra thể thức",         "has its form checked"),
    Term("signed",         "ký ban hành",               "is signed"),
    Term("registered-out", "cấp số, vào sổ văn bản đi", "is numbered and registered"),
    Term("sealed",         "ký số của cơ quan",         "is signed by the agency"),
    Term("scanned",        "quét mã độc",               "is scanned for malware"),
    Term("published",      "phát hành",                 "is published"),
    Term("acknowledged",   "hồi báo gửi thành công",    "sending is acknowledged"),
    Term("paper-sent",     "gửi bản giấy",              "paper is sent"),
    Term("archived",       "lưu",                       "is archived"),
    Term("recall-sent",    "gửi thông báo thu hồi",     "notice of recall is sent"),
    Term("recalled",       "thu hồi",                   "is recalled"),
)
_UNPUBLISHED = "drafted approved signed sealed registered"
_ISSUED = "published acknowledged"
_SENT = f"{_ISSUED} recalled"
OUTGOING_ROWS = (
    #   when it is …    and it …          it becomes …    because
    Row(None,           "drafted",        "drafted",      "vn/01-2019-tt-bnv#d10.k1.a"),
    # A paper original is digitised: its electronic life begins with the agency's signature.
    Row(None,           "sealed",         "sealed",       "vn/01-2019-tt-bnv#d11.k2"),
    *_notes("drafted", "drafted",                         "vn/01-2019-tt-bnv#d10.k1.a"),
    Row("drafted",      "approved",       "approved",     "vn/28-2018-qd-ttg#d8.k1"),
    Row("approved",     "drafted",        "drafted",      "vn/30-2020-nd-cp#d10.k3"),
    *_notes("approved", "approved",                       "vn/30-2020-nd-cp#d11.k2"),
    *_notes("form-checked", "drafted approved signed",    "vn/01-2019-tt-bnv#d10.k3"),
    *_notes("form-checked", "sealed registered",          "vn/01-2019-tt-bnv#d10.k3", assumed=True),
    Row("approved",     "signed",         "signed",       "vn/01-2019-tt-bnv#d11.k1.a"),
    # The person who signs is the one who approves: both may be one act.
    Row("drafted",      "signed",         "signed",       "vn/30-2020-nd-cp#d11.k1", assumed=True),
    # Several agencies may issue one document together.
    *_notes("signed", "signed",                         "vn/01-2019-tt-bnv#d11.k1.a", assumed=True),
    *_notes("sealed", "sealed",                         "vn/01-2019-tt-bnv#d11.k1.b", assumed=True),
    # The circular numbers first and seals then; a province may say the opposite.
    Row("signed",       "registered-out", "registered",   "vn/01-2019-tt-bnv#d11.k1.b"),
    Row("registered",   "sealed",         "sealed",       "vn/01-2019-tt-bnv#d11.k1.b"),
    Row("signed",       "sealed",       "sealed",       "vn/01-2019-tt-bnv#d11.k1.b", assumed=True),
    Row("sealed",       "registered-out", "registered", "vn/01-2019-tt-bnv#d11.k1.b", assumed=True),
    *_notes("scanned", f"{_UNPUBLISHED} {_SENT}",         "vn/28-2018-qd-ttg#d6.k1", assumed=True),
    # Whether number and seal had to come first is for the rules.
    Row("signed",       "published",      "published",    "vn/28-2018-qd-ttg#d8.k1"),
    Row("registered",   "published",      "published",    "vn/30-2020-nd-cp#d18.k1"),
    Row("sealed",       "published",      "published",    "vn/01-2019-tt-bnv#d11.k1.b"),
    Row("published",    "acknowledged",   "acknowledged", "vn/28-2018-qd-ttg#d8.k2"),
    # Each addressee is sent to, and acknowledges, by itself.
    *_notes("published", "published",                     "vn/28-2018-qd-ttg#d8.k2", assumed=True),
    *_notes("acknowledged", "acknowledged recalled",      "vn/28-2018-qd-ttg#d8.k2"),
    Row("acknowledged", "published",      "published",    "vn/28-2018-qd-ttg#d8.k2", assumed=True),
    *_notes("paper-sent", f"signed sealed registered {_ISSUED}", "vn/01-2019-tt-bnv#d11.k1.b"),
    *_notes("archived",   f"signed sealed registered {_ISSUED}", "vn/01-2019-tt-bnv#d11.k4"),
    *_notes("paper-sent", "recalled",                "vn/01-2019-tt-bnv#d11.k1.b", assumed=True),
    *_notes("archived",   "recalled",                "vn/01-2019-tt-bnv#d11.k4",   assumed=True),
    Row("published",    "recall-sent",    "recalled",     "vn/28-2018-qd-ttg#d8.k2"),
    Row("acknowledged", "recall-sent",    "recalled",     "vn/28-2018-qd-ttg#d8.k2"),
    Row("published",    "recalled",       "recalled",     "vn/28-2018-qd-ttg#d8.k2"),
    Row("acknowledged", "recalled",       "recalled",     "vn/28-2018-qd-ttg#d8.k2"),
    *_notes("recall-sent", "recalled",                    "vn/28-2018-qd-ttg#d8.k2"),
    *_notes("recalled",    "recalled",                    "vn/28-2018-qd-ttg#d8.k2"),
    # What was wrong is replaced by another document, not sent again.
    Row("recalled",     None,             None,           "vn/30-2020-nd-cp#d18.k3"),
)
# fmt: on
