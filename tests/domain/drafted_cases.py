"""Cases from which advisories are drafted, generated: products, what a matrix says of them, fixes, dates."""

from datetime import timedelta
from itertools import chain

from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.matrix.cells import Cell
from tests.histories import RECEIVED, received

NAME = "Widget"
_NUMBERS = [f"{major}.{minor}.{patch}" for major in (1, 2) for minor in (2, 3) for patch in (0, 1, 9)]
_versions = st.sampled_from([*_NUMBERS, "1.3", "v1.3.1", "r7", "1.3.0-rc1"])
_listed = st.sampled_from(["1.3.0", "1.3.1", "1.3.9", "1.3.0-rc1", "2.2.0", "r7"])
_ranges = st.one_of(
    _listed,
    st.tuples(st.sampled_from([">=", "<", "<="]), _listed).map("".join),
    st.tuples(_listed, _listed).map(lambda pair: f">={pair[0]}, <{pair[1]}"),
)
"""What is listed as affected: little enough to leave room for other words."""
_branches = st.sampled_from(["1.2", "1.3", "2.x", ">=2.0, <3", "stable", ""])
_states = st.sampled_from(["affected", "not-affected", "fixed", "under-investigation", "not-checked"])
_WHY = "vulnerable_code_not_present"
_findings = st.sampled_from(["", "Loader"])


def _word(version: str, state: str, finding: str, branch: bool) -> e.VersionJudged:
    why = _WHY if state == "not-affected" else ""
    return e.VersionJudged(NAME, version, state, "read", why, finding, branch)  # type: ignore[arg-type]


def _trace(cells: dict[str, str], finding: str, refs: tuple[str, ...]) -> e.VersionsTraced:
    found = tuple(
        Cell(name, "tag", state, "told", _WHY if state == "not-affected" else "")  # type: ignore[arg-type]
        for name, state in cells.items()
    )
    return e.VersionsTraced(NAME, "clone", (), (), found, finding, refs)


@st.composite
def _fix(draw: st.DrawFn) -> list[Event]:
    """A fix, and what became of it."""
    version, branch = draw(_versions), draw(_branches)
    day = (RECEIVED + timedelta(days=draw(st.integers(-2, 9)))).date()
    reference = draw(st.sampled_from(["", "https://x.example/1"]))
    told = [
        e.FixPrepared(NAME, version, branch, reference),
        e.BranchReleased(NAME, version, day, branch),
        e.FixReverted(NAME, "it broke", branch),
    ]
    return told[: draw(st.integers(1, 3))]


@st.composite
def _exemption(draw: st.DrawFn) -> list[Event]:
    why = draw(st.sampled_from(["component_not_present", "branch-not-affected"]))
    return [e.FixExempted(NAME, why, "read", draw(_branches))]


_told: st.SearchStrategy[list[Event]] = st.one_of(
    st.builds(_word, _versions, _states, _findings, st.just(False)).map(lambda one: [one]),
    st.builds(_word, _branches.filter(bool), _states, _findings, st.just(True)).map(lambda one: [one]),
    st.builds(
        _trace,
        st.dictionaries(st.sampled_from(_NUMBERS), _states, min_size=2, max_size=8),
        st.just(""),
        st.sampled_from([(), ("v1.*",)]),
    ).map(lambda one: [one]),
    _fix(),
    _exemption(),
    st.sampled_from([e.VariantFound("Loader", "src/x.c"), e.ReportConfirmed(), e.FixReleased()]).map(
        lambda one: [one]
    ),
)

histories = st.builds(
    lambda affected, branches, acts: [
        (RECEIVED, received()),
        *(
            (RECEIVED + timedelta(hours=7 * n), act)
            for n, act in enumerate(
                (e.AffectedListed("Acme", NAME, tuple(affected), tuple(branches)), *chain(*acts))
            )
        ),
    ],
    st.lists(_ranges, min_size=1, max_size=3, unique=True),
    st.lists(_branches.filter(bool), max_size=3, unique=True),
    st.lists(_told, max_size=6),
)
"""When and what, as `tests.histories.history` takes it."""
