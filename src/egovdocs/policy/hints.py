"""
What puts a mistake in a policy file right, said in both languages.

The reader of TOML speaks English, and a wrong encoding is no mistake of syntax: what either
says is told here in the words of who writes the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from egovdocs.errors import EgovdocsError, Lang

Said: TypeAlias = tuple[str, str]

_LISTED = 14  # words of a closed list that a message names

# fmt: off
_TYPES: Mapping[str, Said] = {
    "str": ("chữ trong ngoặc kép", "text in quotes"),
    "string": ("chữ trong ngoặc kép", "text in quotes"),
    "bool": ("true hoặc false, không ngoặc kép", "true or false without quotes"),
    "date": ("ngày không ngoặc kép, như 2024-01-15", "a date without quotes, like 2024-01-15"),
    "int": ("số nguyên", "a whole number"),
    "float": ("số", "a number"),
    "list": ("danh sách trong [ ]", "a list in [ ]"),
    "list of strings": ("danh sách các chữ trong ngoặc kép, như [\"a\", \"b\"]",
                        "a list of texts in quotes, like [\"a\", \"b\"]"),
    "dict": ("bảng trong { }", "a table in { }"),
    "table": ("bảng trong { }", "a table in { }"),
    "not true/false": ("giá trị khác true, false", "something other than true or false"),
}
# What the reader of TOML says, and what to do about it; its first match counts.
_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (r"Expected newline or end of document",
     "còn chữ thừa sau giá trị; mỗi dòng một khóa, chữ và danh sách phải có đủ “\"” và “[ ]”",
     "something is left after the value; one key a line, with all of its quotes and brackets"),
    (r"Illegal character|Unterminated string",
     "chữ trong ngoặc kép chưa đóng, hoặc xuống dòng giữa chừng; thêm “\"”",
     "a text in quotes is not closed on its line; add the quote"),
    (r"Cannot overwrite a value|Cannot declare|Duplicate inline table key|Cannot redefine",
     "khóa hoặc bảng này đã có ở trên; bỏ một trong hai, danh sách bảng thì viết [[ ]]",
     "the key or table stands above already; drop one, or write [[ ]] for a list of tables"),
    (r"Cannot mutate immutable",
     "bảng trong { } đã đóng nên không thêm khóa được; viết khóa ấy vào trong { }",
     "a table in { } is closed and takes no more keys; write the key inside { }"),
    (r"Expected '='",
     "thiếu dấu “=” giữa khóa và giá trị, hoặc khóa có dấu cách",
     "there is no “=” between key and value, or the key has a blank"),
    (r"Expected '\]",
     "tiêu đề bảng chưa đóng; viết [tên] hoặc [[tên]]",
     "the header of a table is not closed; write [name] or [[name]]"),
    (r"Invalid value .*end of document|Unclosed",
     "danh sách, bảng hay giá trị chưa viết xong; thêm “]” hoặc “}”",
     "a list, a table or a value is not finished; add “]” or “}”"),
    (r"Invalid value",
     "không đọc được giá trị; chữ phải trong ngoặc kép, ngày viết 2024-01-15",
     "the value cannot be read; text goes in quotes, a date is written 2024-01-15"),
    (r"Invalid date",
     "ngày này không có trong lịch; viết 2024-01-15",
     "there is no such date; write 2024-01-15"),
    (r"Unescaped|Escaped|Invalid hex",
     "dấu “\\” trong chữ phải viết “\\\\”, hoặc dùng ngoặc đơn",
     "a “\\” within text is written “\\\\”, or the text goes in single quotes"),
    (r"",
     "dòng này không phải “khóa = giá trị”, [bảng] hay # ghi chú",
     "the line is no “key = value”, [table] or # comment"),
)
# fmt: on
_PLACE = re.compile(r"at line (?P<line>[0-9]+), column (?P<column>[0-9]+)")


def why_said(error: EgovdocsError, like: str = "") -> Said:
    """Say why a value cannot be read, and what it should be *like*."""
    vi, en = error.message("vi"), error.message("en")
    if not like:
        return vi, en
    return (
        f"{vi.removesuffix('.')}; viết như {like}.",
        f"{en.removesuffix('.')}; write it like {like}.",
    )


def types_said(names: str, lang: Lang) -> str:
    """Say the types that a key takes: ``str | list``."""
    at = 0 if lang == "vi" else 1
    parts = (_TYPES[name][at] if name in _TYPES else name for name in names.split(" | "))
    return (" hoặc ", " or ")[at].join(dict.fromkeys(parts))


def nearest_said(nearest: str, known: Iterable[str], lang: Lang) -> str:
    """Say the closest word, else the words that there are, else that nothing is close."""
    vi = lang == "vi"
    if nearest != "-":
        return f"gần nhất là “{nearest}”" if vi else f"the closest is “{nearest}”"
    listed = tuple(known)
    if not listed:
        return "không có gì gần giống" if vi else "nothing is close to it"
    more = len(listed) - _LISTED
    tail = "" if more <= 0 else f", … (còn {more})" if vi else f", … ({more} more)"
    named = ", ".join(listed[:_LISTED]) + tail
    return f"các từ có thể dùng: {named}" if vi else f"it can be: {named}"


def syntax_said(error: tomllib.TOMLDecodeError) -> tuple[int, Said]:
    """Return the line of a mistake of syntax (0 at the end of the file), and what to do."""
    said, place = str(error), _PLACE.search(str(error))
    vi, en = next((vi, en) for pattern, vi, en in _SYNTAX if re.match(pattern, said))
    if place is None:
        return 0, (f"cuối tệp: {vi}", f"at its end: {en}")
    column = place["column"]
    return int(place["line"]), (f"cột {column}: {vi}", f"column {column}: {en}")


def encoding_said(error: UnicodeDecodeError) -> tuple[int, str]:
    """Return the line of the first byte that is not UTF-8, and the byte."""
    read = bytes(error.object)
    return read.count(b"\n", 0, error.start) + 1, f"0x{read[error.start]:02X}"
