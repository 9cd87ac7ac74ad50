"""
The closed lists of words that a case may use, with their Vietnamese names.

An enumerated value is read in English or in Vietnamese, in any case, with spaces,
hyphens or underscores; it is kept and written in English.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import attrs


def fold(text: str) -> str:
    """Fold what writers vary: case, spaces, hyphens, underscores, composition."""
    return unicodedata.normalize("NFC", text).casefold().replace("-", " ").replace("_", " ").strip()


@attrs.frozen
class Vocabulary:
    """
    One closed list.

    Attributes:
        name: what the list is of.
        words: English word to Vietnamese name.
        read: every accepted spelling, folded, to the English word.
    """

    name: str
    words: Mapping[str, str]
    read: Mapping[str, str] = attrs.field(init=False, eq=False, repr=False)

    @read.default
    def _spellings(self) -> Mapping[str, str]:
        spellings: dict[str, str] = {}
        for english, vietnamese in self.words.items():
            spellings[english] = english
            spellings[fold(english)] = english
            for alias in vietnamese.split("|"):
                spellings[fold(alias)] = english
        return spellings

    def get(self, text: str) -> str | None:
        """Return the English word for *text*, or None where the list does not have it."""
        return self.read.get(text) or self.read.get(fold(text))

    def vietnamese(self, word: str) -> str:
        """Return the Vietnamese name of an English word of this list."""
        return self.words.get(word, word).split("|")[0]


# fmt: off
VOCABULARIES: Mapping[str, Vocabulary] = {name: Vocabulary(name, words) for name, words in {
    "about": {
        "document": "văn bản", "message": "thông tin", "system": "hệ thống", "agency": "cơ quan",
    },
    "urgency": {
        "normal": "thường|không khẩn", "urgent": "khẩn", "very-urgent": "thượng khẩn",
        "express": "hỏa tốc|hoả tốc", "timed-express": "hỏa tốc hẹn giờ|hoả tốc hẹn giờ",
    },
    "subject": {
        "personnel": "tổ chức cán bộ", "finance-accounting": "tài chính kế toán|tài chính, kế toán",
        "assets": "tài sản", "procurement": "đấu thầu", "complaints": "khiếu nại, tố cáo|khiếu nại tố cáo",
        "inspection-conclusions": "kết luận thanh tra, kiểm tra|kết luận thanh, kiểm tra",
    },
    "purpose": {
        "appraisal": "thẩm định", "approval": "phê duyệt", "submission": "trình",
        "other-law": "theo pháp luật khác",
        "public-information": "tuyên truyền, thông báo", "feedback": "phản ánh, kiến nghị",
        "procedure-guidance": "hướng dẫn thủ tục hành chính",
        "result-notice": "thông báo trả kết quả", "appointment": "hẹn giờ", "advertising": "quảng cáo",
    },
    "party-kind": {
        "government": "Chính phủ", "prime-minister": "Thủ tướng Chính phủ", "ministry": "bộ|bộ, ngành",
        "party": "cơ quan Đảng|Đảng", "peoples-council": "Hội đồng nhân dân|HĐND",
        "peoples-committee": "Ủy ban nhân dân|UBND|Uỷ ban nhân dân",
        "peoples-committee-chair": "Chủ tịch Ủy ban nhân dân|Chủ tịch UBND",
        "agency": "cơ quan|cơ quan, đơn vị", "organisation": "tổ chức", "official": "cán bộ, công chức",
        "individual": "cá nhân",
    },
    "level": {"central": "trung ương", "province": "tỉnh", "district": "huyện", "commune": "xã"},
    "lack": {
        "infrastructure": "hạ tầng kỹ thuật", "technology": "công nghệ",
        "security": "an toàn thông tin", "interconnection": "liên thông",
    },
    "signed-by": {
        "authority": "người có thẩm quyền", "agency": "cơ quan, tổ chức|cơ quan",
        "digitiser": "cơ quan số hóa|cơ quan thực hiện số hóa",
    },
    "colour": {"blue": "xanh", "red": "đỏ", "black": "đen", "other": "màu khác"},
    "charset": {"unicode": "Unicode|TCVN 6909:2001|TCVN 6909", "tcvn3": "TCVN3", "vni": "VNI",
                "viscii": "VISCII", "other": "bộ mã khác"},
    "relation": {
        "to-individual": "gửi cá nhân", "from-individual": "từ cá nhân", "inside": "trong nội bộ cơ quan|nội bộ",
        "between-agencies": "giữa các cơ quan",
    },
    "channel": {
        "system": "hệ thống quản lý văn bản và điều hành|phần mềm quản lý văn bản|QLVBĐH",
        "axis": "trục liên thông|trục kết nối liên thông", "email": "thư điện tử công vụ|thư điện tử",
        "email-private": "thư điện tử cá nhân", "sms": "tin nhắn SMS|SMS", "zalo": "Zalo",
        "other-official": "phương tiện điện tử công vụ khác", "portal": "cổng dịch vụ công",
        "website": "cổng, trang thông tin điện tử|trang thông tin điện tử", "reporting": "hệ thống thông tin báo cáo",
        "conference": "hội nghị trực tuyến", "sector-system": "hệ thống chuyên ngành",
        "paper": "giấy|văn bản giấy", "other": "kênh khác",
    },
    "event": {
        "drafted": "soạn thảo", "approved": "duyệt", "signed": "ký", "sealed": "ký số cơ quan|đóng dấu",
        "form-checked": "kiểm tra thể thức", "scanned": "quét mã độc", "registered-out": "vào sổ văn bản đi",
        "published": "phát hành", "acknowledged": "hồi báo gửi thành công", "paper-sent": "gửi văn bản giấy",
        "recalled": "thu hồi", "recall-sent": "thông báo thu hồi",
        "updated": "cập nhật văn bản đã gửi", "replaced": "bị văn bản khác thay thế",
        "arrived": "đã đến", "checked": "kiểm tra", "receipt-notified": "thông báo đã nhận",
        "accepted": "tiếp nhận", "registered-in": "vào sổ văn bản đến", "refused": "từ chối nhận",
        "refusal-notified": "thông báo từ chối", "submitted": "trình người có thẩm quyền",
        "transferred": "chuyển xử lý", "assigned": "phân công", "processing": "đang xử lý",
        "completed": "hoàn thành", "recall-notified": "nhận thông báo thu hồi",
        "recall-executed": "hủy văn bản bị thu hồi", "recall-confirmed": "thông báo đã xử lý thu hồi",
        "deleted": "xóa", "declined": "không thuộc thẩm quyền", "auto-replied": "trả lời tự động",
        "archived": "lưu trữ",
        "outage-began": "bắt đầu sự cố", "outage-ended": "kết thúc sự cố", "outage-notified": "thông báo sự cố",
        "incident-recorded": "lập biên bản sự cố", "handover-booked": "ghi sổ chuyển giao",
        "reported-to-authority": "báo cáo người có thẩm quyền", "paper-fallback": "chuyển sang xử lý giấy",
        "backfilled": "cập nhật lại hệ thống", "security-incident": "sự cố an toàn thông tin",
        "report-submitted": "gửi báo cáo", "account-opened": "mở tài khoản", "password-changed": "đổi mật khẩu",
        "account-lost": "mất quyền kiểm soát tài khoản", "account-loss-reported": "báo mất tài khoản",
        "channel-announced": "thông báo sử dụng kênh",
    },
    "role": {"main": "văn bản chính", "attachment": "phụ lục|tài liệu kèm theo"},
    "outage-item": {
        "incident": "sự cố", "suspension-time": "thời gian tạm dừng",
        "resumption-time": "thời gian bắt đầu sử dụng lại",
        "interim-measures": "biện pháp tạm thời", "update-measures": "biện pháp cập nhật văn bản",
        "account-name": "tên tài khoản", "phone": "số điện thoại", "domain": "tên miền",
        "purpose": "mục đích sử dụng", "other": "thông tin khác",
    },
    "form": {"paper": "giấy", "electronic": "điện tử"},
    "severity": {"normal": "thông thường|low|medium", "serious": "nghiêm trọng|high|critical"},
    "scan-result": {"clean": "sạch|an toàn", "infected": "nhiễm mã độc"},
    "state": {
        "arrived": "đã đến", "accepted": "đã tiếp nhận", "transferred": "đã chuyển xử lý",
        "processing": "đang xử lý", "completed": "đã hoàn thành", "refused": "từ chối nhận (trả lại)|từ chối nhận|trả lại",
        "recalled": "thu hồi", "deleted": "xóa|xoá",
    },
}.items()}
# fmt: on
