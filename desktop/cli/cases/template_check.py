"""letter --check: whether templates of letters can be used, and would be found by their names."""

import argparse

from desktop.cli.argument_types import ALL_OWN
from desktop.cli.intake.several_files import outcome_of
from desktop.cli.output import print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_tools
from desktop.domain.failures import Exit, InvalidDocument
from desktop.formats.letters.kinds import LETTER_KINDS
from desktop.formats.letters.templates import FRAME, SUFFIX, TEMPLATE_LIMIT, check_template
from desktop.workflows.ports import Tools

_NAMED = f"A template is named KIND{SUFFIX}; the kinds are {', '.join((*LETTER_KINDS, FRAME))}."


def letter_of(file: str) -> str:
    """The letter that a file of this name would be used for, or ""."""
    name = file.removesuffix(SUFFIX)
    return name if file.endswith(SUFFIX) and name in (*LETTER_KINDS, FRAME) else ""


def check_templates(parsed: argparse.Namespace, program: Program) -> int:
    """Check the file that was named, or every own template. Raises InvalidDocument for a single wrong one."""
    with open_tools(parsed, program) as tools:
        if parsed.check == ALL_OWN:
            return _check_own(tools)
        content = tools.files.read(parsed.check, limit=TEMPLATE_LIMIT)
    name = parsed.check.name
    check_template(letter_of(name), as_text(content), file=name)
    say("The template can be used." if letter_of(name) else f"Nothing in it is wrong but its name. {_NAMED}")
    return Exit.DONE


def _check_own(tools: Tools) -> int:
    outcomes: list[Exit] = []
    for name in tools.own_template_files():
        problem = _problem(tools, name)
        print_text(f"{name}: {problem or 'can be used.'}")
        outcomes.append(Exit.INVALID if problem else Exit.DONE)
    if not outcomes:
        say("There is no template of your own: all letters are made from those that ship with Embargo.")
    return outcome_of(outcomes or [Exit.DONE])


def _problem(tools: Tools, file: str) -> str:
    name = letter_of(file)
    if not name:
        return f"is not used: no letter has this name. {_NAMED}"
    try:
        check_template(name, as_text(tools.own_template(name)), file=file)
    except InvalidDocument as failure:
        return f"{failure.message} {failure.advice}"
    return ""


def as_text(content: bytes) -> str:
    """The words of a file. Raises InvalidDocument."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise InvalidDocument("This file is not UTF-8.", advice="Save it as UTF-8.") from error
