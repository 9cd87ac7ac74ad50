"""
Sentences of findings, Vietnamese and English, made from facts and from nothing else.

Of the rows of a rule kind and verdict, the first whose facts are all there is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from egovdocs.citation import Citation
from egovdocs.errors import Lang, spoken
from egovdocs.ids import problem_said
from egovdocs.policy.rules.base import At, Seconds
from egovdocs.record import VOCABULARIES
from egovdocs.timing import DAY_US, to_datetime

# fmt: off
_ROWS: Mapping[tuple[str, str], tuple[tuple[tuple[str, ...], str, str], ...]] = {
    ("*", "kept"): (
        (("excepted",), "Thuộc trường hợp ngoại lệ mà điều khoản cho phép.", "An exception of the clause applies."),
        (("stopped_at",), "Thời hạn dừng lúc {stopped_at}.", "The time limit stopped at {stopped_at}."),
        (("done", "late_after"), "Đã làm lúc {done}, hạn đến {late_after}.", "Done at {done}; in time until {late_after}."),
        (("done", "before"), "Đúng thứ tự: {before} rồi {done}.", "In order: {before}, then {done}."),
        (("before",), "Các việc phải làm trước {before} đều đã làm.", "All that must come before {before} was done."),
        (("canonical",), "Mã “{canonical}” đúng quy cách.", "The identifier “{canonical}” is well formed."),
        (("files",), "Các tệp đều đúng định dạng: {files}.", "All files are of an allowed format: {files}."),
        (("channels",), "Đã gửi qua kênh được phép: {channels}.", "Sent by an allowed channel: {channels}."),
        (("items",), "Thông báo đủ nội dung: {items}.", "The notice is complete: {items}."),
        (("shown_by",), "Nhật ký cho thấy đã làm: {shown_by}.", "The log shows it was done: {shown_by}."),
        (("fields",), "Đủ thông tin: {fields}.", "The information is there: {fields}."),
        (("covered",), "Dấu trùm {covered} bề rộng chữ ký, về bên trái.", "The seal covers {covered} of the signature's width, on the left."),
        (("characters", "most"), "Dài {characters} ký tự, không quá {most}.", "It has {characters} characters, of at most {most}."),
        (("value",), "Giá trị “{value}” đúng quy định.", "The value “{value}” is as required."),
        (("done",), "Đã làm lúc {done}.", "Done at {done}."),
        ((), "Đúng quy định.", "Kept."),
    ),
    ("*", "broken"): (
        (("done", "late_after"), "Làm lúc {done}, sau hạn {late_after}.", "Done at {done}, after the limit of {late_after}."),
        (("late_after",), "Chưa làm khi hạn đã hết lúc {late_after}.", "Not done when the limit ran out at {late_after}."),
        (("down",), "Sự cố kéo dài {down} giờ làm việc mà không chuyển sang xử lý giấy.",
                    "The outage lasted {down} of working time and paper was not resorted to."),
        (("act", "done"), "Đã “{act}” lúc {done}, là việc không được làm.", "“{act}” at {done}, which must not be done."),
        (("done", "before"), "Sai thứ tự: {done} đứng trước {before}.", "Out of order: {done} stands before {before}."),
        (("shown_in",), "Hình chữ ký số không được hiện, nhưng hiện ở: {shown_in}.", "The signature must not be displayed, and is: {shown_in}."),
        (("misplaced_in",), "Chữ ký số không ở góc trên bên phải trang đầu: {misplaced_in}.", "The signature is not at the top right of the first page: {misplaced_in}."),
        (("unsigned", "in_files"), "Tệp chưa có chữ ký số hợp lệ của {unsigned}: {in_files}.", "Files without a valid signature of {unsigned}: {in_files}."),
        (("unsigned",), "Chưa có chữ ký số hợp lệ của: {unsigned}.", "There is no valid signature of: {unsigned}."),
        (("absent", "before"), "Trước {before} chưa có: {absent}.", "Missing before {before}: {absent}."),
        (("absent", "done"), "Có lúc {done} dù chưa có: {absent}.", "It stands at {done} although there was no: {absent}."),
        (("problems",), "“{value}” sai quy cách: {problems}.", "“{value}” is malformed: {problems}."),
        (("files",), "Tệp sai định dạng: {files}; được dùng: {allowed}.", "Files of another format: {files}; allowed: {allowed}."),
        (("channels",), "Đã gửi qua kênh: {channels}; phải qua: {allowed}.", "Sent by: {channels}; must go by: {allowed}."),
        (("covered", "on_the_right"), "Dấu trùm {covered} bề rộng chữ ký nhưng không về bên trái.", "The seal covers {covered} of the signature's width, but not on the left."),
        (("covered", "expected"), "Dấu trùm {covered} bề rộng chữ ký; phải khoảng {expected}.", "The seal covers {covered} of the signature's width; it must be about {expected}."),
        (("characters", "most"), "Dài {characters} ký tự; tối đa {most}.", "It has {characters} characters; at most {most}."),
        (("value", "old_until"), "“{value}” thuộc thế hệ mã chỉ dùng đến hết {old_until}.", "“{value}” is of a generation of ids that ended with {old_until}."),
        (("value", "new_from"), "“{value}” thuộc thế hệ mã chỉ có từ {new_from}.", "“{value}” is of a generation of ids that began on {new_from}."),
        (("value", "expected"), "Ghi “{value}”, phải là “{expected}”.", "It says “{value}”; it must be “{expected}”."),
        (("value", "allowed"), "Giá trị “{value}”; phải là: {allowed}.", "The value is “{value}”; it must be: {allowed}."),
        (("value",), "Giá trị “{value}” trùng hoặc không được phép.", "The value “{value}” is repeated or not allowed."),
        (("absent",), "Thiếu: {absent}.", "Missing: {absent}."),
        (("from",), "Không làm sau {from}.", "Not done after {from}."),
        ((), "Trái quy định.", "Broken."),
    ),
    ("*", "undecided"): (
        (("pending", "late_after"), "Chưa làm; còn hạn đến {late_after}.", "Not done yet; in time until {late_after}."),
        (("pending", "from"), "Chưa làm, tính từ {from}; luật không cho con số.", "Not done yet, counted from {from}; the law gives no number."),
        (("pending",), "Còn đang chạy; chưa quyết định được.", "Still running; not decided yet."),
        (("done", "late_after"), "Làm lúc {done}, hạn đến {late_after}; chưa quyết định được, vì thiếu {missing}.",
                                 "Done at {done}, in time until {late_after}; undecided, because this is missing: {missing}."),
        (("took", "at_once"), "Đã làm sau {took} giờ làm việc; “ngay” không có con số nên chưa quyết định được ({missing}).",
                    "Done after {took} of working time; “at once” has no number, so it is undecided ({missing})."),
        (("missing",), "Chưa quyết định được, vì thiếu {missing}.", "Undecided, because this is missing: {missing}."),
        ((), "Chưa quyết định được.", "Undecided."),
    ),
    ("*", "not-applicable"): (
        (("outside",), "Ngoài phạm vi: {outside}.", "Out of scope: {outside}."),
        ((), "Không áp dụng.", "Does not apply."),
    ),
}

_LABELS: Mapping[str, tuple[str, str]] = {
    "document.state_secret": ("thông tin có thuộc bí mật nhà nước không", "whether it is a state secret"),
    "document.signatures": ("chữ ký số của văn bản", "the document's signatures"),
    "document.purposes": ("mục đích gửi văn bản", "the purposes of the document"),
    "document.subjects": ("lĩnh vực của văn bản", "the subjects of the document"),
    "document.kind": ("loại văn bản", "the kind of document"),
    "document.files": ("danh sách tệp", "the files"),
    "document.files:agency": ("tệp, chữ ký số này là của cơ quan nào", "whose files and signatures these are"),
    "document.signatures:digitiser": ("cơ quan ký số có phải nơi đã số hóa không", "whether the agency that signed is the one that digitised it"),
    "again:form-checked": ("lần kiểm tra lại thể thức", "the second check of the form"),
    "document.files.name": ("tên tệp", "the name of a file"),
    "document.charset": ("bộ mã ký tự", "the character set"),
    "document.id": ("mã định danh văn bản", "the document's id"),
    "document.number": ("số, ký hiệu văn bản", "the document's number"),
    "document.reply_requested": ("có đề nghị phản hồi không", "whether a reply is requested"),
    "document.is_reply": ("có phải văn bản trả lời không", "whether it is a reply"),
    "document.reply_by": ("thời hạn phản hồi", "the date for the reply"),
    "document.due": ("thời hạn xử lý", "the date of handling"),
    "document.in_reply_to": ("liên kết với văn bản đến", "the link to the document answered"),
    "document.normative": ("có phải văn bản quy phạm pháp luật không", "whether it is a normative document"),
    "document.status": ("trạng thái xử lý", "the processing status"),
    "document.status:when": ("trạng thái được đọc lúc nào", "when the status was read"),
    "document.status:agency": ("trạng thái là của nơi nhận nào", "whose status it is"),
    "document.status:open-list": ("danh sách trạng thái (văn bản để mở)", "the list of states, which the text leaves open"),
    "document.urgency": ("mức độ khẩn", "the degree of urgency"),
    "document.urgency:open-list": ("mức này không có trong ba mức của điều khoản", "this degree is not among the three of the clause"),
    "document.date": ("ngày của văn bản", "the document's date"),
    "document.files.role": ("tệp nào là văn bản chính", "which file is the main one"),
    "document.signatures.displayed": ("chữ ký số có hiện hình không", "whether the signature is displayed"),
    "document.signatures.colour": ("màu của hình chữ ký", "the colour of the signature's image"),
    "document.signatures.format": ("định dạng hình chữ ký", "the format of the signature's image"),
    "document.signatures.box": ("vị trí của hình chữ ký và hình dấu", "where the images of signature and seal stand"),
    "document.signatures.issuer": ("tổ chức cấp chứng thư số", "the issuer of the certificate"),
    "text:working-regulation": ("thời hạn trong quy chế làm việc của cơ quan", "the time that the agency's working regulation sets"),
    "day-of-adoption": ("ngày thông qua văn bản", "the day on which the document was adopted"),
    "document.number:readable": ("số, ký hiệu đọc được", "a number and symbol that can be read"),
    "document.kind:open-list": ("loại văn bản này có thuộc văn bản chuyên ngành không", "whether this kind is that of a specialised document"),
    "limit:regularly": ("con số cho “thường xuyên”", "a number for “regularly”"),
    "law:old-agency-id": ("mã thế hệ cũ còn dùng được không: hai văn bản nói khác nhau", "whether an id of the older generation may still be used: two texts differ"),
    "document.on_paper_list": ("văn bản có thuộc danh mục gửi kèm bản giấy không", "whether the document is on the list of those sent with paper"),
    "document.priority": ("có đặt ở chế độ ưu tiên không", "whether it was put in priority mode"),
    "document.files.scan": ("tệp có phải bản quét từ giấy không", "whether a file is a scan of paper"),
    "document.files.signatures": ("chữ ký số trên tệp", "the signatures on a file"),
    "content.purposes": ("mục đích của văn bản, thông tin", "the purposes of what was sent"),
    "message.purposes": ("mục đích của thông tin", "the purposes of the message"),
    "message.state_secret": ("thông tin có thuộc bí mật nhà nước không", "whether it is a state secret"),
    "content.permitted_by": ("ai đã cho phép dùng kênh này", "who permitted this channel"),
    "document.permitted_by": ("ai đã cho phép dùng kênh này", "who permitted this channel"),
    "message.permitted_by": ("ai đã cho phép dùng kênh này", "who permitted this channel"),
    "message.relation": ("quan hệ giữa hai bên", "the relation of the two sides"),
    "message.within_competence": ("nội dung có thuộc phạm vi giải quyết không", "whether the matter is the agency's to settle"),
    "law:received": ("điều khoản định thời điểm nhận", "a clause that sets the moment of receipt"),
    "law:sent": ("điều khoản định thời điểm gửi", "a clause that sets the moment of sending"),
    "law:paper": ("điều khoản về bản giấy", "a clause about paper"),
    "conflict:paper": ("hai điều khoản trái nhau về bản giấy, điều nào được áp dụng", "which of two conflicting clauses about paper applies"),
    "law:value": ("điều khoản về giá trị pháp lý", "a clause about legal value"),
    "limit:none": ("thời hạn: điều khoản này không đặt thời hạn", "a limit: this clause sets none"),
    "recipient.id": ("mã định danh của bên nhận", "the recipient's id"),
    "recipient.lacks": ("bên nhận còn thiếu điều kiện gì", "which conditions the recipient lacks"),
    "recipient.registered_for": ("người dân đã đăng ký nhận thông báo gì", "what the citizen registered to be told"),
    "recipient.has_account": ("bên nhận có tài khoản không", "whether the recipient has an account"),
    "sender.has_account": ("bên gửi có tài khoản không", "whether the sender has an account"),
    "recipient.kind": ("loại cơ quan nhận", "the kind of recipient"),
    "recipient.level": ("cấp của cơ quan nhận", "the level of the recipient"),
    "recipient.on_system": ("bên nhận đã có hệ thống chưa", "whether the recipient has a document system"),
    "sender.on_system": ("bên gửi đã có hệ thống chưa", "whether the sender has a document system"),
    "sender.id": ("mã định danh của bên gửi", "the sender's id"),
    "sender.kind": ("loại cơ quan gửi", "the kind of sender"),
    "actor.kind": ("loại cơ quan thực hiện", "the kind of agency that acts"),
    "limit:immediately": ("con số cho “ngay”", "a number for “at once”"),
    "format:open-list": ("danh mục định dạng ảnh, đồ họa (văn bản để mở)", "the list of image formats, which the text leaves open"),
    "evidence": ("dấu vết trong nhật ký", "a trace in the log"),
    "when": ("thời điểm của việc", "when it took place"),
    "channel": ("kênh gửi", "the channel"),
    "relation": ("quan hệ giữa hai bên", "the relation of the two sides"),
    "document.id:ordinal": ("số thứ tự trong mã định danh văn bản", "the ordinal in the document's id"),
    "document.id:readable": ("mã định danh văn bản đọc được", "a readable document id"),
    "document.signatures.at": ("thời điểm ký số", "the moment of signing"),
    "document.signatures.by": ("ai ký số", "who signed"),
    "document.signatures.page": ("trang có hình chữ ký", "the page of the signature's image"),
    "document.files.scan.pdf_version": ("phiên bản .pdf của bản số hóa", "the .pdf version of the scan"),
    "document.files.scan.dpi": ("độ phân giải của bản số hóa", "the resolution of the scan"),
    "document.files.scan.colour": ("bản số hóa có màu không", "whether the scan is in colour"),
    "document.files.scan.scale": ("tỷ lệ số hóa", "the scale of the scan"),
    "sender.lacks": ("điều kiện kỹ thuật mà bên gửi còn thiếu", "what means the sender lacks"),
    "actor.lacks": ("điều kiện kỹ thuật mà bên thực hiện còn thiếu", "what means the one who acts lacks"),
    "recipient.name": ("tên bên nhận", "the recipient's name"),
    "document.abstract": ("trích yếu nội dung", "the abstract"),
    "document.recipients": ("nơi nhận", "the recipients"),
    "document.signer": ("người ký", "the signer"),
    "document.signer.position": ("chức vụ của người ký", "the signer's position"),
    "document.signer.name": ("họ tên người ký", "the signer's name"),
    "document.signatures.transparent": ("nền hình chữ ký có trong suốt không", "whether the image has a transparent ground"),
    "document.signatures.hidden": ("chữ ký số có hiện hình không", "whether the signature is displayed"),
    "sender.name": ("tên bên gửi", "the sender's name"),
    "assigned.lead": ("đơn vị chủ trì", "who leads"),
    "assigned.coordinating": ("đơn vị phối hợp", "who takes part"),
    "assigned.due": ("thời hạn giải quyết", "the time limit"),
    "checked.authentic": ("văn bản xác thực", "that it is authentic"),
    "checked.intact": ("văn bản toàn vẹn", "that it is intact"),
    "checked.right_addressee": ("gửi đúng nơi nhận", "that it was sent to the right place"),
    "unreadable": ("không đọc được", "it cannot be read"),
    "year": ("năm ban hành", "the year of issue"),
    "kind": ("chữ viết tắt tên loại", "the abbreviation of the kind"),
    "issuer": ("chữ viết tắt nơi ban hành", "the abbreviation of the issuer"),
    "form:administrative": ("viết theo dạng của văn bản hành chính", "it has the form of an administrative document"),
    "form:official-letter": ("viết theo dạng của công văn", "it has the form of an official letter"),
    "form:normative": ("viết theo dạng của văn bản quy phạm pháp luật", "it has the form of a normative document"),
    "form:national-assembly": ("viết theo dạng của văn bản Quốc hội", "it has the form of a text of the National Assembly"),
    "form:party": ("viết theo dạng của văn bản Đảng", "it has the form of a Party document"),
    "form:irregular": ("không theo dạng nào đã biết", "it has no known form"),
    "agency.characters": ("chỉ được có dấu chấm, chữ số 0-9 và chữ in hoa A-Z", "only full stops, digits 0-9 and capitals A-Z are allowed"),
    "agency.empty-group": ("có nhóm ký tự trống", "a group is empty"),
    "agency.scheme-form": ("mã lược đồ phải là chữ Z và hai chữ số", "a scheme is the letter Z and two digits"),
    "agency.scheme-joined": ("có ký tự ngăn cách sau mã lược đồ", "something separates scheme and code"),
    "agency.scheme-code": ("phần sau mã lược đồ phải có 1 đến 32 ký tự", "the code of a scheme has 1 to 32 characters"),
    "assumed:hours": ("nguồn về giờ hành chính", "a source for the office hours"),
    "after-verified": ("kiểm chứng hiệu lực sau ngày kiểm chứng cuối", "a check of the text after its last verified day"),
}
# fmt: on


def sentence(
    verdict: str, facts: Mapping[str, Any], missing: tuple[str, ...], *, pending: bool, lang: Lang
) -> str:
    """Say one finding in *lang*."""
    known = dict(facts)
    if missing:
        known["missing"] = tuple(label(name, lang) for name in missing)
    if pending:
        known["pending"] = True
    if "limit:immediately" in missing:
        known["at_once"] = True
    return _form(verdict, tuple(known), lang).format_map(_Said(known, lang))


@lru_cache(maxsize=1024)
def _form(verdict: str, known: tuple[str, ...], lang: Lang) -> str:
    """The sentence for facts of these names, and what is added to it, still to be filled in."""
    at = ("vi", "en").index(lang)
    found = (said[at] for needed, *said in _ROWS["*", verdict] if set(needed) <= set(known))
    added = (said[at] for needed, *said in _OUTAGES if set(needed) <= set(known))
    return next(found) + next(added, "")


# What is added where the system was down while a limit ran.
_OUTAGES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("outage_began", "outage_ended"),
        " Hệ thống ngừng từ {outage_began} đến {outage_ended}; hạn vẫn chạy, vì không điều khoản nào cho dừng.",
        " The system was down from {outage_began} to {outage_ended}; the limit ran on, since no clause stops it.",
    ),
    (
        ("outage_began",),
        " Hệ thống ngừng từ {outage_began}; hạn vẫn chạy, vì không điều khoản nào cho dừng.",
        " The system was down from {outage_began} on; the limit ran on, since no clause stops it.",
    ),
)


class _Said(dict[str, str]):
    """Facts said in a language, each when a sentence asks for it."""

    def __init__(self, facts: Mapping[str, Any], lang: Lang) -> None:
        super().__init__()
        self.facts, self.lang = facts, lang

    def __missing__(self, name: str) -> str:
        return say(self.facts[name], self.lang)


@lru_cache(maxsize=1024)
def label(name: str, lang: Lang) -> str:
    """Say the name of a missing fact."""
    at = 0 if lang == "vi" else 1
    if name in _LABELS:
        return _LABELS[name][at]
    kind, colon, rest = name.partition(":")
    if colon and kind == "event":
        return _event(rest, lang)
    if colon and kind == "text":
        return ("văn bản {}", "the text of {}")[at].format(_text(rest, lang))
    if colon and kind == "channel":
        said = VOCABULARIES["channel"].vietnamese(rest) if lang == "vi" else rest
        asked = ("kênh “{}” có được dùng không", "whether the channel “{}” may be used")[at]
        return asked.format(said)
    return name


def _text(rest: str, lang: Lang) -> str:
    return Citation.parse(rest).spoken(lang) if "#" in rest else rest


# Moments that are worked out from events: what has to be in the log for them.
_MOMENTS: Mapping[str, tuple[str, str]] = {
    "received": ("thời điểm được tính là nhận", "the moment of receipt"),
    "sent": ("thời điểm được tính là gửi", "the moment of sending"),
    "signed": ("thời điểm ký", "the moment of signing"),
    "sealed": ("thời điểm cơ quan ký số", "the moment when the agency signed"),
    "signed-through": ("thời điểm ký xong, đủ chữ ký số", "the moment when all had signed"),
    "fault": ("thời điểm bên nhận phát hiện sai sót", "the moment when a recipient found a fault"),
    "check-failed": ("thời điểm kiểm tra thấy sai sót", "the moment when a check found a fault"),
    "held-up": ("thời điểm văn bản bị sự cố giữ lại", "the moment an outage held it up"),
    "passed-on": ("thời điểm chuyển xử lý hoặc phân công", "the moment it was passed on"),
}


def _event(rest: str, lang: Lang) -> str:
    word, dot, field = rest.partition(".")
    bare, _, channel = word.partition("@")
    if not bare and channel in _MOMENTS:
        return _MOMENTS[channel][0 if lang == "vi" else 1]
    if lang == "en":
        said = f"the event “{word}”"
    else:
        said = f"sự kiện “{VOCABULARIES['event'].vietnamese(bare)}”"
        said += f" qua {VOCABULARIES['channel'].vietnamese(channel)}" if channel else ""
    return f"{said} ({field})" if dot else said


def say(value: object, lang: Lang) -> str:
    """Write one fact: instants in Vietnam time, working time in hours and minutes."""
    if isinstance(value, At):
        return instant(int(value), lang)
    if isinstance(value, Seconds):
        return clock(int(value))
    if isinstance(value, tuple):
        return spoken(tuple(say(part, lang) for part in value))
    if isinstance(value, str):
        return _word(value, lang)
    return spoken(value)


@lru_cache(maxsize=4096)
def instant(us: int, lang: Lang) -> str:
    """Write an instant in Vietnam time; the last one of a day as the end of that day."""
    moment = to_datetime(us)
    if us % DAY_US == DAY_US - 1:
        return f"{'hết ngày' if lang == 'vi' else 'the end of'} {moment:%d/%m/%Y}"
    fraction = f".{moment.microsecond:06d}".rstrip("0") if moment.microsecond else ""
    return f"{moment:%H:%M:%S}{fraction} {moment:%d/%m/%Y}"


def clock(seconds: int) -> str:
    """Write a length of time as hours:minutes:seconds."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


_WORDS = ("event", "channel", "outage-item", "charset", "urgency", "colour", "signed-by")


@lru_cache(maxsize=4096)
def _word(word: str, lang: Lang) -> str:
    if lang == "vi":
        for name in _WORDS:
            if word in VOCABULARIES[name].words:
                return VOCABULARIES[name].vietnamese(word)
    said = problem_said(word)
    if said is not None:
        return said[0 if lang == "vi" else 1]
    return label(word, lang) if word in _LABELS else spoken(word)
