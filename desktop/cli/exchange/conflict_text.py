"""What handlers decided apart, as the command line tells it."""

from collections.abc import Iterator

from desktop.cli.output import ID_DIGITS, when
from desktop.domain.exchange.conflicts import Choice, Conflict
from desktop.domain.inert import Untrusted
from desktop.workflows.desk.view_case import CaseView


def conflict_lines(view: CaseView) -> Iterator[str]:
    """Each question with all its answers, and how to settle it."""
    for conflict in view.conflicts:
        yield f"Decided apart, and not settled: {conflict.words}."
        for choice in conflict.choices:
            yield f"  {_line(choice)}"
        first = conflict.choices[0].recorded.id[:ID_DIGITS]
        act = f"embargo act {view.case.case_id} conflict.settled --set kept={first}"
        yield f"  Keep one: `{act}`, or with the id of another."


def conflict_values(view: CaseView) -> list[dict[str, object]]:
    """The same for scripts."""
    return [_values(conflict) for conflict in view.conflicts]


def _line(choice: Choice) -> str:
    recorded = choice.recorded
    who = f"{recorded.author or '(nobody named)'}, {when(recorded.recorded_at)}"
    return Untrusted(f"{recorded.id[:ID_DIGITS]}  {choice.words}  ({who})").line


def _values(conflict: Conflict) -> dict[str, object]:
    return {
        "about": conflict.about,
        "of": conflict.of,
        "choices": [
            {
                "id": choice.recorded.id,
                "words": choice.words,
                "author": choice.recorded.author,
                "recorded_at": choice.recorded.recorded_at,
            }
            for choice in conflict.choices
        ],
    }
