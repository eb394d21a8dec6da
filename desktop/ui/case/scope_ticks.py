"""What stands beside the boxes of a scope form: hosts with their lines, lines with their clauses."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.assessing.hosts import Host
from desktop.domain.assessing.scope import doubts_of, matches
from desktop.domain.inert import Untrusted
from desktop.domain.policy import Profile, ScopeLine
from desktop.ui.parts.ticks_field import Tick
from desktop.workflows.investigation.judge_scope import ScopeView


def host_ticks(scope: ScopeView, profile: Profile) -> list[Tick]:
    """A box for each host of the report; both spellings of an international name are shown."""
    return [Tick(host.ascii, _shown(host), _note(host, profile)) for host in scope.hosts]


def line_ticks(scope: ScopeView, profile: Profile, side: str) -> list[Tick]:
    """A box for each line of a side, with its clauses and whether the report's words call it to mind."""
    lines = [line for line in profile.scope if line.side == side]
    return [Tick(line.text, line.text, _origin(line, proposed=line in scope.proposed)) for line in lines]


def _origin(line: ScopeLine, *, proposed: bool) -> str:
    words = QCoreApplication.translate("Scope", "proposed: the report uses its words") if proposed else ""
    return " · ".join(filter(None, (", ".join(line.clauses), words, line.assumed)))


def _shown(host: Host) -> Untrusted:
    same = host.name.raw == host.ascii
    return host.name if same else Untrusted(f"{host.ascii} ({host.name.raw})")


def _note(host: Host, profile: Profile) -> str:
    doubts = doubts_of(profile, (host,))
    if doubts:
        return doubts[0]
    means = [line for line in profile.scope if matches(line, host)]
    if not means:
        return QCoreApplication.translate("Scope", "no line of the scope names it")
    return "; ".join(f"{line.text} ({', '.join(line.clauses)})" for line in means)
