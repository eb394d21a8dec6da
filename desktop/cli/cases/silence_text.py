"""Whether an answer of the reporter is awaited, and from when on the case may go on without it."""

from desktop.cli.output import when
from desktop.workflows.desk.view_case import CaseView


def silence_text(view: CaseView) -> list[str]:
    """A line about it, or none."""
    silence = view.silence
    if silence is None:
        return []
    asked = f"No answer to {silence.kind} of {when(silence.asked_at)}."
    if silence.accepted_at is not None:
        return [f"{asked} The case goes on without it since {when(silence.accepted_at)}."]
    if silence.may_go_on(view.at):
        act = f"`embargo act {view.case.case_id} silence.accepted` records that"
        return [f"{asked} The case may go on without it since {when(silence.until)}: {act}."]
    return [f"{asked} Without one, the case may go on from {when(silence.until)}."]


def silence_values(view: CaseView) -> dict[str, object] | None:
    """The same for scripts."""
    silence = view.silence
    if silence is None:
        return None
    return {
        "letter": silence.letter,
        "event": silence.kind,
        "asked_at": silence.asked_at,
        "may_go_on_at": silence.until,
        "may_go_on": silence.may_go_on(view.at),
        "accepted_at": silence.accepted_at,
    }
