"""What is believed of a child's answer: nothing that an honest parser of these very bytes could not say.

A child that a message took over can send whatever msgpack can hold. Every field is bounded by the size of
what it was given, and what follows from other fields (shown names, warnings, ambiguity) is worked out again
here. What it says in a report's own words stays a stranger's word, as it was before.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import get_args

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.failures import Failure, Malformed, rebuild
from desktop.domain.inert import has_hidden
from desktop.domain.policy.proposing import Proposal, Proposed, Source
from desktop.domain.report import Warning_
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.archives import limits as archives
from desktop.formats.archives.entry import ArchiveEntry, ListedEntry
from desktop.formats.archives.names import Names
from desktop.formats.intake.exports import FLAWS
from desktop.formats.intake.written import HELD_BYTES, KEY, MOST_REPORTS, WrittenReport
from desktop.formats.mail.addresses import ADDRESS, EMBEDDED, LONGEST_FROM
from desktop.formats.mail.bounces import MESSAGE_ID
from desktop.formats.mail.dates import FIRST_YEAR, LAST_YEAR
from desktop.formats.mail.limits import BLOCKS, DEPTH, HEADER_BYTES, MESSAGE_BYTES, PARTS
from desktop.formats.mail.outline import OutlinedPart
from desktop.formats.mail.parsed import Parsed
from desktop.formats.mail.reading import MOST_REFERENCES, shown_name, warnings_of
from desktop.formats.mail.tree import MEDIA_TYPE
from desktop.sandbox.frames import Contents, Done, Listed, Outlined, Proposes, Refused, Reply, Unpacked

_REPLIES: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)
_ESCAPED = 4
"""Characters that one byte becomes at most: one that is no text stands as `\\xNN`."""
_LONGEST_HEADER = _ESCAPED * (HEADER_BYTES + 1)
_MOST_BLOCKS = PARTS * BLOCKS
_WARNINGS = get_args(Warning_)
_REFUSALS = frozenset({"malformed", "too-large", "too-deep", "several-messages", "unsupported"})
_LONGEST_SENTENCE = 500
_WHOLE_IDENTITY = {"id": "x", "code": "XX", "organisation": "x", "namespace": "https://x.example"}
_GROWN, _LABELS = 8, 64 * 1024
"""Words of an export stand under the names of their fields, and may stand twice."""


def strange_answer() -> Malformed:
    """The failure of an answer that is not believed."""
    return Malformed("The parser's answer is not one that an honest parser gives.")


def decoded_reply(body: bytes) -> Reply:
    """The answer in a frame, every field of its type. Raises Malformed."""
    try:
        return _REPLIES.decode(body)
    except UNDECODABLE as error:
        raise strange_answer() from error


def believed_layer(reply: Done, size: int) -> Parsed:
    """One layer, if a message of `size` bytes can hold it. Raises Malformed."""
    try:
        parsed = reply.whole()
    except (ValueError, OverflowError) as error:
        raise strange_answer() from error
    if not (_fits(parsed, size) and _is_addressed(parsed) and _is_named(parsed) and _is_told(parsed)):
        raise strange_answer()
    return parsed


def believed_reports(reply: Listed) -> tuple[WrittenReport, ...]:
    """The reports of an export, within the bounds of `formats.intake.exports`. Raises Malformed."""
    held = sum(len(report.raw) for report in reply.reports)
    if len(reply.reports) > MOST_REPORTS or held > HELD_BYTES or not all(map(_is_report, reply.reports)):
        raise strange_answer()
    return reply.reports


def believed_archive(reply: Unpacked, size: int) -> tuple[ArchiveEntry, ...]:
    """The files that an archive of `size` bytes can hold, under names that lead nowhere. Raises Malformed."""
    _check_files([(entry.name, len(entry.content)) for entry in reply.entries], size)
    return reply.entries


def believed_contents(reply: Contents, size: int) -> tuple[ListedEntry, ...]:
    """The same without their bytes. Raises Malformed."""
    _check_files([(entry.name, entry.size) for entry in reply.entries], size)
    return reply.entries


def believed_outline(reply: Outlined, size: int) -> tuple[OutlinedPart, ...]:
    """The parts that a message of `size` bytes can have, each within the one above it. Raises Malformed."""
    depth = -1
    for part in reply.parts:
        words = len(part.name.raw) + len(part.encoding.raw)
        if not 0 <= part.depth <= min(depth + 1, DEPTH - 1) or not 0 <= part.size <= size:
            raise strange_answer()
        if words > 2 * _LONGEST_HEADER or not MEDIA_TYPE.fullmatch(part.media_type):
            raise strange_answer()
        depth = part.depth
    if not 0 < len(reply.parts) <= PARTS:
        raise strange_answer()
    return reply.parts


def believed_proposal(reply: Proposes, raw: bytes, name: str) -> Proposal:
    """What a text of these bytes can propose: within its lines, in the schema's keys. Raises Malformed."""
    proposal = reply.proposal
    if proposal.sources != (Source(name, sha256(raw)),) or not _is_proposal(proposal, len(raw)):
        raise strange_answer()
    return proposal


def believed_refusal(reply: Refused) -> Failure:
    """The failure that a parser may raise, in sentences of a line each."""
    for sentence in (reply.message, reply.advice):
        if len(sentence) > _LONGEST_SENTENCE or "\n" in sentence or has_hidden(sentence):
            return strange_answer()
    if reply.code not in _REFUSALS:
        return strange_answer()
    return rebuild(reply.code, reply.message, reply.advice, "Nothing was written.")


