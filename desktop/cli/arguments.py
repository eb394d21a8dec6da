"""The verbs and their words."""

import argparse
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from desktop.cli.argument_types import ALL_OWN, fingerprint, moment, name_case, text
from desktop.cli.cases.metrics_arguments import add_metrics_verb
from desktop.cli.custody.custody_arguments import add_custody_verbs
from desktop.cli.custody.retention_arguments import add_retention_verb
from desktop.cli.custody.slot_arguments import add_slots_verb
from desktop.cli.exchange.exchange_arguments import add_exchange_verb
from desktop.cli.incidents.incident_arguments import add_incident_verb
from desktop.cli.parsers import NarrowParser, ToBeSaidWhole, Unasked, VerbParser
from desktop.cli.policies.policy_arguments import add_policy
from desktop.cli.stages.advisory_arguments import add_advisory_verb
from desktop.cli.stages.attachment_arguments import add_attachment_verb
from desktop.cli.stages.audit_arguments import add_audit_verb
from desktop.cli.stages.evidence_arguments import add_evidence_verb
from desktop.cli.stages.fix_arguments import add_fix_verb
from desktop.cli.stages.guard_arguments import add_label_verb
from desktop.cli.stages.hold_arguments import add_hold_verb
from desktop.cli.stages.product_arguments import add_product_verb
from desktop.cli.stages.provider_arguments import add_provider_verb
from desktop.cli.stages.versions_arguments import add_versions_verb
from desktop.cli.team.team_arguments import add_journal_verb, add_team_verb
from desktop.domain.acts import ACTS
from desktop.domain.filters.keys import EXAMPLES
from desktop.formats.letters.kinds import LETTER_KINDS

_FILTER = (
    'Words are looked for at the beginnings of words; "a phrase" as it stands; a minus negates (behind -- on '
    f"the command line). Keys: {', '.join(EXAMPLES.values())}. Days are those of UTC."
)


def read_arguments(words: list[str]) -> argparse.Namespace:
    """What was typed; the verb that it names is told of its options, and the rest only where it must be."""
    try:
        return _build(words, NarrowParser).parse_args(words)
    except ToBeSaidWhole:
        return build_parser().parse_args(words)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    return _build(None, VerbParser)


