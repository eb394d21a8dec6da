"""policy take, and the other acts by which a vault decides about policies."""

import argparse
from collections.abc import Callable

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import print_json, say
from desktop.cli.policies.adopt_text_verb import adopt_text
from desktop.cli.policies.adopt_verb import adopt
from desktop.cli.policies.date_verbs import holiday, release
from desktop.cli.policies.offer_verb import offer, require_recorded
from desktop.cli.policies.publish_verb import publish
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit, Usage
from desktop.workflows.custody.keep_review import keep_review
from desktop.workflows.policies.take_pack import take_pack


def _take(parsed: argparse.Namespace, program: Program) -> int:
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program) as desk:
        recorded = require_recorded(take_pack(desk, case_id, parsed.policy, parsed.reason))
    if parsed.json:
        print_json({"case": case_id, "policy": parsed.policy, "id": recorded.id})
    else:
        say(f"{case_id} took {parsed.policy} on: its clocks run beside those of the policy.")
    return Exit.DONE


def _review(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        keep_review(desk, parsed.clause, parsed.note)
    say("The review is recorded. It stays listed: the policy promises it again and again.")
    return Exit.DONE


def _adopt(parsed: argparse.Namespace, program: Program) -> int:
    if parsed.texts:
        return adopt_text(parsed, program)
    if parsed.decisions or parsed.dry_run:
        raise Usage("--decisions and --dry-run belong to --from.", advice="Name the text with --from FILE.")
    return adopt(parsed, program)


USES: dict[str, Callable[[argparse.Namespace, Program], int]] = {
    "adopt": _adopt,
    "offer": offer,
    "take": _take,
    "release": release,
    "holiday": holiday,
    "review": _review,
    "publish": publish,
}
