"""
The elements of a message: where each stands, how long it may be, and who says so.

The tables of QCVN 102:2016 themselves could not be found.  What stands here was put
together from Decree 30/2020/NĐ-CP annex VI, which repeats many lengths, from the amendment
of 2022 to the QCVN, and from what the programs of implementers check ("implementers": a
departure from their lengths is told with that source and nothing more).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs

Shape = Literal["text", "agency", "day", "instant", "whole", "flag", "document-id", "email"]

_IMPLEMENTERS = "implementers"
_QCVN = "vn/qcvn-102-2016#"
_ND30 = "vn/30-2020-nd-cp#pl6.p2.m1."


@attrs.frozen
class Row:
    """
    One element.

    Attributes:
        at: its path below the part of the message that the table is of.
        name: the name of the value in Python.
        length: the most characters; 0 where nobody says; ids of agencies go by the day.
        required: whether it must be there and not be empty.
        shape: what its text must be.
        among: the only values that it may have; empty where any.
        source: the clause that gives length and values.
    """

    at: str
    name: str
    length: int = 0
    required: bool = False
    shape: Shape = "text"
    among: tuple[str, ...] = ()
    source: str = _IMPLEMENTERS


# fmt: off
ORGAN = (
    Row("OrganId", "id", 0, True, "agency", (), f"{_QCVN}m2.p5"),
    Row("OrganizationInCharge", "in_charge", 200),
    Row("OrganName", "name", 200, source=f"{_ND30}7"),
    Row("OrganAdd", "address", 250),
    Row("Email", "email", 100, shape="email"),
    Row("Telephone", "telephone", 20),
    Row("Fax", "fax", 20),
    Row("Website", "website", 100),
)
HEADER = (
    Row("Code/CodeNumber", "number", 11, True, source=f"{_ND30}4"),
    Row("Code/CodeNotation", "notation", 30, True, source=f"{_ND30}5"),
    Row("PromulgationInfo/Place", "place", 50),
    Row("PromulgationInfo/PromulgationDate", "date", 0, True, "day", (), f"{_QCVN}m2.p9"),
    Row("DocumentType/Type", "type", 0, True, "whole", ("1", "2")),
    Row("DocumentType/TypeDetail", "type_detail", 0, shape="whole"),
    Row("DocumentType/TypeName", "type_name", 100, source=f"{_ND30}3"),
    Row("Subject", "subject", 500, True, source=f"{_ND30}8"),
    Row("Content", "content", 500),
    Row("SignerInfo/Competence", "competence", 100),
    Row("SignerInfo/Position", "position", 100, source=f"{_ND30}12.1"),
    Row("SignerInfo/FullName", "signer", 50, source=f"{_ND30}12.2"),
    Row("DueDate", "due", 0, False, "day", (), f"{_QCVN}m2.p9"),
    Row("OtherInfo/Priority", "priority", 0, True, "whole",
        ("0", "1", "2", "3", "4"), f"{_QCVN}m2.p10"),
    Row("OtherInfo/SphereOfPromulgation", "sphere", 100),
    Row("OtherInfo/TyperNotation", "typer", 10),
    Row("OtherInfo/PromulgationAmount", "copies", 3, shape="whole", source=f"{_ND30}15"),
    Row("OtherInfo/PageAmount", "pages", 3, shape="whole", source=f"{_ND30}10"),
    Row("OtherInfo/Direction", "direction", 0, shape="flag"),
    Row("SteeringType", "steering", 0, False, "whole", ("0", "1", "2", "3")),
    Row("DocumentId", "document_id", 200, False, "document-id", (), f"{_QCVN}m2.p6"),
)
ANSWERED = (
    Row("OrganId", "agency", 0, False, "agency", (), f"{_QCVN}m2.p5"),
    Row("Code", "code", 42),
    Row("PromulgationDate", "date", 0, False, "day", (), f"{_QCVN}m2.p9"),
    Row("DocumentId", "document_id", 200, False, "document-id", (), f"{_QCVN}m2.p6"),
)
HOP = (
    Row("OrganId", "agency", 0, True, "agency", (), f"{_QCVN}m2.p5"),
    Row("Timestamp", "timestamp", 0, False, "instant", (), f"{_QCVN}m2.p9"),
)
BUSINESS = (
    Row("Bussiness/BussinessDocType", "business", 0, True, "whole",
        ("0", "1", "2", "3"), f"{_QCVN}m2.p10"),
    Row("Bussiness/BussinessDocReason", "reason"),
    Row("Bussiness/BussinessDocumentInfo/DocumentInfo", "changed", 0, False, "text", ("0", "1")),
    Row("Bussiness/BussinessDocumentInfo/DocumentReceiver", "readdressed", 0, False, "text",
        ("0", "1")),
    Row("Bussiness/DocumentId", "target", 200, False, "document-id", (), f"{_QCVN}m2.p6"),
    Row("Bussiness/Paper", "paper", 0, shape="whole"),
)
RECEIVER = (
    Row("OrganId", "agency", 0, True, "agency", (), f"{_QCVN}m2.p5"),
    Row("ReceiverType", "change", 0, True, "text", ("0", "1")),
)
STAFF = (
    Row("Department", "department"),
    Row("DepartmentId", "department_id"),
    Row("Staff", "name"),
    Row("StaffId", "id"),
    Row("Mobile", "mobile"),
    Row("Email", "email", 100, shape="email"),
)
REPLACEMENT = (
    Row("DocumentId", "document_id", 200, True, "document-id", (), f"{_QCVN}m2.p6"),
)
STATUS = (
    Row("StatusCode", "status", 0, True, "text",
        ("01", "02", "03", "04", "05", "06", "13", "15", "16"), f"{_QCVN}m2.p7"),
    Row("Description", "description"),
    Row("Timestamp", "timestamp", 0, True, "instant", (), f"{_QCVN}m2.p9"),
)
# fmt: on

# Texts that stand more than once: the most characters of each, and of all together.
TO_PLACE = Row("ToPlaces/Place", "to_places", 150)
TO_PLACES = Row("ToPlaces", "to_places", 1000, source="vn/30-2020-nd-cp#pl6.p2.m2.16")
ATTACHMENT_NAME = Row("AttachmentName", "name", 500)

# What a message of each sort must say besides.
DEMANDED: Mapping[str, tuple[Row, ...]] = {
    "1": tuple(row for row in BUSINESS if row.name == "target"),
    "2": tuple(row for row in BUSINESS if row.name == "target"),
    "3": (Row("Bussiness/ReplacementInfoList", "replacements"),),
}

# What may stand once in a message, besides the texts of the tables.
HEAD = "edXML/edXMLEnvelope/edXMLHeader/MessageHeader"
TRACE = "edXML/edXMLEnvelope/edXMLHeader/TraceHeaderList"
ONCE = (
    "edXML/edXMLEnvelope", "edXML/edXMLEnvelope/edXMLHeader", HEAD, TRACE, f"{HEAD}/From",
    f"{TRACE}/Bussiness", "edXML/edXMLEnvelope/edXMLBody",
    "edXML/edXMLEnvelope/edXMLBody/edXMLManifest", "edXML/AttachmentEncoded",
)  # fmt: skip

# Names that older programs write, and today's.
FORMER: Mapping[str, str] = {"Function": "Position", "Author": "SignerInfo"}

HEADER_ORDER = (
    "From", "To", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content",
    "SignerInfo", "DueDate", "ToPlaces", "OtherInfo", "ResponseFor", "SteeringType",
    "DocumentId", "StaffInfo", "StatusCode", "Description", "Timestamp",
)  # fmt: skip
TRACE_ORDER = ("TraceHeader", "Bussiness")

# Every other element that messages are known to have.
KNOWN = frozenset(
    {
        "edXML", "edXMLEnvelope", "edXMLHeader", "edXMLBody", "edXMLManifest", "MessageHeader",
        "TraceHeaderList", "TraceHeader", "Bussiness", "BussinessDocumentInfo", "DocumentInfo",
        "DocumentReceiver", "ReceiverList", "Receiver", "ReceiverType", "Department",
        "DepartmentId", "Staff", "StaffId", "Mobile", "Paper", "ReplacementInfoList",
        "ReplacementInfo", "OrganIdList", "Reference", "ContentId", "ContentType",
        "AttachmentName", "AttachmentEncoded", "Attachment", "ContentTransferEncoded",
        "DigitalSignature", "Direction", "Appendixes", "Appendix", "Place", "ResponseForTask",
        "TaskCode", "ApplicationType", "Feedback", "Agency", "StaffInfo",
    }
    | set(HEADER_ORDER)
    | {
        name
        for row in (*ORGAN, *HEADER, *ANSWERED, *BUSINESS, *STATUS, *STAFF, *RECEIVER)
        for name in row.at.split("/")
    }
)  # fmt: skip
