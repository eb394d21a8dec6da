"""What only a vault and its copies can make."""

from contextlib import closing

from desktop.vault.remote import RemoteCustody

PURPOSE = "names of drafts about TST-2026-0000010"


def test_a_secret_outlives_locking_and_is_another_in_another_vault(bench, tmp_path):
    secret = bench.make().secret_for(PURPOSE)
    bench.close()
    assert bench.open(read_only=True).secret_for(PURPOSE) == secret
    (tmp_path / "else").mkdir()
    other = type(bench)(tmp_path / "else")
    with closing(other.make()) as vault:
        assert vault.secret_for(PURPOSE) != secret
    other.close()


def test_a_restored_vault_makes_the_same_secret_and_no_file_beside_it_tells_it(bench):
    vault = bench.make()
    backup, restored = bench.folder / "backup", bench.folder / "restored.embargo"
    vault.backup(str(backup), author="hand", now=bench.now)
    secret = vault.secret_for(PURPOSE)
    assert all(secret.encode() not in path.read_bytes() for path in backup.iterdir())
    bench.close()
    bench.custody.restore(str(backup), str(restored))
    assert bench.open(str(restored)).secret_for(PURPOSE) == secret


def test_the_process_that_holds_the_key_makes_it(bench, child_command):
    secret = bench.make().secret_for(PURPOSE)
    bench.close()
    custody = RemoteCustody(child_command)
    with closing(custody), closing(custody.unlock(bench.directory, "passphrase", "horse")) as remote:
        assert remote.secret_for(PURPOSE) == secret
