"""Signatures of many documents: one start of gpg for the good, and the same answer as one by one for all."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.openpgp import Gpg, engine
from desktop.openpgp.child import Argument, Outcome
from desktop.openpgp.status import Status, read_status
from desktop.openpgp.together import AT_ONCE, _in_brackets
from desktop.workflows.ports import Silent
from tests.people import Person, run_gpg, someone

SILENT = Silent()


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[Argument]]:
    """Every start of gpg."""
    seen: list[Sequence[Argument]] = []
    converse = engine.converse

    def counted(words: Sequence[Argument], *rest: object, **named: object) -> Outcome:
        seen.append(words)
        return converse(words, *rest, **named)

    monkeypatch.setattr(engine, "converse", counted)
    return seen


def signed_by(person: Person, count: int) -> list[tuple[bytes, bytes]]:
    texts = [b"document %d\n" % number * 20_000 for number in range(count)]
    return [(text, person.sign(text)) for text in texts]


def verdicts(gpg: Gpg, pairs: Sequence[tuple[bytes, bytes]], *known: bytes) -> list[str]:
    """Verified together, and the same one by one."""
    checks = gpg.verify_all(pairs, known_keys=known, progress=SILENT)
    for pair, check in zip(pairs, checks, strict=True):
        if check.signers and check.signers[0].fingerprint:
            assert gpg.verify(*pair, known_keys=known, progress=SILENT) == check
    return [check.verdict for check in checks]


def test_good_signatures_cost_one_start_for_many(
    gpg: Gpg, reporter: Person, calls: list[Sequence[Argument]]
) -> None:
    pairs = signed_by(reporter, AT_ONCE + 1)
    _ = gpg.version
    calls.clear()
    checks = gpg.verify_all(pairs, known_keys=(reporter.public,), progress=SILENT)
    assert {check.verdict for check in checks} == {"good"}
    assert {signer.fingerprint for check in checks for signer in check.signers} == {reporter.fingerprint}
    assert len(calls) == 4, "the key, sixteen documents, the last one, the listing"


@pytest.mark.parametrize("spoilt", [0, 1, 2])
def test_a_bad_one_among_good_ones_is_the_only_bad_one(gpg: Gpg, reporter: Person, spoilt: int) -> None:
    pairs = signed_by(reporter, 3)
    pairs[spoilt] = (pairs[spoilt][0] + b"!", pairs[spoilt][1])
    expected = ["good"] * 3
    expected[spoilt] = "not-good"
    assert verdicts(gpg, pairs, reporter.public) == expected


def test_signatures_that_were_exchanged_are_bad(gpg: Gpg, reporter: Person) -> None:
    (one, first), (two, second) = signed_by(reporter, 2)
    assert verdicts(gpg, [(one, second), (two, first)], reporter.public) == ["not-good", "not-good"]


def test_what_is_no_signature_spoils_no_other(gpg: Gpg, reporter: Person) -> None:
    pairs = [*signed_by(reporter, 2), (b"text", b"no signature")]
    assert verdicts(gpg, pairs, reporter.public) == ["good", "good", "not-good"]


def test_an_unknown_key_is_known_to_none(gpg: Gpg, reporter: Person) -> None:
    assert verdicts(gpg, signed_by(reporter, 2)) == ["not-good", "not-good"]


def test_what_was_made_just_now_is_judged_by_the_key_as_it_was_looked_up(
    gpg: Gpg, intake: Person, reporter: Person, calls: list[Sequence[Argument]]
) -> None:
    texts = [b"one", b"two"]
    made = gpg.sign_all(texts, intake.fingerprint, progress=SILENT)
    pairs = list(zip(texts, made.signatures, strict=True))
    calls.clear()
    checks = gpg.verify_all(pairs, known_keys=(intake.public,), made=made, progress=SILENT)
    assert [check.verdict for check in checks] == ["good", "good"]
    assert len(calls) == 2, "the key, and both documents"
    calls.clear()
    again = gpg.verify_all(pairs, known_keys=(intake.public,), made=made, progress=SILENT)
    assert again == checks
    assert len(calls) == 1, "the key is imported once"
    others = signed_by(reporter, 1)
    (check,) = gpg.verify_all(others, known_keys=(reporter.public,), made=made, progress=SILENT)
    assert [signer.fingerprint for signer in check.signers] == [reporter.fingerprint]
    assert gpg.verify_all(others, known_keys=(reporter.public,), progress=SILENT) == (check,)
    pairs[0] = (b"another one", made.signatures[0])
    checks = gpg.verify_all(pairs, known_keys=(intake.public,), made=made, progress=SILENT)
    assert [check.verdict for check in checks] == ["not-good", "good"]


def test_nothing_stays_of_the_keys_that_were_imported(
    intake: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_in: list[Path] = []
    mkdtemp = tempfile.mkdtemp

    def noted(**named: str) -> str:
        made_in.append(Path(mkdtemp(**named)))
        return str(made_in[-1])

    monkeypatch.setattr(tempfile, "mkdtemp", noted)
    gpg = Gpg(intake.home)
    made = gpg.sign_all([b"one"], intake.fingerprint, progress=SILENT)
    pairs = [(b"one", *made.signatures)]
    for _ in range(3):
        gpg.verify_all(pairs, known_keys=(intake.public,), made=made, progress=SILENT)
    (folder,) = made_in
    left = {path.name: path.is_symlink() for path in folder.iterdir()}
    assert sorted(name for name, is_link in left.items() if not is_link) == [
        "in-use",
        "pubring.kbx",
        "pubring.kbx~",
    ]
    assert sorted(name for name, is_link in left.items() if is_link) == ["0", "0.sig"]
    shutil.rmtree(folder)
    (check,) = gpg.verify_all(pairs, known_keys=(intake.public,), made=made, progress=SILENT)
    assert check.verdict == "good"
    gpg.close()
    assert len(made_in) == 2
    assert not any(path.exists() for path in made_in)


def test_what_a_copy_of_the_home_knows_of_a_key_counts(gpg: Gpg, intake: Person) -> None:
    """The copy at hand is older, and does not know that the key has expired."""
    with someone("Nia Newer", "nia@newer.example") as nia:
        old, pairs = nia.public, signed_by(nia, 2)
        run_gpg(intake.home, "--import", data=old)
        assert verdicts(gpg, pairs, old) == ["good", "good"]
        run_gpg(nia.home, "--quick-set-expire", nia.fingerprint, "seconds=1")
        run_gpg(intake.home, "--import", data=nia.public)
        while gpg.read_keys(nia.public)[0].state != "expired":
            time.sleep(0.1)
        assert verdicts(gpg, pairs, old) == ["not-good", "not-good"]


GOOD = (
    b"[GNUPG:] FILE_START 1 /a.sig\n[GNUPG:] NEWSIG\n[GNUPG:] FILE_DONE\n"
    b"[GNUPG:] FILE_START 1 /b.sig\n[GNUPG:] NEWSIG\n[GNUPG:] FILE_DONE\n"
)


def test_what_was_said_of_each_file_stands_in_its_brackets() -> None:
    assert _in_brackets(read_status(GOOD), ["/a.sig", "/b.sig"]) == [[Status("NEWSIG")]] * 2


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[GNUPG:] NEWSIG\n" + GOOD,
        GOOD + b"[GNUPG:] NEWSIG\n",
        GOOD.replace(b"/b.sig", b"/a.sig"),
        GOOD.replace(b"[GNUPG:] FILE_DONE\n", b"", 1),
        GOOD.removesuffix(b"[GNUPG:] FILE_DONE\n"),
        GOOD[: len(GOOD) // 2],
        GOOD + GOOD,
    ],
)
def test_words_outside_the_brackets_count_for_nothing(said: bytes) -> None:
    assert _in_brackets(read_status(said), ["/a.sig", "/b.sig"]) is None
