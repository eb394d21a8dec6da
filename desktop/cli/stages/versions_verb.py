"""versions: which versions carry a problem, traced in a git clone and judged by hand."""

import argparse
from collections.abc import Iterator, Sequence

from desktop.cli.cases.act_verb import require_done
from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import ProgressBar, print_json, print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.cli.stages.versions_text import describe_matrix, describe_trace, matrix_values
from desktop.domain import events as e
from desktop.domain.clocks.policy_day import day_of
from desktop.domain.failures import Exit, Usage
from desktop.domain.matrix.known import Known, known_of, products_to_look_at
from desktop.domain.matrix.matrix import Matrix, findings_of
from desktop.domain.matrix.regressions import regressions
from desktop.domain.versions.catalogue import key_of
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import CaseView, view_case
from desktop.workflows.investigation.trace_versions import Question, keep_trace


def versions(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts."""
    return {"trace": _trace, "show": _show, "judge": _judge}[parsed.versions_act](parsed, program)


def _trace(parsed: argparse.Namespace, program: Program) -> int:
    """Trace, and keep what was told. Raises CloneRefused, TooLarge."""
    case_id, progress = case_id_of(parsed.case), ProgressBar()
    with open_desk(parsed, program) as desk:
        view = view_case(desk, case_id)
        question = Question(
            _product(view, parsed.product),
            tuple(parsed.introduced),
            tuple(parsed.fixed),
            _finding(view, parsed.finding or ""),
            tuple(parsed.refs),
        )
        outcome = keep_trace(desk, case_id, parsed.clone, question, progress)
        progress.finish()
        require_done(outcome, desk, case_id)
        view = view_case(desk, case_id)
    known = _known(view, question.product, question.finding)
    if parsed.json:
        print_json(matrix_values(known))
    else:
        print_text(describe_matrix(known))
    if known.matrix.trace is not None:
        say(describe_trace(known.matrix.trace, known.matrix.kept))
    _remark(view)
    return Exit.DONE


def _show(parsed: argparse.Namespace, program: Program) -> int:
    """The matrices of a case."""
    with open_desk(parsed, program, read_only=True) as desk:
        view = view_case(desk, case_id_of(parsed.case))
    shown = list(_matrices(view, parsed.product.strip(), parsed.finding))
    if parsed.json:
        values = [matrix_values(known) for known in shown]
        print_json({"case": view.case.case_id, "matrices": values, "remarks": _remarks(view)})
        return Exit.DONE
    if shown:
        print_text("\n\n".join(map(describe_matrix, shown)))
    else:
        say("The case lists no product yet: name one, or list it as affected.")
    _remark(view)
    return Exit.DONE


def _judge(parsed: argparse.Namespace, program: Program) -> int:
    """Say of a version what it is. Raises RefusedByPolicy."""
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program) as desk:
        view = view_case(desk, case_id)
        product, finding = _product(view, parsed.product), _finding(view, parsed.finding or "")
        act = e.VersionJudged(
            product=product,
            version=parsed.version.strip(),
            state=parsed.state,
            ground=parsed.because,
            justification=parsed.justification,
            finding=finding,
            branch=parsed.branch or _is_branch(_known(view, product, finding).matrix, parsed.version.strip()),
        )
        require_done(record_act(desk, case_id, act), desk, case_id)
        view = view_case(desk, case_id)
    if parsed.json:
        print_json(matrix_values(_known(view, product, finding)))
    say(f"{product} {act.version}{' (branch)' * act.branch}: {act.state}.")
    _remark(view)
    return Exit.DONE


def _is_branch(matrix: Matrix, written: str) -> bool:
    """A supported branch is meant where no version has the same name."""
    named = any(row.name == written for row in matrix.rows if row.sort != "supported")
    return written in matrix.branches and not named


def _finding(view: CaseView, written: str) -> str:
    """The finding as the case calls it. Raises Usage."""
    for name in findings_of(view.case):
        if e.same_name(name, written):
            return name
    names = ", ".join(variant.name for variant in view.case.variants) or "none"
    raise Usage(
        "The case has no such similar problem.",
        advice=f"It has {names}. `embargo audit variant` records one.",
    )


def _product(view: CaseView, written: str) -> str:
    """The product that was named, or the only one there is. Raises Usage."""
    products = products_to_look_at(view.case, view.profile)
    if written.strip() and view.case.products:
        return written.strip()  # the rules know which these are
    if written.strip():
        return _known_product((*products, *(one.product for one in view.products)), written.strip())
    if len(products) != 1:
        listed = f"The case has {', '.join(products)}." if products else "The case lists none yet."
        raise Usage("Say of which product.", advice=f"Name it with --product. {listed}")
    return products[0]


def _known_product(known: Sequence[str], written: str) -> str:
    """A product of the case, the policy or the catalogue, as it is called there: a typo makes none.

    Raises Usage; where no product is known at all, any is new.
    """
    found = next((name for name in known if key_of("", name) == key_of("", written)), "")
    if known and not found:
        raise Usage(
            f"No product is called {written}.",
            advice=f"There are {', '.join(dict.fromkeys(known))}. `embargo product add` lists another.",
        )
    return found or written


def _known(view: CaseView, product: str, finding: str) -> Known:
    return known_of(view.case, view.profile, day_of(view.profile, view.at), product, finding)


def _matrices(view: CaseView, product: str, finding: str | None) -> Iterator[Known]:
    findings = findings_of(view.case) if finding is None else (_finding(view, finding),)
    for one in findings:
        for name in (product,) if product else products_to_look_at(view.case, view.profile):
            yield _known(view, name, one)


def _remarks(view: CaseView) -> tuple[str, ...]:
    differing = (remark for known in view.known for remark in known.remarks)
    again = (regression.sentence for regression in regressions(view.case))
    return (*differing, *again)


def _remark(view: CaseView) -> None:
    for remark in _remarks(view):
        say(remark)
