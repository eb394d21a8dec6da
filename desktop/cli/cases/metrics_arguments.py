"""The words of metrics."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.cli.argument_types import text

_HOW = (
    "A case counts in the quarter of its arrival, in its policy's time zone. Times run from the arrival. "
    "A fix that was taken back later counts as it was first kept, and its case as open. "
    "Percentiles are those of PERCENTILE.INC; below three measured cases their values are shown."
)


def add_metrics_verb(add: Callable[..., Any], common: argparse.ArgumentParser) -> None:
    """Add the verb."""
    metrics = add(
        "metrics",
        parents=[common],
        help="how fast cases were answered, assessed, fixed and published, and which promises were kept",
        epilog=_HOW,
    )
    metrics.add_argument("--policy", type=text, default="", metavar="ID", help="only cases of this policy")
    metrics.add_argument("--from", dest="first", type=text, default="", metavar="QUARTER", help="as 2026-Q1")
    metrics.add_argument("--to", dest="last", type=text, default="", metavar="QUARTER", help="as 2026-Q3")
    metrics.add_argument("--csv", type=Path, metavar="FILE", help="also write a CSV; - is stdout")
