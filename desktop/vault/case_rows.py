"""The rows of one case, computed from its events and what it is pinned to."""

from collections.abc import Sequence

from desktop.domain.case import Case
from desktop.domain.clocks import Reading, chronicle_of, most_urgent
from desktop.domain.event import Recorded
from desktop.domain.events import FollowUpReceived, ReportReceived, Sent
from desktop.domain.inert import Untrusted
from desktop.domain.policy import Profile
from desktop.domain.searched import has_attachment, is_duplicate, is_embargoed, is_published
from desktop.domain.stages import STAGES, Stage
from desktop.formats.mail.addresses import address_in, same_address
from desktop.vault.database import Row
from desktop.vault.instants import maybe_to_micros, to_micros
from desktop.vault.metric_rows import rows_measured, stage_in
from desktop.vault.promise_rows import ProfileOf, pins_of, promises_of, storable
from desktop.vault.reader_rows import rows_of_readers
from desktop.vault.retained_rows import rows_retained

_LISTED = 500
"""Characters of a name or title that lists show; the case has them whole."""
Projected = dict[str, list[Row]]
"""Table name to the rows of one case."""


def project(case: Case, history: Sequence[Recorded], profile_of: ProfileOf) -> Projected:
    """All rows of one case, which this history makes, each table's sorted by its key."""
    chronicle = chronicle_of(history)
    promises = promises_of(case, history, profile_of, chronicle)
    urgent = most_urgent(promises.owed)
    profile = profile_of(case.policy_sha256)
    stage = stage_in(case, profile)
    return {
        "case_row": [_case_row(case, history, profile, urgent, stage)],
        "due": promises.rows(case.case_id),
        "measured": rows_measured(case, history, profile, stage, chronicle),
        "pinned": sorted((sha256, case.case_id) for sha256 in pins_of(case) if sha256 and case.open),
        "message": sorted((name, case.case_id) for name in _message_ids(history)),
        "file": sorted((sha256, case.case_id) for sha256 in _files(history)),
        "case_reader": rows_of_readers(case, profile),
        "reporter_key": sorted((*pair, case.case_id) for pair in _keys(case)),
        "retained": rows_retained(case, history),
    }


def _case_row(
    case: Case, history: Sequence[Recorded], profile: Profile | None, urgent: Reading | None, stage: Stage
) -> Row:
    severity = case.severity.level if case.severity else ""
    title = Untrusted(case.title.raw[:_LISTED])
    reporter = (case.reporter_name.raw or case.reporter_address.raw)[:_LISTED]
    searched = (case.title.raw, case.reporter_name.raw, case.reporter_address.raw, case.case_id)
    return (
        case.case_id,
        storable(title.raw),
        storable(title.line.casefold()),
        storable(reporter),
        storable("\n".join(searched).casefold()),
        "" if case.incident_only else case.grade,
        case.policy_id,
        stage,
        STAGES.index(stage),
        severity,
        _rank(severity, profile),
        case.handler,
        to_micros(case.arrived_at or history[0].occurred_at),
        maybe_to_micros(urgent.due if urgent else None),
        urgent.clock if urgent else "",
        urgent.state if urgent else "",
        int(case.open),
        case.revision,
        int(has_attachment(case)),
        int(is_embargoed(case)),
        int(is_published(case)),
        storable(case.reporter_address.raw.strip().casefold()),
        int(is_duplicate(case)),
    )


def _rank(severity: str, profile: Profile | None) -> int | None:
    levels = profile.severity.levels if profile else ()
    return levels.index(severity) if severity in levels else None


def _message_ids(history: Sequence[Recorded]) -> set[str]:
    letters = [r.event for r in history if isinstance(r.event, ReportReceived | FollowUpReceived | Sent)]
    return {storable(letter.message_id.raw) for letter in letters} - {""}


def _files(history: Sequence[Recorded]) -> set[str]:
    messages = [r.event for r in history if isinstance(r.event, ReportReceived | FollowUpReceived)]
    received = {name for message in messages for name in (message.sealed_sha256, *message.known_by)}
    sent = {recorded.event.message_sha256 for recorded in history if isinstance(recorded.event, Sent)}
    return (received | sent) - {""}


def _keys(case: Case) -> set[tuple[str, str]]:
    """The reporter's address with each key taken in that names it.

    A key speaks for the reporter of the case that it was taken in for, whatever other addresses it claims.
    """
    reporter = case.reporter_address.raw.strip()
    named = {(address_in(uid.raw), key.key_sha256) for key in case.keys for uid in key.uids}
    own = {sha256 for address, sha256 in named if same_address(address, reporter)}
    return {(storable(reporter.casefold()), sha256) for sha256 in own}
