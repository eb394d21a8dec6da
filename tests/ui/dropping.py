"""Messages as people drop them on the window, and what it asks about them."""

from dataclasses import replace
from pathlib import Path

from desktop import bootstrap
from desktop.sandbox.parser import SandboxedParser
from desktop.ui.dialogs.policy_dialog import PolicyDialog
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import CaseQuery
from tests.ui.conftest import settle


def taking_in(desk: Desk) -> Desk:
    """With the real parser, and names enough for many cases."""
    parser = SandboxedParser(bootstrap.own_command("_parse"))
    tools = replace(desk.tools, parser=parser, random_digits=bootstrap.random_digits)
    return Desk(desk.vault, tools, desk.handler)


def mail(sender: str, to: str, subject: str, date: str = "") -> bytes:
    lines = (f"From: {sender}", f"To: {to}", f"Subject: {subject}", *([f"Date: {date}"] if date else ()))
    return "\r\n".join((*lines, "", "Some words.", "")).encode()


def sent_to_ada(case_id: str, date: str = "Mon, 02 Mar 2026 10:15:00 +0000") -> bytes:
    return mail("security@aumos.io", "ada@example.org", f"Re: [{case_id}] Hole", date)


def open_dialogs(window, kind):
    return [dialog for dialog in window.findChildren(kind) if dialog.is_open]


def only(window, kind):
    (dialog,) = open_dialogs(window, kind)
    return dialog


def drop(qtbot, window, *messages: Path | bytes) -> None:
    window.desk.session.receive(messages)
    settle(qtbot, window)


def cases(desk) -> list[str]:
    return [row.title.raw for row in desk.vault.cases(CaseQuery(order="title")).rows]


def mailbox(*messages: bytes) -> bytes:
    box = b"From rae@example.net Mon Jan  5 09:00:00 2026\r\n"
    return b"".join(box + message + b"\r\n" for message in messages)


def rae(number: int, to: str = "security@aumos.io") -> bytes:
    return mail(f"rae{number}@example.net", to, f"Hole {number}")


def open_under(window, policy_id: str) -> None:
    """Say which policy applies."""
    dialog = only(window, PolicyDialog)
    dialog._policy.put(policy_id)
    dialog.primary.click()
