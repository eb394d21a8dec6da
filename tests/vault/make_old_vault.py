"""Make a vault with the code of today, to be kept for the code of later: see old_vaults/README.md.

`python -m tests.vault.make_old_vault` writes one for the newest schema. Nothing here leans on what an older
tree does not have: an event that its code does not know is passed over, and so is a fact of a case. So the
same file makes vaults of older schemas, with `PYTHONPATH` set to a tree of that time.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.inert import Untrusted
from desktop.vault import migration
from tests.vault.conftest import Bench

try:
    from desktop.domain.fold import fold
except ModuleNotFoundError:  # where it lay in trees up to schema 5
    from desktop.domain.case import fold

SHELF = Path(__file__).with_name("old_vaults")
CASES = ("TST-2026-0000010", "TST-2026-0000020", "TST-2026-0000030")
SEALED_ATTACHMENT = b"an attachment that no page holds whole " * 200
UTC_DAY = datetime(2026, 9, 1, 12, tzinfo=UTC)
ACTS = (
    (0, "AckSent", {}),
    (0, "HandlerAssigned", {"handler": "Ada Handler"}),
    (0, "NoteAdded", {"text": "the parser trusts a quokkalength field"}),
    (0, "ReproductionTried", {"outcome": "reproduced", "steps": "as told", "environment": "Debian"}),
    (0, "ReportConfirmed", {"rationale": "seen"}),
    (0, "SeveritySet", {"level": "high", "rationale": "reachable", "cwe": "CWE-787"}),
    (0, "AffectedListed", {"vendor": "Acme", "product": "Widget", "affected": (">=1.0, <1.4",)}),
    (0, "FixPrepared", {"product": "Widget", "fixed_in": "1.4"}),
    (0, "CreditRecorded", {"choice": "alias", "name": "eve", "ground": "she wrote so"}),
    (0, "DisclosureAgreed", {"publish_at": UTC_DAY, "parties": ("us", "Eve"), "evidence": "a letter"}),
    (0, "PersonNamed", {"name": "Cora", "part": "coordinator", "address": "cora@example.net"}),
    (0, "ConditionAnswered", {"policy_id": "TST", "condition": "x", "applies": True, "ground": "so"}),
    (1, "HandlerAssigned", {"handler": "Ben Handler"}),
    (1, "ReportRejected", {"reason": "out-of-scope", "explanation": "another product"}),
    (1, "CaseClosed", {"reason": "rejected"}),
    (2, "NoteAdded", {"text": "written by mistake"}),
    (2, "StatusSent", {}),
    (None, "HandlerNamed", {"name": "Ada Handler"}),
    (None, "HolidayAdded", {"policy_id": "TST", "on": UTC_DAY.date(), "name": "a day off"}),
    (None, "ProductListed", {"vendor": "Acme", "product": "Widget"}),
)


def make(shelf: Path, code: str) -> None:
    """Write the vault and what it holds, by its own account, to a new folder."""
    target = shelf / f"{migration.newest():04}"
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(Path(scratch))
        vault = bench.make()
        _work(bench, vault)
        vault.backup(str(bench.folder / "backup"), author="hand", now=bench.now)
        account = {"made_with": code, "schema": migration.newest(), **account_of(vault)}
        bench.close()
        for name in ("vault.db", "slots.json"):
            shutil.copyfile(bench.database.with_name(name), target / name)
        manifest = json.loads((bench.folder / "backup" / "manifest.json").read_bytes())
        kept = shelf / f"backup-{manifest['format']}"
        if not kept.exists():
            shutil.copytree(bench.folder / "backup", kept)
            (kept / "expected.json").write_text(_written(account))
    (target / "expected.json").write_text(_written(account))


def _written(account: dict[str, object]) -> str:
    return json.dumps(account, indent=1, sort_keys=True) + "\n"


def _work(bench: Bench, vault) -> None:
    digest = bench.sha256(SEALED_ATTACHMENT)
    for number, case_id in enumerate(CASES):
        attached = {"attachments": (digest,)} if number == 0 else {}
        blobs = {digest: SEALED_ATTACHMENT}
        vault.append(
            None, [Draft(e.HandlerNamed("hand"), bench.now)], author="hand", now=bench.now, blobs=blobs
        )
        bench.report(vault, case_id, f"Overflow number {number}", **attached)
        bench.now += timedelta(days=1)
    for place, name, fields in ACTS:
        try:
            event = getattr(e, name)(**fields)
        except (AttributeError, TypeError):
            continue  # not known then
        recorded = bench.act(vault, None if place is None else CASES[place], event)
        if fields.get("text") == "written by mistake":
            bench.act(vault, CASES[place], e.EventUndone(recorded[-1].id))
    vault.keep_draft("letter", b"Dear Eve, we are")


def account_of(vault) -> dict[str, object]:
    """What a vault holds, in words that a later version can be held to."""
    database = vault._database
    writer, sequence, head = database.rows("SELECT writer, sequence, head FROM chain")[0]
    histories = {case_id: vault.history(case_id) for case_id in CASES}
    return {
        "vault_id": vault._journal.fact("vault-id"),
        "writer": writer,
        "head": [sequence, head],
        "events": vault._journal.size(),
        "cases": {case_id: facts_of(fold(history)) for case_id, history in histories.items()},
        "kinds": {
            case_id: [type(one.event).__name__ for one in history] for case_id, history in histories.items()
        },
        "due": sorted([row.case_id, row.clock, row.due.isoformat()] for row in vault.due(0, 1000) if row.due),
        "blobs": sorted(row[0] for row in database.rows("SELECT sha256 FROM blob")),
        "draft": vault.draft("letter").decode(),
    }


def facts_of(case) -> dict[str, object]:
    """Some of what a case says of itself."""
    asked = {
        "title": lambda: _plain(case.title),
        "reporter": lambda: _plain(case.reporter_address),
        "grade": lambda: case.grade,
        "handler": lambda: case.handler,
        "arrived": lambda: f"{case.arrived_at:%Y-%m-%dT%H:%M%z}",
        "revision": lambda: case.revision,
        "policy": lambda: case.policy_sha256,
        "notes": lambda: list(case.notes),
        "severity": lambda: [case.severity.level, case.severity.cwe] if case.severity else None,
        "products": lambda: [[one.product, *one.affected] for one in case.products],
        "fixes": lambda: [[one.product, one.fixed_in] for one in case.fixes],
        "rejected": lambda: case.rejected.reason if case.rejected else None,
        "closed": lambda: case.closed.reason if case.closed else None,
        "agreed": lambda: [one.publish_at.isoformat() for one in case.agreements],
        "named": lambda: [one.name for one in case.named],
        "tries": lambda: [one.outcome for one in case.tries],
    }
    facts = {}
    for name, ask in asked.items():
        try:
            facts[name] = ask()
        except AttributeError:
            continue  # not known then
    return facts


def _plain(text: Untrusted | str) -> str:
    return text.raw if isinstance(text, Untrusted) else text


if __name__ == "__main__":
    tree = Path(migration.__file__).parents[2]
    commit = ["git", "-C", str(tree), "rev-parse", "HEAD"]
    named = sys.argv[1] if len(sys.argv) > 1 else subprocess.check_output(commit, text=True).strip()
    make(SHELF, named)
