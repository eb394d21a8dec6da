"""The demonstration: a vault and two keys that are thrown away, three reports, and the whole job done on one.

Files are left only in the folder that was asked for, or in a new one of its own.
"""

import secrets
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from desktop.cli.output import ProgressBar, print_text, say
from desktop.domain.stages import Stage
from desktop.files.local import LocalFiles
from desktop.openpgp.home import throwaway_home
from desktop.vault.remote import RemoteCustody
from desktop.workflows.demo import stage_demo as demo
from desktop.workflows.demo.rehearse import rehearse
from desktop.workflows.ports import Desk, Tools
from desktop.workflows.promises.export_timeline import export_timeline
from desktop.workflows.vault_ports import Vault


def demonstrate(
    custody: RemoteCustody,
    make_tools: Callable[[Path], Tools],
    make_desk: Callable[[Vault, Tools], Desk],
    *,
    out: Path | None,
    show: Callable[[Desk], int] | None,
) -> int:
    """Take in the sample reports, then `show` them to a person or, without one, do the whole job on one.

    Raises WriteFailed where `out` cannot be used, before any key is made.
    """
    if out is not None:
        LocalFiles().make_folder(out)
    with throwaway_home() as home, TemporaryDirectory(prefix="embargo-demo-") as folder:
        tools = make_tools(home)
        with closing(tools.openpgp):
            directory, secret = str(Path(folder) / "demo.embargo"), secrets.token_urlsafe(16)
            vault, _ = custody.create(directory, passphrase=secret, now=tools.now())
            with closing(vault):
                demo.name_sample_handler(vault, tools.now())
                desk = make_desk(vault, tools)
                cases, intake = _stage(desk)
                return show(desk) if show is not None else _rehearse(desk, cases, intake, out)


def _stage(desk: Desk) -> tuple[Sequence[str], str]:
    progress = ProgressBar()
    say("Making two throwaway keys.")
    make_key = desk.tools.openpgp.create_key
    intake = make_key(demo.INTAKE_NAME, demo.INTAKE_ADDRESS, passphrase="", progress=progress)
    reporter = make_key(demo.REPORTER_NAME, demo.REPORTER_ADDRESS, passphrase="", progress=progress)
    progress.finish()
    say("Taking in three sample reports.")
    cases = demo.stage_demo(desk, intake=intake.fingerprint, reporter=reporter.fingerprint, progress=progress)
    progress.finish()
    return cases, intake.fingerprint


def _rehearse(desk: Desk, cases: Sequence[str], intake: str, out: Path | None) -> int:
    from desktop.ui.portrait import Portraits
    from desktop.ui.printing import print_timeline

    folder = (out or Path(mkdtemp(prefix="embargo-demo-"))).absolute()
    progress = ProgressBar()
    with Portraits(desk, folder) as portraits:

        def at_stage(stage: Stage) -> None:
            progress.finish()
            say(f"Stage: {stage}.")
            portraits.take(cases[0], stage)

        published = rehearse(
            desk, cases[0], out=folder, sign_with=intake, at_stage=at_stage, progress=progress
        )
        timeline = folder / f"{cases[0]}-timeline.pdf"
        export_timeline(desk, cases[0], timeline, print_timeline)
    progress.finish()
    for path in (*(written.path for written in published.files), timeline, *portraits.files):
        print_text(str(path))
    say(f"The whole job is done: case {cases[0]} is fixed, published and closed.")
    return 0
