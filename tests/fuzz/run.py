"""`python -m tests.fuzz.run TARGET RUNS FOLDER`: fuzz one parser with atheris, guided by coverage.

The corpus stands in FOLDER/corpus and grows there. What is raised and not allowed is written to
FOLDER/findings with the input, once for each place that raises, and the fuzzing goes on.
"""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["desktop"]):
    from tests.fuzz.targets import TARGETS, Target

_LONGEST = 16 * 1024
_SLOW_S = 20


def watched(target: Target, findings: Path) -> Callable[[bytes], None]:
    """The target, with every finding written down."""
    known: set[str] = set()

    def once(data: bytes) -> None:
        try:
            target.run(data)
        except target.allowed:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} {Path(last.filename).name} {last.lineno}"
            if place not in known:
                known.add(place)
                stem = findings / f"{len(known):03}"
                stem.with_suffix(".bin").write_bytes(data)
                stem.with_suffix(".txt").write_text("".join(traceback.format_exception(error)))

    return once


def main() -> None:
    name, runs, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    corpus, findings = folder / "corpus", folder / "findings"
    for made in (corpus, findings):
        made.mkdir(parents=True, exist_ok=True)
    target = TARGETS[name]
    for number, content in enumerate(target.seeds()):
        (corpus / f"seed{number:04}").write_bytes(content)
    options = [f"-runs={runs}", f"-max_len={_LONGEST}", f"-timeout={_SLOW_S}", "-rss_limit_mb=3000"]
    atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", str(corpus)], watched(target, findings))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