def _build(asked: Collection[str] | None, kind: type[VerbParser]) -> argparse.ArgumentParser:
    parser = kind(
        prog="embargo",
        description="Keep the promises of a security policy, offline. Without a verb the window opens.",
        allow_abbrev=False,
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", parser_class=VerbParser)

    def add(name: str, **how: Any) -> Any:
        return verbs.add_parser(name, **how) if asked is None or name in asked else Unasked()

    _add_verbs(add)
    parser.add_argument("--vault", type=Path, metavar="DIR", help="the vault to open in the window")
    parser.add_argument(
        "--language", default="", metavar="CODE", help="the window's language, as in de; else as chosen there"
    )
    parser.add_argument(  # taken out before this reads anything: where the program lives comes first
        "--portable",
        metavar="DIR",
        help="keep settings, lists, gpg's keys and temporary files in this folder",
    )
    return parser


def _add_verbs(add: "_Add") -> None:
    common = _common()
    _add_faces(add, common)
    _add_reports(add, common)
    add_evidence_verb(add, common)
    add_attachment_verb(add, common)
    add_audit_verb(add, common)
    add_metrics_verb(add, common)
    add_fix_verb(add, common)
    add_versions_verb(add, common)
    add_hold_verb(add, common)
    add_incident_verb(add, common)
    add_exchange_verb(add, common)
    add_custody_verbs(add, common)
    add_slots_verb(add, common, _common(again=True))
    _add_handover(add, common)
    add_retention_verb(add, common)
    add_team_verb(add, common)
    add_journal_verb(add, common, _common(again=True))
    _add_key(add, common)
    add_advisory_verb(add, common)
    add_provider_verb(add, common)
    add_label_verb(add, common)
    add_policy(add, common)
    add_product_verb(add, common)


def _common(*, again: bool = False) -> argparse.ArgumentParser:
    """What every verb takes; an act takes it `again`, and keeps what stood before its name."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS if again else None)
    common.add_argument("--json", action="store_true", help="print one JSON document")
    common.add_argument("--no-input", action="store_true", help="never ask")
    common.add_argument("--vault", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="which vault")
    common.add_argument(
        "--unlock",
        choices=("passphrase", "keyring", "recovery", "openpgp"),
        default=argparse.SUPPRESS if again else "passphrase",
        help="which kind of slot opens the vault",
    )
    common.add_argument(
        "--passphrase-fd", type=int, metavar="N", help="read what unlocks the vault from here"
    )
    common.add_argument(
        "--work-as",
        type=text,
        metavar="NAME",
        default=argparse.SUPPRESS,
        help="work as this person of the vault; who was enrolled with a key signs with it",
    )
    common.add_argument(
        "--unlock-key-file", type=Path, metavar="FILE", help="the key file that goes with the passphrase"
    )
    common.add_argument("--gnupg-home", type=Path, metavar="DIR", help="a GnuPG home other than your own")
    common.add_argument(
        "--key-passphrase-fd", type=int, metavar="N", help="likewise the OpenPGP key's passphrase"
    )
    return common


_Add = Callable[..., argparse.ArgumentParser]
"""Makes the parser of one verb."""


def _add_faces(add: _Add, common: argparse.ArgumentParser) -> None:
    demo = add("demo", parents=[common], help="the whole job on a throwaway key and vault")
    demo.add_argument(
        "--out", type=Path, metavar="DIR", help="run it without a window and leave the results here"
    )
    add("doctor", parents=[common], help="what this machine lacks")
    window = add(
        "open", parents=[common], help="open the window, and take in what is named once it is unlocked"
    )
    window.add_argument(
        "paths", nargs="*", metavar="PATH", type=Path, help="files, mailboxes, exports, folders"
    )


def _add_reports(add: _Add, common: argparse.ArgumentParser) -> None:
    inspect = add("inspect", parents=[common], help="open reports without a vault, store nothing")
    inspect.add_argument(
        "files", nargs="+", metavar="FILE", help="reports as they came, such as .eml; - is stdin"
    )
    take = add("import", parents=[common], help="open cases from reports")
    take.add_argument(
        "paths", nargs="+", metavar="PATH", help="files, mailboxes, exports, folders; - is stdin"
    )
    take.add_argument("--policy", type=text, metavar="ID", default="", help="the policy they fall under")
    take.add_argument(
        "--resume", action="store_true", help="go on: what the vault holds already is counted, not listed"
    )
    _add_search(add, common)
    show = add("show", parents=[common], help="one case")
    name_case(show)
    people = add("people", parents=[common], help="who has part in a case, and how each wishes to be named")
    name_case(people)
    _add_triage(add, common)
    scope = add("scope", parents=[common], help="what the policy's scope and versions say of a case")
    name_case(scope)
    thread = add("thread", parents=[common], help="everything that was written to and fro about a case")
    name_case(thread)
    due = add("due", parents=[common], help="every promise that is owed")
    due.add_argument("--check", action="store_true", help="exit with 8 when one is overdue")
    due.add_argument("--everything", action="store_true", help="also what was met, late, ended or waits")
    due.add_argument("--ics", type=Path, metavar="FILE", help="also write the dates as a calendar")
    act = add("act", parents=[common], help="record what you did")
    name_case(act)
    events = ", ".join(sorted(kind.kind for kind in ACTS))
    act.add_argument(
        "event", type=text, metavar="EVENT", help=f"one of {events}; a wrong --set says what it takes"
    )
    act.add_argument("--at", type=moment, metavar="TIME", help="when it happened, if not now")
    act.add_argument(
        "--set",
        dest="values",
        type=text,
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="a field of the event; again for more",
    )
    act.add_argument(
        "--note", type=text, default="", metavar="TEXT", help="the rationale or text of the event"
    )
    _add_letter(add, common)


def _add_search(add: _Add, common: argparse.ArgumentParser) -> None:
    listing = add("list", parents=[common], help="the cases, or those that a filter means", epilog=_FILTER)
    listing.add_argument(
        "words", nargs="*", type=text, metavar="FILTER", help="words and keys; all cases without"
    )
    search = add("search", parents=[common], help="where words stand in cases", epilog=_FILTER)
    search.add_argument("words", nargs="+", type=text, metavar="QUERY", help="words and keys, as below")


def _add_triage(add: _Add, common: argparse.ArgumentParser) -> None:
    likely = add("duplicates", parents=[common], help="cases that look like the same problem, and why")
    name_case(likely)
    merge = add(
        "merge", parents=[common], help="reject a case as a duplicate; its reporter joins the original"
    )
    merge.add_argument("duplicate", type=text, metavar="DUPLICATE", help="the case that is rejected")
    merge.add_argument("original", type=text, metavar="ORIGINAL", help="the case that goes on")
    merge.add_argument(
        "--reason",
        type=text,
        default="",
        metavar="TEXT",
        help="what its reporter is told; else the usual words",
    )


def _add_letter(add: _Add, common: argparse.ArgumentParser) -> None:
    letter = add("letter", parents=[common], help="draft a letter, or record the copy of one that was sent")
    letter.add_argument("case", type=text, nargs="?", metavar="CASE", help="its id; none with --check")
    letter.add_argument(
        "kind", type=text, nargs="?", metavar="KIND", help=f"one of {', '.join(LETTER_KINDS)}"
    )
    letter.add_argument("--out", type=Path, metavar="FILE", help=".eml, .asc or .txt; else it is printed")
    letter.add_argument("--text", type=Path, metavar="FILE", help="your words, in place of the template's")
    letter.add_argument("--to", type=text, default="", metavar="ADDRESS", help="for users and authorities")
    letter.add_argument("--unencrypted", action="store_true", help="save a .eml that anybody can read")
    letter.add_argument("--sent", type=Path, metavar="FILE.eml", help="record this copy of what was sent")
    letter.add_argument("--at", type=moment, metavar="TIME", help="when it was sent, if not by its Date")
    letter.add_argument(
        "--check",
        type=Path,
        nargs="?",
        const=ALL_OWN,
        metavar="FILE",
        help="check a template, or all of your own and their names",
    )


def _add_handover(add: _Add, common: argparse.ArgumentParser) -> None:
    handover = add(
        "handover", parents=[common], help="give a leaver's open cases to another, and see what to rotate"
    )
    handover.add_argument("leaver", type=text, nargs="?", metavar="FROM", help="who leaves")
    handover.add_argument("successor", type=text, nargs="?", metavar="TO", help="who takes over")
    handover.add_argument("--reason", type=text, default="", metavar="TEXT", help="why they leave")
    handover.add_argument("--dry-run", action="store_true", help="show whose cases would go, write nothing")
    handover.add_argument(
        "--undo", type=text, default="", metavar="NAME", help="they did not leave after all"
    )
    handover.add_argument("--status", action="store_true", help="what is still open since somebody left")


def _add_key(add: _Add, common: argparse.ArgumentParser) -> None:
    key = add("key", help="the intake key, and the keys of reporters")
    add_act = key.add_subparsers(dest="key_act", required=True, metavar="ACT").add_parser
    add_act("list", parents=[common], help="the secret keys that gpg has, and which is the intake key")
    choose = add_act("choose", parents=[common], help="make one of them the intake key")
    choose.add_argument(
        "fingerprint", type=fingerprint, metavar="FPR", help="its fingerprint, as `embargo key list` shows it"
    )
    create = add_act("create", parents=[common], help="make a new intake key")
    create.add_argument("--name", type=text, required=True, metavar="TEXT", help="such as Example Security")
    create.add_argument("--address", type=text, required=True, metavar="MAIL", help="where reports go")
    take = add_act("take", parents=[common], help="take in a reporter's public key")
    name_case(take)
    take.add_argument("file", metavar="FILE", help="the public key; - is stdin")
    take.add_argument(
        "--fingerprint",
        type=fingerprint,
        default="",
        metavar="FPR",
        help="what you compared; without it the key is only shown",
    )
