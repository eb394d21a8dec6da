"""Read a case's report against the scope of its policy: hosts, proposed lines, and what they would say."""

from collections.abc import Iterable
from datetime import date

import msgspec

from desktop.domain import events as e
from desktop.domain.assessing.hosts import Host, find_hosts
from desktop.domain.assessing.scope import ScopeVerdict, judge, line_named, matches
from desktop.domain.assessing.scope_words import propose_lines
from desktop.domain.clocks.policy_day import day_of
from desktop.domain.policy import ScopeLine
from desktop.domain.versions.supported import Support, supported
from desktop.workflows.desk.view_case import CaseView


class ScopeView(msgspec.Struct, frozen=True):
    """What a person needs to judge the scope; a proposal, until one is recorded."""

    stated: bool
    hosts: tuple[Host, ...]
    """Named in the report, in its order."""
    proposed: tuple[ScopeLine, ...]
    """Lines that words of the report call to mind."""
    proposal: ScopeVerdict
    """What the hosts alone would say, the condition unanswered."""
    recorded: e.ScopeJudged | None
    support: tuple[Support, ...]
    """What the table of versions says of each version that is listed as affected."""

    @property
    def matching(self) -> tuple[Host, ...]:
        """The hosts that some applying line means."""
        return tuple(h for h in self.hosts if any(matches(line, h) for line in self.proposal.lines))


def view_scope(view: CaseView) -> ScopeView:
    """Read the report of a case; pure and bounded, whatever the report holds."""
    profile = view.profile
    stated = bool(profile.scope) or profile.scope_condition is not None
    text = "\n".join(part.raw for report in view.reports for part in (report.subject, report.text))
    hosts = find_hosts(text) if stated else ()
    return ScopeView(
        stated=stated,
        hosts=hosts,
        proposed=propose_lines(profile, text) if stated else (),
        proposal=judge(profile, hosts),
        recorded=view.case.scope,
        support=tuple(
            support_of(view, written) for listed in view.case.products for written in listed.affected
        ),
    )


def support_of(view: CaseView, written: str) -> Support:
    """What the table says of a version on the policy's own day; what is no version is asked about. Total."""
    try:
        return supported(view.profile, written, policy_day(view))
    except ValueError as error:
        return Support(written, "ask", f"This is no version: {error}.")


def policy_day(view: CaseView) -> date:
    """The present day where the policy keeps its calendar."""
    return day_of(view.profile, view.at)


def chosen_lines(view: CaseView, names: Iterable[str]) -> tuple[ScopeLine, ...]:
    """The lines with these words or clause ids; others are passed over."""
    return tuple(line for name in names if (line := line_named(view.profile, name)))
