"""advisory request and answer: ask for the second pair of eyes by a file, and give it by another."""

import argparse
import sys
from pathlib import Path

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk, open_tools
from desktop.domain.approving.request import AskedDocument
from desktop.domain.failures import Cancelled, Exit, Usage
from desktop.domain.inert import Untrusted
from desktop.domain.parties.fingerprints import grouped
from desktop.workflows.approving.answer_request import OpenedRequest, answer_request, open_request
from desktop.workflows.approving.ask_elsewhere import ask_elsewhere, proposed_name
from desktop.workflows.correspondence.take_key import KEY_LIMIT


def request(parsed: argparse.Namespace, program: Program) -> int:
    """Write the request."""
    progress = ProgressBar()
    with open_desk(parsed, program) as desk:
        key = desk.tools.files.read(parsed.key, limit=KEY_LIMIT) if parsed.key is not None else b""
        path = (parsed.out or Path(proposed_name(desk))).absolute()
        sent = ask_elsewhere(
            desk, case_id_of(parsed.case), path, to=tuple(parsed.to), key=key, progress=progress
        )
    progress.finish()
    if parsed.json:
        told = {"sha256": sent.sha256, "to": sent.to, "nonce": sent.nonce, "documents": sent.documents}
        print_json({"file": shown_path(sent.path), **told})
        return Exit.DONE
    print_text(shown_path(sent.path))
    for fingerprint in sent.to:
        say(f"To be opened by {grouped(fingerprint)} alone.")
    say("They run `embargo advisory answer FILE`; bring what they send: `embargo advisory approve --answer`.")
    say("Any change of the advisory voids it. Its instant of release is left blank in what is approved.")
    return Exit.DONE


def answer(parsed: argparse.Namespace, program: Program) -> int:
    """Show what would leave, ask, sign its digests; no vault is opened."""
    progress = ProgressBar()
    with open_tools(parsed, program) as tools:
        opened = open_request(tools, parsed.request.absolute(), progress=progress)
        progress.finish()
        _show(opened, _chosen(opened, parsed.show))
        if not parsed.yes:
            _ask(parsed)
        path = parsed.out.absolute()
        cleared = answer_request(tools, opened, path, sign_with=parsed.sign, progress=progress)
    progress.finish()
    if parsed.json:
        named = opened.request.named
        told = {"key": parsed.sign, "statement": opened.statement, "documents": named}
        print_json({"file": shown_path(path), "sha256": cleared.sha256, **told})
    else:
        print_text(f"{cleared.sha256}  {shown_path(path)}")
        say("Send it back to who asked. It tells digests and whose key signed, and no content.")
    return Exit.DONE


def _chosen(opened: OpenedRequest, wanted: str) -> AskedDocument:
    found = next((d for d in opened.request.documents if d.format == wanted), None)
    if wanted and found is None:
        known = ", ".join(document.format for document in opened.request.documents)
        raise Usage("The request holds no such document.", advice=f"It holds {known}.")
    return found or opened.shown


def _show(opened: OpenedRequest, document: AskedDocument) -> None:
    """The text, inert, on stderr: what is asked is no data of the verb."""
    asked = opened.request
    say(f"{Untrusted(asked.asked_by).line} asks about {asked.case_id}, {when(asked.asked_at)}.")
    for signer in opened.signature.signers:
        say(f"Signed by {grouped(signer.fingerprint)}. {Untrusted(signer.reason).line}")
    if not opened.signature.signers:
        say("Nobody signed the request. Ask over another channel whether it is theirs.")
    if document.text is None:
        say("This file is drawn, and cannot be read here: its bytes are approved, by the digest below.")
    else:
        say("\n".join(Untrusted(line).line for line in document.text.splitlines()))
    say("The instant of the release is left blank in it, and reads 1970-01-01: it is filled in as it leaves.")
    for one in asked.documents:
        say(f"{one.sha256}  {Untrusted(one.file_name).line} ({one.format})")


def _ask(parsed: argparse.Namespace) -> None:
    """Whether it is meant, on the terminal. Raises Cancelled, Usage where nobody can be asked."""
    if parsed.no_input:
        raise Usage("Nobody can be asked whether this may leave.", advice="Read it, then add --yes.")
    say("Approve exactly this, in all these files? Type yes:")
    if sys.stdin.readline().strip().lower() not in ("yes", "y"):
        say("Nothing was signed.")
        raise Cancelled