def _is_proposal(proposal: Proposal, size: int) -> bool:
    """Whether every value fits its table, and every passage and reference leads somewhere."""
    ids = [item.id for item in proposal.items]
    passages = [passage for item in proposal.items for passage in item.passages]
    passages += [passage for question in proposal.questions for passage in question.passages]
    passages += [one.passage for one in proposal.left_out]
    named = {name for item in proposal.items for name in item.needs}
    named |= {name for conflict in proposal.conflicts for name in conflict.ids}
    return (
        len({*ids}) == len(ids) <= size
        and named <= {*ids}
        and all(0 < one.first <= one.last <= size + 1 and one.source == 0 for one in passages)
        and all(len(one.quote) <= _ESCAPED * size + _LABELS for one in passages)
        and all(map(_fits_table, proposal.items))
    )


def _fits_table(item: Proposed) -> bool:
    """Whether it is a value of its table; an identity may lack what the text does not say."""
    try:
        if item.table == "policy":
            item = msgspec.structs.replace(item, value=_WHOLE_IDENTITY | item.value)
        item.item()
    except UNDECODABLE:
        return False
    return True


def _check_files(files: Sequence[tuple[str, int]], size: int) -> None:
    names = Names()
    try:
        archives.check_entries(len(files))
        archives.check_total(sum(length for _, length in files), size)
        for name, length in files:
            archives.check_entry(length)
            names.add(name.encode())
    except Failure as failure:
        raise strange_answer() from failure
    if any(length < 0 for _, length in files):
        raise strange_answer()


def _fits(parsed: Parsed, size: int) -> bool:
    """Whether so many bytes and characters, in so many pieces, can come out of `size` bytes."""
    sealed = (*parsed.encrypted, *parsed.clearsigned)
    held = sum(len(part.content) for part in parsed.parts) + sum(map(len, sealed))
    held += sum(len(s.content) for s in parsed.signed) // 2 + sum(len(s.signature) for s in parsed.signed)
    return (
        len(parsed.parts) <= PARTS
        and len(parsed.signed) <= PARTS
        and len(sealed) <= _MOST_BLOCKS
        and len(parsed.keys) <= _MOST_BLOCKS
        and held <= min(2 * size, MESSAGE_BYTES)
        and sum(map(len, parsed.keys)) <= size
        and len(parsed.text.raw) <= _ESCAPED * size + PARTS
        and all(_is_mail_date(instant) for instant in (parsed.date, parsed.received))
    )


def _is_addressed(parsed: Parsed) -> bool:
    """Whether senders and recipients are such as `formats.mail.addresses` finds, doubts included."""
    pairs = [(name.raw, address.raw) for name, address in parsed.from_addresses]
    sure = len(pairs) == 1 and bool(ADDRESS.fullmatch(pairs[0][1])) and not has_hidden(pairs[0][1])
    recipients = [recipient.raw for recipient in parsed.recipients]
    return (
        (parsed.ambiguous_sender or not pairs or sure)
        and len(pairs) <= LONGEST_FROM
        and sum(map(len, (word for pair in pairs for word in pair))) <= _ESCAPED * LONGEST_FROM
        and sum(map(len, recipients)) <= _LONGEST_HEADER
        and all(map(EMBEDDED.fullmatch, recipients))
    )


def _is_named(parsed: Parsed) -> bool:
    """Whether words of headers fit into headers, and files are shown as their own names ask for."""
    taken: set[str] = set()
    references = [reference.raw for reference in parsed.in_reply_to]
    words = (parsed.subject.raw, parsed.message_id.raw, *(part.name.raw for part in parsed.parts))
    return (
        all(len(word) <= _LONGEST_HEADER for word in words)
        and len(references) <= MOST_REFERENCES
        and all(map(MESSAGE_ID.fullmatch, references))
        and all(MEDIA_TYPE.fullmatch(part.media_type) for part in parsed.parts)
        and all(part.shown_name == shown_name(part.name.raw, part.media_type, taken) for part in parsed.parts)
    )


def _is_told(parsed: Parsed) -> bool:
    """Whether kind and warnings say at least what the rest of the layer shows."""
    sealed = bool(parsed.encrypted or parsed.clearsigned or parsed.signed)
    return (
        sealed == parsed.kind.startswith("pgp")
        and parsed.unsupported in ("", "S/MIME")
        and _in_order(parsed.warnings)
        and warnings_of(parsed) <= set(parsed.warnings)
    )


def _in_order(warnings: Iterable[Warning_]) -> bool:
    places = [_WARNINGS.index(warning) for warning in warnings]
    return places == sorted(set(places))


def _is_mail_date(instant: datetime | None) -> bool:
    return instant is None or FIRST_YEAR <= instant.year <= LAST_YEAR


def _is_report(report: WrittenReport) -> bool:
    words = (report.title, report.text, report.name, report.address)
    try:
        zoned = report.written_utc is None or report.written_utc.tzinfo is not None
        zoned = zoned and (report.date is None or abs(report.zone_min) < 24 * 60)
    except (ValueError, OverflowError):
        return False
    return (
        zoned
        and report.flaw in FLAWS
        and sum(len(word.raw) for word in words) <= _GROWN * len(report.raw) + _LABELS
        and all(not key or KEY.fullmatch(key) for key in (report.content_key, report.entry_key))
    )
