import hashlib
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.event import Draft
from desktop.domain.events import ReportReceived
from desktop.domain.inert import Untrusted
from desktop.files import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience

CHILD = Path(__file__).with_name("vault_child.py")
ROOT = CHILD.parent.parent.parent
NOW = datetime(2026, 7, 26, 12, tzinfo=UTC)
POLICY = b"""schema = "cvd-profile/1"
[policy]
id = "tst"
code = "TST"
organisation = "Test"
product = "Test"
namespace = "https://test.example"
[[clocks]]
id = "ack"
sentence = "We answer within two days."
clauses = ["TST-1"]
starts = ["report.received"]
stops = ["ack.sent"]
within = "2d"
[[clocks]]
id = "fix"
sentence = "We fix within ninety days."
starts = ["report.received"]
stops = ["fix.released"]
within = "90d"
"""


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Bench:
    """A vault's folder, its custody with a clock that tests set, and what a report leaves in it."""

    policy = POLICY
    sha256 = staticmethod(sha256)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = NOW
        files = LocalFiles()
        slots = Keychain(SecretServiceKeyring(0.5), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
        self.custody = LocalCustody(
            SqlVaultStore(files, lambda: self.now), slots, Patience(files, lambda: self.now)
        )
        self.directory = str(folder / "team.embargo")
        self.database = folder / "team.embargo" / "vault.db"
        self._open = ExitStack()

    def make(self):
        vault, self.code = self.custody.create(self.directory, passphrase="horse", now=self.now)
        return self._open.enter_context(closing(vault))

    def open(self, directory: str = "", **options: object):
        vault = self.custody.unlock(directory or self.directory, "passphrase", "horse", **options)
        return self._open.enter_context(closing(vault))

    def report(self, vault, case_id: str, title: str = "Overflow", arrived: datetime | None = None, **fields):
        """Open a case with one report of its own; returns what was recorded."""
        policy = fields.pop("policy", POLICY)
        sealed = f"sealed {case_id} {title}".encode()
        event = ReportReceived(
            policy_id="TST",
            policy_sha256=sha256(policy),
            channel="mail",
            report_kind="pgp-mime",
            title=Untrusted(title),
            reporter_address=Untrusted(fields.pop("address", "eve@example.org")),
            reporter_name=Untrusted(fields.pop("name", "Eve")),
            grade="signed",
            arrival_source="import",
            sealed_sha256=sha256(sealed),
            message_id=Untrusted(f"<{case_id}@example.org>"),
            **fields,
        )
        blobs = {sha256(sealed): sealed, sha256(policy): policy}
        draft = Draft(event, arrived or self.now)
        return vault.append(case_id, [draft], author="hand", now=self.now, blobs=blobs)

    def act(self, vault, case_id: str | None, *events, **options: object):
        self.now += timedelta(minutes=1)
        drafts = [Draft(event, self.now) for event in events]
        return vault.append(case_id, drafts, author="hand", now=self.now, **options)

    def close(self) -> None:
        self._open.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.close()


@pytest.fixture(scope="session")
def child_command() -> list[str]:
    code = f"import sys, runpy; sys.path.insert(0, {str(ROOT)!r}); runpy.run_path({str(CHILD)!r})"
    return [sys.executable, "-c", code]


def _benches(folder: Path, names: tuple[str, ...]) -> Iterator[list[tuple[Bench, object]]]:
    found = []
    for name in names:
        (folder / name).mkdir()
        bench = Bench(folder / name)
        found.append((bench, bench.make()))
    yield found
    for bench, _ in found:
        bench.close()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[list[tuple[Bench, object]]]:
    """Two vaults, each with its bench."""
    yield from _benches(tmp_path, ("ours", "theirs"))


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[tuple[Bench, object]]]:
    yield from _benches(tmp_path, ("first", "second", "third"))
