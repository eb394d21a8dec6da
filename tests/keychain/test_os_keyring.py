"""The OS keyring: one trusted backend, or a sentence and the passphrase."""

import logging
import sys
import time
from pathlib import Path

import pytest
import secretstorage

from desktop.domain.failures import KeyringUnavailable
from desktop.keychain.os_keyring import SecretServiceKeyring

keyring = SecretServiceKeyring()


def test_a_secret_is_kept_and_forgotten(secret_service: str):
    assert keyring.available
    keyring.keep("vault/slot", "secret")
    keyring.keep("vault/slot", "newer")
    assert keyring.recall("vault/slot") == "newer"
    keyring.forget("vault/slot")
    assert keyring.recall("vault/slot") is None
    keyring.forget("vault/slot")


def test_no_keyring_is_said(bare_bus: str):
    assert not keyring.available
    with pytest.raises(KeyringUnavailable, match="missing, locked or refused") as caught:
        keyring.keep("vault/slot", "secret")
    assert "passphrase or recovery code" in caught.value.advice


def test_no_bus_at_all_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/absent")
    assert not keyring.available


@pytest.mark.checks("D43")
def test_a_keyring_that_hangs_is_given_up(silent_secret_service: str):
    began = time.monotonic()
    with pytest.raises(KeyringUnavailable, match=r"within 0\.3 s"):
        SecretServiceKeyring(timeout_s=0.3).recall("vault/slot")
    assert time.monotonic() - began < 30


@pytest.mark.checks("D43")
def test_a_locked_keyring_whose_question_is_dismissed_is_said(lockable_secret_service: str):
    # nobody answers prompts on this bus, which is what dismissing one amounts to
    keyring.keep("vault/slot", "secret")
    with secretstorage.dbus_init() as bus:
        secretstorage.get_default_collection(bus).lock()
    with pytest.raises(KeyringUnavailable):
        keyring.recall("vault/slot")


@pytest.mark.checks("D42")
def test_the_environment_chooses_no_other_keyring(
    secret_service: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # neither variable nor file makes us import what they name
    (tmp_path / "foreign_keyring.py").write_text("raise SystemExit('imported')")
    config = tmp_path / "config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=foreign_keyring.Keyring\nkeyring-path={tmp_path}\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "foreign_keyring.Keyring")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/no/such/collection")
    monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "foreign")
    keyring.keep("vault/slot", "secret")
    assert keyring.recall("vault/slot") == "secret"
    assert "foreign_keyring" not in sys.modules


@pytest.mark.checks("D42")
@pytest.mark.parametrize("backend", ["fail", "null", "chainer"])
def test_no_other_backend_is_ever_used(backend: str, bare_bus: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"keyring.backends.{backend}.Keyring")
    with pytest.raises(KeyringUnavailable):
        keyring.keep("vault/slot", "secret")


@pytest.mark.clause("MUS-7.1d", "AUM-5d")
def test_nothing_secret_is_logged(secret_service: str, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        keyring.keep("vault/slot", "a-canary-of-a-secret")
    assert "canary" not in caplog.text
