"""init: a vault is made."""

import argparse
import os
from contextlib import closing
from pathlib import Path

from desktop.cli.output import print_json, print_text, say, shown_path
from desktop.cli.program import Program
from desktop.cli.secret_input import read_new_secret
from desktop.cli.session import open_tools, use_from_now_on
from desktop.cli.streams import require_output
from desktop.domain.event import Draft
from desktop.domain.events import FallbackPolicyChosen, HandlerNamed
from desktop.domain.failures import Exit, Failure, KeyringUnavailable
from desktop.workflows.custody.local_custody import require_strong
from desktop.workflows.intake.open_case import refuse_pack
from desktop.workflows.ports import Desk, Tools

_CODE_LOST = (
    "embargo: The vault at {} was made, but its recovery code may not have been shown. Make a new one "
    "with `embargo slots add recovery`, then remove the old one's slot with `embargo slots remove`."
)


_NOBODY = (
    "Nobody was named with --handler: letters and the journal bear the name that this machine has for you, "
    "until `embargo team name NAME` or the settings of the window give another."
)


def init(parsed: argparse.Namespace, program: Program) -> int:
    """Make a vault and print its recovery code, once."""
    slots = parsed.slots or ["passphrase"]
    with open_tools(parsed, program) as tools:
        if parsed.policy:
            refuse_pack(tools.policies.profile(parsed.policy))  # before anything is made
        secret = ""
        if "passphrase" in slots:
            secret = read_new_secret(parsed.passphrase_fd, "New passphrase: ", ask=not parsed.no_input)
            require_strong(secret)
        require_output()  # the code is shown once
        _make_vault(parsed, program, tools, secret=secret, keyring="keyring" in slots)
    if not parsed.json:
        words = "Write the recovery code down and keep it away from this machine."
        say(f"Vault made at {shown_path(parsed.directory.absolute())}. {words}")
        if not parsed.handler:
            say(_NOBODY)
    return Exit.DONE


def _make_vault(
    parsed: argparse.Namespace, program: Program, tools: Tools, *, secret: str, keyring: bool
) -> None:
    """Make it and show its recovery code; where the code was lost, that is said."""
    directory = parsed.directory.absolute()
    existed = _exists(directory)
    try:
        vault, code = program.custody.create(
            str(directory), passphrase=secret, keyring=keyring, now=tools.now()
        )
        use_from_now_on(program, directory)
        with closing(vault):
            try:
                _show_code(directory, code, as_json=parsed.json)
            finally:  # a vault whose code was lost is a vault all the same
                _settle(program.make_desk(vault, tools), parsed.policy, parsed.handler)
    except KeyringUnavailable as failure:
        advice = "Unlock the keyring and try again, or make the vault with `--slot passphrase`."
        raise KeyringUnavailable(failure.message, advice=advice, written=failure.written) from failure
    except (KeyboardInterrupt, Failure):
        if not existed and _exists(directory):
            say(_CODE_LOST.format(shown_path(directory)))
        raise


def _show_code(directory: Path, code: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"vault": shown_path(directory), "recovery_code": code}, must_arrive=True)
    else:
        print_text(code, must_arrive=True)


def _exists(directory: Path) -> bool:
    return os.path.exists(directory)  # noqa: PTH110 - Path.exists raises for a name that is too long


def _settle(desk: Desk, policy_id: str, handler: str) -> None:
    """Record the policy to fall back to and who works here, where they were named."""
    now = desk.tools.now()
    drafts = [Draft(FallbackPolicyChosen(policy_id=policy_id), now)] if policy_id else []
    drafts += [Draft(HandlerNamed(name=handler), now)] if handler else []
    if drafts:
        desk.vault.append(None, drafts, author=handler or desk.handler, now=now)
