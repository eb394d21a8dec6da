"""What is known of addresses and keys over all cases: the fake vault keeps it as the real one does."""

import msgspec

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report, Reporter, SignatureCheck, Signer
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.vault_ports import Vault
from tests.workflows.desks import CASE, NOW, REPORTER, desk_on, later, receive, tell
from tests.workflows.test_vault_contract import case_id, open_case, put

KEY, OTHER = "AB12" * 10, "CD34" * 10


def write(
    vault: Vault, number: int, address: str, key: str, *, state: str = "good", offered: str = ""
) -> None:
    nobody = Untrusted("")
    report = msgspec.json.encode(
        Report(
            kind="pgp-mime",
            encryption="decrypted",
            signature=SignatureCheck("good", (Signer(key, (), state, ""),) if key else ()),  # type: ignore[arg-type]
            reporter=Reporter(nobody, nobody, "signed"),
            subject=nobody,
            text=nobody,
            offered=(offered,) if offered else (),
        )
    )
    event = e.FollowUpReceived(Untrusted(address), "signed", Untrusted("Re"), report_sha256=sha256(report))
    put(vault, number, event, blobs=(report,))


def told(vault: Vault, **wanted: str) -> list[tuple[str, str, int, tuple[str, ...]]]:
    return [(s.address, s.fingerprint, s.cases, s.case_ids) for s in vault.sightings(**wanted)]


def test_signers_keys_taken_and_keys_offered_are_known_by_address_and_by_key(either_vault: Vault) -> None:
    for number in (1, 2):
        open_case(either_vault, number)
    write(either_vault, 1, "R1@REPORTER.example", KEY, offered=OTHER)
    write(either_vault, 2, "r1@Reporter.Example", KEY, state="unknown-key")
    taken = put(either_vault, 2, e.KeyTaken(OTHER, (), "pasted", sha256(b"k")), blobs=(b"k",))
    one, two = case_id(1), case_id(2)
    assert told(either_vault, address=" r1@reporter.example ") == [
        ("r1@reporter.example", "", 2, (one, two)),
    ]
    assert told(either_vault, address="R1@reporter.example") == [
        ("R1@reporter.example", "", 1, (one,)),
        ("R1@reporter.example", KEY, 1, (one,)),
        ("R1@reporter.example", OTHER, 1, (one,)),
    ]
    assert told(either_vault, fingerprint=OTHER) == [
        ("R1@reporter.example", OTHER, 1, (one,)),
        ("r2@reporter.example", OTHER, 1, (two,)),
    ]
    put(either_vault, 2, e.EventUndone(taken))
    assert told(either_vault, fingerprint=OTHER) == [("R1@reporter.example", OTHER, 1, (one,))]
    assert told(either_vault) == told(either_vault, address="nobody") == []


def test_the_view_of_a_case_tells_since_when_its_reporter_is_known(either_vault: Vault, us) -> None:
    desk = desk_on(either_vault, us.gpg)
    receive(desk)
    (person,) = view_case(later(desk, days=3), CASE).people
    assert person.known.line == f"First seen on {NOW.date().replace(day=1)}."
    assert (person.key, person.known.warnings) == ("", ())
    open_case(either_vault, 5)
    write(either_vault, 5, REPORTER, OTHER)
    (person,) = view_case(desk, CASE).people
    assert person.known.line == "Known since 2026-03-01, 2 cases."
    (warning,) = person.known.warnings
    assert "which this case lacks: … CD34 CD34 CD34 CD34" in warning


def test_a_key_that_came_after_the_one_that_was_compared_is_not_compared(either_vault: Vault, us) -> None:
    desk = desk_on(either_vault, us.gpg)
    receive(desk)
    for key in (KEY, OTHER):
        content = key.encode()
        taken = e.KeyTaken(key, (), "pasted", sha256(content))
        at = desk.tools.now()
        either_vault.append(CASE, [Draft(taken, at)], author="me", now=at, blobs={sha256(content): content})
        if key == KEY:
            tell(desk, e.KeyConfirmed(KEY.lower(), "by phone", "Ada"))
            (person,) = view_case(desk, CASE).people
            assert person.compared is not None
            assert (person.compared.how, person.compared.with_whom) == ("by phone", "Ada")
    (person,) = view_case(desk, CASE).people
    assert (person.key, person.compared, person.compared_before) == (OTHER, None, (KEY,))
