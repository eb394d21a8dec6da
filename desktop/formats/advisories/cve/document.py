"""A CVE record (JSON 5.1.1) as we write it, and as much of others' as we read; what is empty is left out."""

from typing import Any, Literal

import msgspec
from msgspec import field


class _Part(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The format writes names in camel case."""


class Said(_Part, frozen=True):
    """Words in a language."""

    lang: str
    value: str


class CveVersion(_Part, frozen=True):
    """A version, or a range that starts with it."""

    version: str
    status: Literal["affected", "unaffected", "unknown"]
    version_type: str = ""
    less_than: str = ""
    less_than_or_equal: str = ""


class CveProduct(_Part, frozen=True):
    """A product, and what is known of its versions."""

    vendor: str = ""
    product: str = ""
    package_name: str = ""
    cpes: tuple[str, ...] = ()
    default_status: Literal["", "affected", "unaffected", "unknown"] = ""
    versions: tuple[CveVersion, ...] = ()


class Cvss(_Part, frozen=True):
    """A vector with its base score."""

    version: str
    vector_string: str
    base_score: float
    base_severity: str


class OtherMetric(_Part, frozen=True):
    """A metric of another kind, such as SSVC."""

    type: str
    content: dict[str, Any]


class CveMetric(_Part, frozen=True):
    """One of them is there."""

    cvss_v3_1: Cvss | None = field(default=None, name="cvssV3_1")
    cvss_v4_0: Cvss | None = field(default=None, name="cvssV4_0")
    other: OtherMetric | None = None


class ProblemDescription(_Part, frozen=True):
    """A weakness by its name, and its number where it has one."""

    lang: str
    description: str
    cwe_id: str = ""
    type: str = ""


class ProblemType(_Part, frozen=True):
    """What kind of weakness it is."""

    descriptions: tuple[ProblemDescription, ...]


class CveReference(_Part, frozen=True):
    """Where more is said."""

    url: str
    tags: tuple[str, ...] = ()


class CveCredit(_Part, frozen=True):
    """Somebody who is thanked."""

    lang: str
    value: str
    type: str = "finder"


class CveMoment(_Part, frozen=True):
    """A line of the timeline."""

    time: str
    lang: str
    value: str


class Provider(_Part, frozen=True):
    """The organisation that says it."""

    org_id: str
    short_name: str = ""
    date_updated: str = ""


class FixOf(_Part, frozen=True):
    """An unaffected version of a product that is so because it carries the fix."""

    vendor: str
    product: str
    version: str
    branch: str = ""
    released: str = ""
    reference: str = ""


class PublishedContainer(_Part, frozen=True):
    """What the numbering authority says of the problem."""

    provider_metadata: Provider
    descriptions: tuple[Said, ...]
    affected: tuple[CveProduct, ...]
    references: tuple[CveReference, ...]
    title: str = ""
    date_public: str = ""
    problem_types: tuple[ProblemType, ...] = ()
    metrics: tuple[CveMetric, ...] = ()
    workarounds: tuple[Said, ...] = ()
    solutions: tuple[Said, ...] = ()
    timeline: tuple[CveMoment, ...] = ()
    credits: tuple[CveCredit, ...] = ()
    source: dict[str, Any] = {}
    aliases: tuple[str, ...] = field(default=(), name="x_aliases")
    fixes: tuple[FixOf, ...] = field(default=(), name="x_fixed")


class RejectedContainer(_Part, frozen=True):
    """Why an id is not to be used."""

    provider_metadata: Provider
    rejected_reasons: tuple[Said, ...]
    replaced_by: tuple[str, ...] = ()


class Metadata(_Part, frozen=True):
    """The id and its state; dates here are those of the programme's services."""

    cve_id: str
    assigner_org_id: str
    state: Literal["PUBLISHED", "REJECTED"]
    assigner_short_name: str = ""
    date_published: str = ""
    date_updated: str = ""


class Published(_Part, frozen=True):
    """The container of the one who assigned the id; others' are not read."""

    cna: PublishedContainer


class Rejected(_Part, frozen=True):
    """Likewise."""

    cna: RejectedContainer


class _Record(msgspec.Struct, frozen=True, rename="camel"):
    """What both kinds have."""

    cve_metadata: Metadata
    data_type: Literal["CVE_RECORD"] = "CVE_RECORD"
    data_version: str = "5.1.1"


class PublishedRecord(_Record, frozen=True, kw_only=True):
    """A published record."""

    containers: Published


class RejectedRecord(_Record, frozen=True, kw_only=True):
    """A rejected one."""

    containers: Rejected
