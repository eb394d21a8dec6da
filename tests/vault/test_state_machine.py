"""Any order of what can be done to a vault, against a model of it in plain Python."""

import copy
import os
import shutil
import signal
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import CaseChanged, Unreadable, VaultInUse, WriteFailed
from desktop.domain.filters import read_filter
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.workflows.vault_ports import CaseDrafts, CaseQuery
from tests.vault.conftest import Bench
from tests.vault.test_durability import in_child

WORDS = ("quokka", "narwhal", "ocelot")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
contents = st.binary(min_size=1, max_size=40_000)
numbers = st.integers(0, 1_000)


@dataclass
class Told:
    """A case as the model knows it."""

    arrived: datetime
    entries: list[str]
    """The kinds of its entries."""
    notes: dict[int, str] = field(default_factory=dict)
    """By their place among the entries: those that stand."""


@dataclass
class Model:
    """All that a vault was told."""

    cases: dict[str, Told] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    drafts: dict[str, bytes] = field(default_factory=dict)
    of_vault: int = 0
    writers: int = 1


class VaultMachine(RuleBasedStateMachine):
    """Acts on a real vault and on the model alike."""

    def __init__(self) -> None:
        super().__init__()
        self.scratch = Path(tempfile.mkdtemp())
        self.bench = Bench(self.scratch)
        self.model = Model()
        self.backups: list[tuple[str, Model]] = []
        self.places = 0

    @initialize()
    def make(self) -> None:
        self.vault = self.bench.make()
        self.model.of_vault = len(self.vault.vault_history())

    def teardown(self) -> None:
        self.require_equal(self.vault, self.model)
        assert self.vault.verify().sound
        self.bench.close()
        shutil.rmtree(self.scratch)

    def chosen(self, number: int) -> str:
        return sorted(self.model.cases)[number % len(self.model.cases)]

    def somewhere(self) -> str:
        self.places += 1
        return str(self.scratch / f"place-{self.places}")

    def reopen(self) -> None:
        self.vault.close()
        self.vault = self.bench.open()

    # --- acts ------------------------------------------------------------------------------------------

    @rule()
    def open_a_case(self) -> None:
        case_id = f"TST-2026-{len(self.model.cases):07}"
        self.bench.now += timedelta(hours=1)
        (recorded,) = self.bench.report(self.vault, case_id)
        self.model.cases[case_id] = Told(recorded.occurred_at, ["report.received"])

    @precondition(lambda self: self.model.cases)
    @rule(number=numbers, text=texts)
    def note(self, number: int, text: str) -> None:
        case_id = self.chosen(number)
        told = self.model.cases[case_id]
        self.bench.act(self.vault, case_id, e.NoteAdded(text), revision=len(told.entries))
        self.noted(told, text)

    def noted(self, told: Told, text: str) -> None:
        told.notes[len(told.entries)] = text
        told.entries.append("note.added")

    @precondition(lambda self: self.model.cases)
    @rule(number=numbers, content=contents, whole=st.booleans())
    def add_a_file(self, number: int, content: bytes, whole: bool) -> None:
        case_id = self.chosen(number)
        told, digest = self.model.cases[case_id], self.bench.sha256(content)
        event = e.EvidenceAdded(Untrusted("poc"), "poc", len(content), digest, "application/octet-stream")
        pieces = [content[:1000], content[1000:]] if whole else [content[:-1]]
        given = {"author": "hand", "now": self.bench.now, "revision": len(told.entries)}
        try:
            self.vault.append_file(case_id, [Draft(event, self.bench.now)], digest, pieces, **given)
        except Unreadable:
            assert not whole
            return
        assert whole or digest in self.model.blobs  # what is there already is not taken again
        self.model.blobs[digest] = content
        told.entries.append("evidence.added")

    @precondition(lambda self: len(self.model.cases) > 1)
    @rule(number=numbers, text=texts, stale=st.booleans())
    def note_in_two_cases(self, number: int, text: str, stale: bool) -> None:
        pair = [self.chosen(number), self.chosen(number + 1)]
        draft = (Draft(e.NoteAdded(text), self.bench.now),)
        seen = [len(self.model.cases[case_id].entries) for case_id in pair]
        parts = [CaseDrafts(case_id, draft, at) for case_id, at in zip(pair, seen, strict=True)]
        if stale:
            parts[1] = CaseDrafts(pair[1], draft, seen[1] - 1)
            with pytest.raises(CaseChanged):
                self.vault.append_together(parts, author="hand", now=self.bench.now)
            return
        self.vault.append_together(parts, author="hand", now=self.bench.now)
        for case_id in pair:
            self.noted(self.model.cases[case_id], text)

    @precondition(lambda self: any(told.notes for told in self.model.cases.values()))
    @rule(number=numbers)
    def undo_a_note(self, number: int) -> None:
        noted = sorted(case_id for case_id, told in self.model.cases.items() if told.notes)
        case_id = noted[number % len(noted)]
        told = self.model.cases[case_id]
        place = max(told.notes)
        event_id = self.vault.history(case_id)[place].id
        self.bench.act(self.vault, case_id, e.EventUndone(event_id))
        del told.notes[place]
        told.entries.append("event.undone")

    @precondition(lambda self: self.model.cases)
    @rule(number=numbers)
    def act_on_what_has_changed(self, number: int) -> None:
        case_id = self.chosen(number)
        seen = len(self.model.cases[case_id].entries)
        with pytest.raises(CaseChanged):
            self.bench.act(self.vault, case_id, e.NoteAdded("late"), revision=seen + 1)

    @rule(key=st.sampled_from("ab"), content=contents | st.just(b""))
    def keep_a_draft(self, key: str, content: bytes) -> None:
        self.vault.keep_draft(key, content)
        self.model.drafts[key] = content

    # --- keeping ---------------------------------------------------------------------------------------

    @rule()
    def lock_and_unlock(self) -> None:
        self.reopen()

    @precondition(lambda self: self.model.cases)
    @rule(number=numbers, text=texts, acknowledged=st.integers(0, 3))
    def die_within_a_commit(self, number: int, text: str, acknowledged: int) -> None:
        case_id = self.chosen(number)
        self.vault.close()

        def work() -> None:
            vault = self.bench.open()
            for _ in range(acknowledged):
                self.bench.act(vault, case_id, e.NoteAdded(text))
            vault._database._require_same_file = lambda: os.kill(os.getpid(), signal.SIGKILL)
            self.bench.act(vault, case_id, e.NoteAdded("never acknowledged"))

        assert in_child(work) == -signal.SIGKILL
        self.bench.now += timedelta(minutes=10)
        self.vault = self.bench.open()
        for _ in range(acknowledged):
            self.noted(self.model.cases[case_id], text)

    @rule()
    def read_beside_the_writer(self) -> None:
        with closing(self.bench.open(read_only=True)) as reader:
            self.require_equal(reader, self.model)
            with pytest.raises(WriteFailed):
                self.bench.act(reader, None, e.HandlerNamed("nobody"))

    @rule()
    def write_beside_the_writer(self) -> None:
        with pytest.raises(VaultInUse):
            self.bench.open()

    @rule()
    def back_up(self) -> None:
        place = self.somewhere()
        self.backups.append((place, copy.deepcopy(self.model)))
        self.vault.backup(place, author="hand", now=self.bench.now)
        self.model.of_vault += 1

    @precondition(lambda self: self.backups)
    @rule(number=numbers)
    def go_on_from_a_backup(self, number: int) -> None:
        place, model = self.backups[number % len(self.backups)]
        self.vault.close()
        self.move_to(self.somewhere(), copy.deepcopy(model))
        self.bench.custody.restore(place, self.bench.directory)
        self.vault = self.bench.open()

    @rule()
    def go_on_in_a_copy(self) -> None:
        self.vault.close()
        place = self.somewhere()
        shutil.copytree(self.bench.directory, place)
        self.move_to(place, self.model)
        self.vault = self.bench.open()

    def move_to(self, place: str, model: Model) -> None:
        self.bench.directory, self.model = place, model
        model.writers += 1
        model.of_vault += 1

    @rule()
    def verify(self) -> None:
        assert self.vault.verify().sound

    # --- what must be so -------------------------------------------------------------------------------

    @invariant()
    def everything_is_there(self) -> None:
        if hasattr(self, "vault"):
            self.require_equal(self.vault, self.model)

    def require_equal(self, vault, model: Model) -> None:
        assert len(vault.vault_history()) == model.of_vault
        assert vault._database.value("SELECT count(*) FROM chain") == model.writers
        assert [row.case_id for row in vault.cases(CaseQuery(order="case_id"), 0, 1000).rows] == sorted(
            model.cases
        )
        deadlines = {row.case_id: row.due for row in vault.due(0, 1000) if row.clock == "fix"}
        assert deadlines == {c: told.arrived + timedelta(days=90) for c, told in model.cases.items()}
        for case_id, told in model.cases.items():
            history = vault.history(case_id)
            assert [one.event.kind for one in history] == told.entries
            assert list(fold(history).notes) == [told.notes[place] for place in sorted(told.notes)]
        for word in WORDS:
            found = vault.cases(CaseQuery(wanted=read_filter(word)), 0, 1000).rows
            assert {row.case_id for row in found} >= {
                case_id for case_id, told in model.cases.items() if word in " ".join(told.notes.values())
            }
        assert all(vault.blob(name) == content for name, content in model.blobs.items())
        assert all(vault.draft(key) == content for key, content in model.drafts.items())


@pytest.mark.checks("E49", "E53", "E57", "F67")
@pytest.mark.parametrize(("examples", "steps"), [(6, 16), pytest.param(150, 50, marks=pytest.mark.soak)])
def test_a_vault_does_what_its_model_does(examples: int, steps: int, figure):
    run_state_machine_as_test(
        VaultMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
    figure("E57", f"{examples} histories of up to {steps} steps were as the model of a vault has them")
