"""import: opens cases from whatever holds reports, and says of every item what became of it."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from desktop.cli.intake.given_input import GivenInput
from desktop.cli.intake.import_progress import ImportProgress
from desktop.cli.intake.several_files import outcome_of
from desktop.cli.output import print_json, print_line, print_text, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Cancelled, Exit, RefusedByPolicy
from desktop.workflows.intake.find_reports import Source, find_reports
from desktop.workflows.intake.receive_report import Received
from desktop.workflows.intake.take_in_reports import STDIN, Intake, Outcome
from desktop.workflows.ports import Files

_TAKEN = ("opened", "followed-up")
"""Outcomes by which something came into the vault."""
_SHOWN = 3
"""So many recipients of a message are named."""


def import_reports(parsed: argparse.Namespace, program: Program) -> int:
    """Open cases; each item has an outcome of its own, and one that fails stops no other."""
    progress = ImportProgress()
    given = GivenInput(progress.waiting)
    with open_desk(parsed, program) as desk:
        sources = [source for path in parsed.paths for source in _sources(desk.tools.files, path)]
        told = Told(sources, as_json=parsed.json, all_named=not parsed.resume)
        cancelled = False
        try:
            with progress.stoppable():
                for source, outcome in _take(Intake(desk, parsed.policy), given, sources, progress):
                    progress.finish()
                    told.tell(source, outcome)
        except (Cancelled, KeyboardInterrupt):
            cancelled = True
        progress.finish()
    told.finish()
    if cancelled or told.broken is not None:
        say(told.stopped)
        return Exit.CANCELLED if told.broken is None else told.broken
    return outcome_of(told.exits or [Exit.DONE])


def _sources(files: Files, path: str) -> list[Source]:
    return [Source(STDIN)] if path == "-" else find_reports(files, Path(path))


def _take(
    intake: Intake, given: GivenInput, sources: list[Source], progress: ImportProgress
) -> Iterator[tuple[Source, Outcome]]:
    """What becomes of each item, until the vault itself fails: every further one would meet that too."""
    for place, source in enumerate(sources, start=1):
        if source.path is STDIN:
            shown = given.look()
            outcomes = given.take(intake, shown, progress)
        else:
            shown, outcomes = source, intake.take_source(source, progress, place, len(sources))
        for outcome in outcomes:
            yield shown, outcome
            if outcome.ends_all:
                return


class Told:
    """What the person is told of the items, and what is to be said at the end.

    As JSON, files give one object for one and an array for several; as soon as something holds several items,
    each item is an object on a line of its own, printed when it is done.
    """

    def __init__(self, sources: list[Source], *, as_json: bool, all_named: bool) -> None:
        self._sources = [source for source in sources if not source.left_out]
        self._as_json = as_json
        self._by_line = any(source.holds_several for source in sources)
        self._all_named = all_named
        self._documents: list[dict[str, object]] = []
        self._passed_over = 0
        self._left_out = 0
        self._taken = 0
        self.exits: list[Exit] = []
        self.broken: Exit | None = None
        """How the program ends because the vault itself failed."""

    def tell(self, source: Source, outcome: Outcome) -> None:
        """One item is done."""
        if source.holds_several and not self._by_line:
            self._go_on_by_line()
        if outcome.left_out:
            self._left_out += outcome.left_out
            return
        document = _document(source, outcome)
        for words in _words(document, outcome):
            say(words)
        self._taken += outcome.outcome in _TAKEN
        if outcome.outcome != "skipped":
            self.exits.append(outcome.failure.exit if outcome.failure is not None else _exit(outcome))
        if outcome.ends_all:
            self.broken = self.exits[-1]
        self._show(document, outcome)

    def _show(self, document: dict[str, object], outcome: Outcome) -> None:
        if self._as_json and self._by_line:
            print_line(document)
        elif self._as_json:
            self._documents.append(document)
        elif outcome.outcome == "already-there" and not self._all_named:
            self._passed_over += 1
        elif outcome.outcome != "skipped":
            print_text(f"{document['outcome']:<14} {document['case'] or '-':<20} {_shown(document)}")

    def _go_on_by_line(self) -> None:
        """Standard input turned out to hold several items."""
        self._by_line = True
        for document in self._documents:
            print_line(document)

    def finish(self) -> None:
        """Nothing more comes."""
        if self._as_json and not self._by_line:
            alone = len(self._documents) == len(self._sources) == 1
            print_json(self._documents[0] if alone else self._documents)
        if self._passed_over:
            say(f"{self._passed_over} were there already.")
        if self._left_out:
            say(f"{self._left_out} other files hold nothing that Embargo takes for a report.")

    @property
    def stopped(self) -> str:
        """How far it went."""
        if self._by_line:
            return f"Stopped: {self._taken} items were taken in. Import again with --resume to go on."
        return f"Stopped: {self._taken} of {len(self._sources)} files were taken in."


def _document(source: Source, outcome: Outcome) -> dict[str, object]:
    """The keys that scripts rely on; `item` counts within what holds several."""
    failure = outcome.failure or _refusal_of_sent(outcome.received)
    return {
        "file": shown_path(source.path),
        **({"item": outcome.item} if source.holds_several else {}),
        "outcome": "refused" if failure is not None else outcome.outcome,
        "case": "" if failure is not None else outcome.case_id,
        "code": failure.code if failure is not None else "",
        "message": failure.message if failure is not None else outcome.words,
        "advice": failure.advice if failure is not None else "",
        "warning": _without_policy(outcome.received),
    }


def _words(document: dict[str, object], outcome: Outcome) -> Iterator[str]:
    """What is said beside the data."""
    failure = outcome.failure or _refusal_of_sent(outcome.received)
    if failure is not None:
        yield f"embargo: {_shown(document)}: {failure}"
    if outcome.received is not None and outcome.received.kept_apart_from:
        named = ", ".join(outcome.received.kept_apart_from)
        yield f"{_shown(document)}: It names {named}, whose reporter is somebody else: a case of its own."
    if outcome.received is not None and outcome.received.automatic:
        yield f"{_shown(document)}: {_of_machine(outcome.received)}"
    if outcome.words:
        yield f"{_shown(document)}: Passed over. {outcome.words}"
    if document["warning"]:
        yield f"{_shown(document)}: {document['warning']}"


def _of_machine(received: Received) -> str:
    """What it means that no person wrote this."""
    if not received.bounce:
        return "A machine wrote it: it answers nothing, and opens no closed case."
    act = f"`embargo act {received.case_id} reporter.unreachable --note TEXT`"
    return f"A letter came back undelivered. If nobody can be reached, record that: {act}."


def _shown(document: dict[str, object]) -> str:
    item = f" #{document['item']}" if document.get("item") else ""
    return f"{document['file']}{item}"


def _exit(outcome: Outcome) -> Exit:
    return Exit.POLICY if outcome.outcome == "sent-copy" else Exit.DONE


def _refusal_of_sent(received: Received | None) -> RefusedByPolicy | None:
    if received is None or received.sent is None:
        return None
    return RefusedByPolicy(
        f"This looks like a letter that went out about {received.case_id}, not like a report.",
        advice="Record it with `embargo letter CASE KIND --sent FILE`, or name a policy to take it in.",
    )


def _without_policy(received: Received | None) -> str:
    """That the policy was not chosen by an address, so that it may be the wrong one; "" where it was."""
    if received is None or received.report is None or not received.fallback:
        return ""
    names = [address.line for address in received.report.recipients]
    shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    what = f"No policy names the address {shown}" if names else "The report names no recipient"
    return f"{what}: taken under {received.fallback}, which this vault falls back to."
