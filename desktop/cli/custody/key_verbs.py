"""key: our own intake key, listed, chosen and made; a reporter's key, taken in."""

import argparse
from pathlib import Path

from desktop.cli.cases.act_remarks import undo_words
from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import ProgressBar, print_json, print_text, say, table, when
from desktop.cli.program import Program
from desktop.cli.secret_input import read_new_secret
from desktop.cli.session import open_desk
from desktop.cli.streams import read_input
from desktop.domain.decide import Refusal
from desktop.domain.failures import Exit, RefusedByPolicy
from desktop.workflows.correspondence.take_key import (
    KEY_LIMIT,
    look_at_keys,
    names_reporter,
    take_key,
    why_useless,
)
from desktop.workflows.intake.choose_intake_key import choose_intake_key, create_intake_key, intake_key
from desktop.workflows.ports import Desk, KeyInfo

_COMPARE = "This file holds {}. Compare it with what the reporter told you; give it only if it is the same."
_STRANGER = (
    "No address in this key is the reporter's: letters of this case are encrypted to it all the same, and "
    "the reporter reads them only if the key is theirs."
)


def key(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the key acts."""
    acts = {"list": _list, "choose": _choose, "create": _create, "take": _take}
    return acts[parsed.key_act](parsed, program)


def _list(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program, read_only=True) as desk:
        keys, chosen = desk.tools.openpgp.secret_keys(), intake_key(desk)
    if parsed.json:
        print_json([_as_json(info) | {"intake": info.fingerprint == chosen} for info in keys])
    else:
        rows = [
            (
                "*" if info.fingerprint == chosen else "",
                info.fingerprint,
                info.state,
                when(info.expires),
                uids,
            )
            for info in keys
            for uids in [", ".join(uid.line for uid in info.uids)]
        ]
        print_text(table(rows, ("INTAKE", "FINGERPRINT", "STATE", "EXPIRES", "USER IDS")))
    return Exit.DONE


def _choose(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        choose_intake_key(desk, parsed.fingerprint)
        return _show_chosen(desk, as_json=parsed.json)


def _create(parsed: argparse.Namespace, program: Program) -> int:
    progress = ProgressBar()
    with open_desk(parsed, program) as desk:
        descriptor = parsed.key_passphrase_fd
        words = "Passphrase of the new key (empty: none): "
        ask, option = not parsed.no_input, "--key-passphrase-fd"
        secret = read_new_secret(descriptor, words, ask=ask, of="for the new key ", option=option)
        create_intake_key(desk, parsed.name, parsed.address, passphrase=secret, progress=progress)
        progress.finish()
        return _show_chosen(desk, as_json=parsed.json)


def _show_chosen(desk: Desk, *, as_json: bool) -> int:
    fingerprint = intake_key(desk)
    if as_json:
        print_json({"fingerprint": fingerprint})
    else:
        print_text(fingerprint)
        say("Reports are to be encrypted to this key; publish its public half.")
    return Exit.DONE


def _take(parsed: argparse.Namespace, program: Program) -> int:
    """Take in the key whose fingerprint a person compared; without that, show what there is to compare."""
    case_id = case_id_of(parsed.case)
    remark = ""
    with open_desk(parsed, program) as desk:
        content = _content(desk, parsed.file)
        infos = look_at_keys(desk, content)
        if useless := why_useless(infos):
            raise RefusedByPolicy(useless, advice="Ask the reporter for the public key that they use now.")
        if parsed.fingerprint:
            outcome = take_key(desk, case_id, parsed.fingerprint, content, "file")
            if isinstance(outcome, Refusal):
                raise RefusedByPolicy(outcome.sentence, advice=_COMPARE.format(infos[0].fingerprint))
            if not names_reporter(desk, case_id, infos[0]):
                remark = f"{_STRANGER} To take it back: {undo_words(case_id, outcome)}."
    _show_keys(parsed, infos)
    if remark:
        say(remark)
    if not parsed.fingerprint:
        raise RefusedByPolicy(
            "The key was not taken in: its fingerprint was not confirmed.",
            advice="Give its fingerprint with --fingerprint to take it in. Once you compared it over another "
            "channel, record that with `embargo act CASE key.confirmed --set fingerprint=... --note HOW`.",
        )
    return Exit.DONE


def _content(desk: Desk, file: str) -> bytes:
    if file == "-":
        return read_input(KEY_LIMIT)
    return desk.tools.files.read(Path(file), limit=KEY_LIMIT)


def _show_keys(parsed: argparse.Namespace, infos: tuple[KeyInfo, ...]) -> None:
    taken = bool(parsed.fingerprint)
    if parsed.json:
        print_json({"case": case_id_of(parsed.case), "taken": taken, "keys": [_as_json(i) for i in infos]})
        return
    for info in infos:
        print_text(info.fingerprint)
        for uid in info.uids:
            print_text(f"  {uid.line}")
    if taken:
        say(f"The key was taken in to {case_id_of(parsed.case)}; letters to its owner are encrypted now.")


def _as_json(info: KeyInfo) -> dict[str, object]:
    return {
        "fingerprint": info.fingerprint,
        "uids": [uid.raw for uid in info.uids],
        "state": info.state,
        "can_encrypt": info.can_encrypt,
        "can_sign": info.can_sign,
        "created": info.created,
        "expires": info.expires,
    }
