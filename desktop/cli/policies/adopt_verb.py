"""policy adopt: take a policy into use, with answers to what it leaves open."""

import argparse
from collections.abc import Collection, Sequence
from datetime import UTC, date
from typing import cast

import msgspec

from desktop.cli.output import print_json, say
from desktop.cli.policies.adoption_text import answers_in_words, open_questions, option_of
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain import events as e
from desktop.domain.failures import Exit, Usage
from desktop.domain.policy import Adoption
from desktop.domain.policy.adoption import Answer
from desktop.formats.policies.mistakes import Mistake
from desktop.workflows.policies.adopt_policy import TEXT_LIMIT, adopt_policy
from desktop.workflows.policies.amend_adoption import amend_answers, kept_text, wrong_answers
from desktop.workflows.ports import Desk


def adopt(parsed: argparse.Namespace, program: Program) -> int:
    """Record the adoption; what is not named keeps its earlier answer. Raises Usage for a wrong answer."""
    cleared = [cast("Answer", name.replace("-", "_")) for name in parsed.clear]
    with open_desk(parsed, program) as desk:
        given = _given(parsed, desk.tools.now().astimezone(UTC).date())
        choices = amend_answers(desk, parsed.policy, given, cleared)
        _refuse(wrong_answers(desk, parsed.policy, choices), parsed.policy)
        recorded = adopt_policy(desk, parsed.policy, choices, _text(parsed, desk, cleared))
        assumed = open_questions(desk.tools.policies.profile(parsed.policy), choices)
    event = recorded.event
    assert isinstance(event, e.ProfileAdopted)
    if parsed.json:
        document = {"policy": event.policy_id, "sha256": event.policy_sha256, "text": event.text_sha256}
        print_json(document | {"answers": msgspec.to_builtins(choices), "assumed": assumed})
        return Exit.DONE
    say(f"{event.policy_id} is in use: new cases are held to it. Open cases stay with their version.")
    say(_in_force(choices, has_text=bool(event.text_sha256)))
    if assumed:
        say("Nobody answered these; until then what is assumed holds:")
        say("\n".join(f"  {line}" for line in assumed))
    return Exit.DONE


def _in_force(choices: Adoption, *, has_text: bool) -> str:
    answers = [*answers_in_words(choices), *(["its own text, for quoting"] if has_text else [])]
    return f"In force now: {'; '.join(answers) or 'the profile as it is, no question answered'}."


def _text(parsed: argparse.Namespace, desk: Desk, cleared: Collection[Answer]) -> bytes:
    if parsed.text:
        return desk.tools.files.read(parsed.text, limit=TEXT_LIMIT)
    return b"" if "text" in cleared else kept_text(desk, parsed.policy)


def _refuse(mistakes: Sequence[Mistake], policy_id: str) -> None:
    if mistakes:
        raise Usage(
            " ".join(f"{_option(mistake)}: {mistake.message}" for mistake in mistakes),
            advice=f"`embargo policy show {policy_id}` names the other readings, "
            "`embargo policy adopt --help` what each option takes.",
        )


def _option(mistake: Mistake) -> str:
    return option_of(mistake.key.partition("[")[0])


def _given(parsed: argparse.Namespace, today: date) -> Adoption:
    readings = {}
    for written in parsed.readings:
        about, equals, reading = written.partition("=")
        if not equals:
            raise Usage(
                f"--reading takes CLOCK=READING, not {written!r}.",
                advice=f"`embargo policy show {parsed.policy}` names the readings of each clock.",
            )
        readings[about] = reading
    return Adoption(
        on=today,
        timezone=parsed.timezone,
        weekend=None if parsed.weekend is None else tuple(parsed.weekend),
        holidays=tuple(parsed.holidays),
        national_holidays=parsed.national_holidays,
        office_hours=tuple(parsed.office_hours),
        readings=readings,
    )
