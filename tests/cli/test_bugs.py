"""An error that nobody foresaw is told by its type alone, at whatever depth it happens."""

import logging
from pathlib import Path

import pytest

from desktop.files.local import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.openpgp.gpg import Gpg
from desktop.sandbox.parser import SandboxedParser
from desktop.vault.journal import Journal
from desktop.vault.sql_vault import SqlVault
from desktop.vault.store import SqlVaultStore
from desktop.workflows.intake import take_in_reports
from tests.checked import Figure
from tests.cli.conftest import PASSPHRASE, Embargo

CANARY = "what the stranger wrote, /home/ada/report.eml and a key"
LAYERS = [
    (LocalFiles, "read"),
    (Keychain, "open"),
    (SqlVaultStore, "open"),
    (Gpg, "open"),
    (SandboxedParser, "parse"),
    (SqlVault, "append"),
    (Journal, "append"),
    (take_in_reports, "receive_message"),
]


class StrangeError(Exception):
    """What nobody foresaw."""


@pytest.mark.checks("C36")
@pytest.mark.clause("MUS-4.1d", "TER-2.3b", "AUM-5d", "AUM-5e")
@pytest.mark.parametrize(("layer", "name"), LAYERS, ids=lambda x: x if isinstance(x, str) else x.__name__)
def test_a_bug_at_any_layer_says_its_type_and_nothing_else(
    embargo: Embargo,
    vault: Path,
    report: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    figure: Figure,
    layer: type,
    name: str,
) -> None:
    met = []

    def stumble(*_: object, **__: object) -> None:
        met.append(name)
        raise StrangeError(CANARY) from ValueError(CANARY)

    monkeypatch.setattr(layer, name, stumble)
    with caplog.at_level(logging.DEBUG):
        done = embargo("import", str(report), secret=PASSPHRASE)
    assert met
    assert done.code in (1, 5, 7)
    everything = done.out + done.err + caplog.text
    assert "stranger" not in everything
    assert "Traceback" not in everything
    assert "StrangeError" in everything
    figure("C36", f"0 of {len(LAYERS)} layers told what an exception was about")
