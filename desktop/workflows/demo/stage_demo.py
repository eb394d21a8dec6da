"""Fill a throwaway vault with the sample reports: encrypted by the reporters, received as any other."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from desktop.domain.event import Draft
from desktop.domain.events import HandlerNamed
from desktop.formats.sample_mail import inline_sample, pgp_mime_sample, plain_sample, sample_body, sample_text
from desktop.formats.shipped import shipped
from desktop.workflows.correspondence.take_key import take_key
from desktop.workflows.intake.choose_intake_key import choose_intake_key
from desktop.workflows.intake.receive_report import receive_message
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.vault_ports import Vault

INTAKE_NAME, INTAKE_ADDRESS = "Sample intake", "security@aumos.io"
HANDLER_NAME = "Robin Keeper"
REPORTER_NAME, REPORTER_ADDRESS = "Ada Example", "ada@research.example"


def name_sample_handler(vault: Vault, now: datetime) -> None:
    """Let somebody work in the sample vault who is not the user of this machine."""
    vault.append(None, [Draft(HandlerNamed(HANDLER_NAME), now)], author=HANDLER_NAME, now=now)


def stage_demo(desk: Desk, *, intake: str, reporter: str, progress: Progress) -> Sequence[str]:
    """Open the three sample cases; returns their ids, the one to rehearse first.

    `intake` and `reporter` are the fingerprints of two keys of a throwaway home: the sample reporter's own
    secret key is needed to sign what she sends.
    """
    choose_intake_key(desk, intake)
    cases = [
        receive_message(desk, raw, progress=progress).case_id
        for raw in (_signed(desk, intake, reporter, progress), _inline(desk, intake, progress), _plain(desk))
    ]
    take_key(desk, cases[0], reporter, desk.tools.openpgp.public_key(reporter), "file")
    return cases


def _signed(desk: Desk, intake: str, reporter: str, progress: Progress) -> bytes:
    template = shipped("demo", "tenant-isolation.txt")
    armoured = desk.tools.openpgp.encrypt(
        sample_body(template), (), own=(intake,), sign_with=reporter, progress=progress
    )
    return pgp_mime_sample(template, armoured, sent_at=desk.tools.now() - timedelta(hours=30))


def _inline(desk: Desk, intake: str, progress: Progress) -> bytes:
    template = shipped("demo", "session-fixation.txt")
    armoured = desk.tools.openpgp.encrypt(sample_text(template), (), own=(intake,), progress=progress)
    return inline_sample(template, armoured, sent_at=desk.tools.now() - timedelta(hours=50))


def _plain(desk: Desk) -> bytes:
    template = shipped("demo", "false-positive.txt")
    return plain_sample(template, sent_at=desk.tools.now() - timedelta(hours=3))
