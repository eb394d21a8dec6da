"""audit: searches for similar problems in a git clone, and a verdict on every hit."""

import argparse
from collections.abc import Iterable

from desktop.cli.cases.act_verb import require_done
from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import ID_DIGITS, ProgressBar, print_json, print_text, say, table
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.audit.hit_numbers import read_numbers
from desktop.domain.audit.worksheets import Search
from desktop.domain.events import HitsJudged, VariantFound
from desktop.domain.failures import Exit, Usage
from desktop.domain.fold import fold
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.investigation.search_code import Compared, Worksheet, search_code, worksheet
from desktop.workflows.ports import Desk


def audit(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts."""
    acts = {"search": _search, "show": _show, "judge": _judge, "variant": _variant}
    return acts[parsed.audit_act](parsed, program)


def _search(parsed: argparse.Namespace, program: Program) -> int:
    """Search and keep what was found. Raises CloneRefused, TooLarge."""
    case_id, progress = case_id_of(parsed.case), ProgressBar()
    with open_desk(parsed, program) as desk:
        outcome = search_code(
            desk,
            case_id,
            parsed.clone,
            parsed.pattern,
            revision=parsed.revision,
            roots=parsed.root,
            progress=progress,
        )
        progress.finish()
        recorded = require_done(outcome, desk, case_id)
        sheet = worksheet(desk.vault, case_id, recorded.id)
    _tell(sheet, as_json=parsed.json)
    return Exit.DONE


def _show(parsed: argparse.Namespace, program: Program) -> int:
    """The searches of a case, or the hits of one."""
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program, read_only=True) as desk:
        searches = _searches(desk, case_id)
        if parsed.search:
            sheet = worksheet(desk.vault, case_id, _named(searches, parsed.search).id)
            _tell(sheet, as_json=parsed.json)
            return Exit.DONE
    if parsed.json:
        print_json([_values(search) for search in searches])
    elif searches:
        print_text("\n".join(f"{search.id[:ID_DIGITS]}  {search.coverage}" for search in searches))
    else:
        say("No code was searched for this case.")
    return Exit.DONE


def _judge(parsed: argparse.Namespace, program: Program) -> int:
    """Say of hits what they are."""
    case_id = case_id_of(parsed.case)
    numbers = _numbers(parsed.hits)
    with open_desk(parsed, program) as desk:
        search = _named(_searches(desk, case_id), parsed.search)
        act = HitsJudged(search.id, numbers, parsed.verdict, parsed.reason)
        require_done(record_act(desk, case_id, act), desk, case_id)
        judged = _named(_searches(desk, case_id), search.id)
    say(judged.coverage)
    return Exit.DONE


def _variant(parsed: argparse.Namespace, program: Program) -> int:
    """Record a similar problem, with the hits that it was found by."""
    case_id = case_id_of(parsed.case)
    begun, _, hits = parsed.hits.partition(":")
    numbers = _numbers(hits) if parsed.hits else ()
    with open_desk(parsed, program) as desk:
        search = _named(_searches(desk, case_id), begun).id if parsed.hits else ""
        act = VariantFound(parsed.name.strip(), parsed.where, search, numbers)
        recorded = require_done(record_act(desk, case_id, act), desk, case_id)
    if parsed.json:
        print_json({"case": case_id, "event": act.kind, "id": recorded.id, "finding": act.name})
    say(f"{act.name} is a finding of {case_id}. Its versions: `embargo versions show {case_id}`.")
    return Exit.DONE


def _numbers(written: str) -> tuple[int, ...]:
    """The numbers of hits. Raises Usage where there are none, or they cannot be read."""
    if not written.strip(" ,:"):
        raise Usage("No hit is named.", advice="Hits are named as in 1-12,15.")
    try:
        return read_numbers(written)
    except ValueError as error:
        raise Usage(f"{error}.", advice="Hits are named as in 1-12,15.") from error


def _searches(desk: Desk, case_id: str) -> tuple[Search, ...]:
    return fold(desk.vault.history(case_id)).searches


def _named(searches: Iterable[Search], begun: str) -> Search:
    begun = begun.rstrip(":")
    found = [search for search in searches if search.id.startswith(begun.lower())]
    if len(found) != 1 or not begun:
        raise Usage(
            "The case has no such search.", advice="`embargo audit show CASE` lists them by their ids."
        )
    return found[0]


def _tell(sheet: Worksheet, *, as_json: bool) -> None:
    if as_json:
        print_json(_values(sheet.search) | {"hits": [_hit(compared) for compared in sheet.hits]})
        return
    rows = [
        (
            str(c.number),
            c.verdict.verdict if c.verdict else f"({c.before.verdict})" if c.before else "-",
            f"{c.hit.path.line}:{c.hit.line}",
            c.hit.text.line,
        )
        for c in sheet.hits
    ]
    print_text(table(rows, ("HIT", "VERDICT", "WHERE", "LINE")))
    say(f"{sheet.search.id[:ID_DIGITS]}  {sheet.search.coverage}")


def _values(search: Search) -> dict[str, object]:
    what = search.what
    return {
        "search": search.id,
        "clone": what.clone,
        "revision": what.revision,
        "revision_name": what.revision_name,
        "pattern": what.pattern,
        "roots": what.roots,
        "tool": what.tool,
        "count": what.count,
        "judged": what.count - len(search.open),
        "coverage": search.coverage,
    }


def _hit(compared: Compared) -> dict[str, object]:
    verdict, before = compared.verdict, compared.before
    return {
        "hit": compared.number,
        "path": compared.hit.path.raw,
        "line": compared.hit.line,
        "text": compared.hit.text.raw,
        "verdict": verdict.verdict if verdict else None,
        "reason": verdict.reason if verdict else None,
        "before": before.verdict if before else None,
    }
