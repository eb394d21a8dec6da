"""The one place that joins workflows to adapters, and the door that every process of ours comes through.

Two verbs are hidden: `_parse` and `_vault` start the children that open hostile bytes and hold the key. They
are the same program, so that a frozen build carries nothing more. Each process imports only what it runs, and
nearly nothing before the signals are ours: until then Python itself would answer them, with a traceback.
"""

import os
import signal
import sys

TYPE_CHECKING = False  # `typing` takes longer to import than all the rest here
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from desktop.cli.program import Program
    from desktop.formats.advisories.prose.page import Page
    from desktop.ui.languages import Tongue
    from desktop.vault.remote import RemoteCustody
    from desktop.workflows.custody.doctor import Check
    from desktop.workflows.custody.local_custody import LocalCustody
    from desktop.workflows.custody.look_into import LookedInto
    from desktop.workflows.paper_ports import Printed
    from desktop.workflows.ports import Desk, OpenPgp, Tools
    from desktop.workflows.vault_ports import Vault

_START = (
    "import sys; sys.path.insert(0, {folder!r}); import desktop; del sys.path[0]; "
    "from desktop.bootstrap import main; sys.exit(main())"
)
"""What a child runs first: our package is found in its folder, and nothing else that may lie there."""
_CANCELLED = 130
"""As `domain.failures.Exit`, which is not imported yet when it is first needed."""
_HEADS_S = 2.0
"""How long unlocking waits for the keyring to say where the journal ended."""


def main(arguments: list[str] | None = None) -> int:
    """Run Embargo and return its exit code."""
    _answer_signals(_leave_at_once)
    from desktop.hardening.process import harden_process

    harden_process()
    words = sys.argv[1:] if arguments is None else arguments
    hidden = {"_parse": _parse, "_vault": _serve_vault}
    if words and words[0] in hidden:
        return hidden[words[0]]()
    from desktop.cli.streams import open_streams

    open_streams()
    quieten_libraries()
    code = _run(words)
    if arguments is None:  # nothing of whoever called comes after this
        from desktop.hardening.ending import end_beside_threads

        end_beside_threads(code)
    return code


def _run(words: list[str]) -> int:
    from desktop.cli.guarded import guarded

    try:
        _answer_signals(signal.default_int_handler)  # so that throwaway homes and agents go away too
        return guarded(lambda: _run_settled(words))
    except KeyboardInterrupt:
        return _CANCELLED
    finally:
        _answer_signals(_leave_at_once)


def _run_settled(words: list[str]) -> int:
    from pathlib import Path

    from desktop.cli.window_words import only_the_window
    from desktop.files.places import settle_home, settle_place

    settle_home()
    words = settle_place(words, Path(sys.executable) if getattr(sys, "frozen", False) else None)
    window = only_the_window(words)
    if window is not None:  # it needs no verb, and opens sooner without them all
        return _open_window(window[0], [], window[1])
    from desktop.cli.main import run

    return run(words, assemble())


def _answer_signals(answer: "Callable[..., object]") -> None:
    """What whoever started us chose to ignore, as nohup does, stays ignored."""
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) != signal.SIG_IGN:
            signal.signal(ending, answer)


def _leave_at_once(*_: object) -> None:
    # Nothing has been made yet that would have to be put away.
    os._exit(_CANCELLED)


def quieten_libraries() -> None:
    """Only our own log lines are shown: a library's may hold what a stranger wrote."""
    import logging

    logging.getLogger().handlers = [logging.NullHandler()]
    ours = logging.getLogger("desktop")
    ours.handlers = [logging.StreamHandler()]
    ours.propagate = False


def assemble() -> "Program":
    """Everything that the two faces need."""
    from desktop.cli.program import Program
    from desktop.files.recent_vaults import RecentVaultsFile

    return Program(
        make_tools=make_tools,
        custody=local_custody(),
        custody_with=local_custody,
        make_desk=make_desk,
        last_vault=RecentVaultsFile(),
        open_window=_open_window,
        run_demo=_run_demo,
        run_doctor=_run_doctor,
    )


def make_tools(
    gnupg_home: "Path | None" = None, key_passphrase: "Callable[[], str] | None" = None
) -> "Tools":
    """The adapters that need no vault."""
    from platformdirs import user_config_path

    from desktop.clones.git import GitClone
    from desktop.files.letter_templates import LetterTemplates
    from desktop.files.local import LocalFiles
    from desktop.files.policies import PolicyShelf
    from desktop.openpgp.gpg import Gpg
    from desktop.printers.cups import Cups
    from desktop.sandbox.dangerzone import find_dangerzone
    from desktop.sandbox.parser import SandboxedParser
    from desktop.vault.checkpoint import holds
    from desktop.workflows.ports import Tools

    templates = LetterTemplates(user_config_path("embargo") / "letters")
    return Tools(
        openpgp=Gpg(gnupg_home, key_passphrase),
        parser=SandboxedParser(own_command("_parse")),
        files=LocalFiles(),
        policies=PolicyShelf(user_config_path("embargo") / "policies"),
        now=now,
        random_digits=random_digits,
        own_template=templates,
        own_template_files=templates.files,
        open_clone=GitClone,
        signed=holds,
        find_dangerzone=find_dangerzone,
        draw_advisory=_draw_advisory,
        printers=Cups(),
    )


def _draw_advisory(page: "Page", at: "datetime") -> "Printed":
    """Qt is there once somebody wants a PDF, also without a screen."""
    from desktop.ui.advisory_paper import draw_advisory

    return draw_advisory(page, at)


def local_custody(openpgp: "OpenPgp | None" = None) -> "LocalCustody":
    """Vaults in this very process: for the command line, and inside the vault process.

    `openpgp` opens the slots of OpenPGP keys, in the person's own GnuPG home unless told otherwise.
    """
    from desktop.files.local import LocalFiles
    from desktop.files.places import portable_folder
    from desktop.keychain.kept_heads import KeyringHeads
    from desktop.keychain.keychain import Keychain
    from desktop.keychain.no_keyring import NoKeyring
    from desktop.keychain.os_keyring import SecretServiceKeyring
    from desktop.vault.store import SqlVaultStore
    from desktop.workflows.custody.local_custody import LocalCustody
    from desktop.workflows.custody.openpgp_secrets import OpenPgpSecrets
    from desktop.workflows.custody.patience import Patience

    def person() -> "OpenPgp":
        from desktop.openpgp.gpg import Gpg

        return openpgp or Gpg()

    files, sealer = LocalFiles(), OpenPgpSecrets(person)
    keyring = NoKeyring if portable_folder() is not None else SecretServiceKeyring
    keychain = Keychain(keyring(), files, openpgp=sealer)
    heads = KeyringHeads(keyring(_HEADS_S, asks=False))
    return LocalCustody(SqlVaultStore(files, now, heads), keychain, Patience(files, now))


def make_desk(vault: "Vault", tools: "Tools") -> "Desk":
    """A desk for the handler whom the vault names, else for the user of this machine."""
    from desktop.files.places import user_name
    from desktop.workflows.team.sign_in import desk_for

    return desk_for(vault, tools, user_name())


def own_command(verb: str) -> list[str]:
    """How this program starts itself again: frozen, or through the interpreter.

    The child runs this very package, installed or not, found by its own place: `-P` keeps the current folder
    out of its imports, where somebody may have put modules of the same names.
    """
    from pathlib import Path

    if getattr(sys, "frozen", False):
        return [sys.executable, verb]
    folder = str(Path(__file__).resolve().parents[1])
    return [sys.executable, "-P", "-c", _START.format(folder=folder), verb]


def now() -> "datetime":
    """The present, in UTC."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def random_digits(count: int, below: int) -> "Sequence[int]":
    """Unpredictable numbers, for names that must not be guessed."""
    import secrets

    return [secrets.randbelow(below) for _ in range(count)]


def _parse() -> int:
    from desktop.sandbox import child

    return child.main()


def _serve_vault() -> int:
    from desktop.vault.server import run_vault_process

    quieten_libraries()
    return run_vault_process(local_custody())


def _remote_custody() -> "RemoteCustody":
    """Vaults in a process of their own: for the desk."""
    from desktop.files.local import LocalFiles
    from desktop.keychain.slots_file import slot_infos
    from desktop.vault.remote import RemoteCustody

    return RemoteCustody(own_command("_vault"), slot_infos(LocalFiles()))


def _run_doctor(tools: "Tools", as_json: bool, looked: "LookedInto | None") -> int:
    from desktop.cli.custody import doctor

    return doctor.tell(_examine(tools, looked), as_json=as_json)


def _examine(tools: "Tools", looked: "LookedInto | None") -> "tuple[Check, ...]":
    from pathlib import Path

    from desktop.cli.custody import doctor
    from desktop.openpgp.probe import probe
    from desktop.sessions.unnoticed import what_goes_unnoticed
    from desktop.vault.database import probe_database

    adapters = doctor.Adapters(
        gpg_version=probe,
        database_version=probe_database,
        keyring_available=local_custody().keyring_available,
        confined=lambda: tools.parser.confined,
        unnoticed=what_goes_unnoticed,
        template_files=tools.own_template_files,
        looked=looked,
    )
    return doctor.look(adapters, Path.home())


def _open_window(vault: "Path | None", paths: "list[Path]", language: str) -> int:
    import gc
    from contextlib import ExitStack, closing
    from functools import cache

    from desktop.domain.failures import Usage

    if not (_has_display() or os.environ.get("QT_QPA_PLATFORM")):  # Qt itself would abort, with a core dump
        raise Usage(
            "There is no display to open the window on: neither WAYLAND_DISPLAY nor DISPLAY is set.",
            advice="Start it within a desktop session, or use a verb: `embargo --help` lists them.",
        )
    gc.disable()  # nothing that opens the window goes again; from then on the window tidies (ui/tidying.py)
    from desktop.files.one_desk import Handed, OneDesk, running_place
    from desktop.files.places import portable_folder
    from desktop.files.recent_vaults import RecentVaultsFile

    recent, folder = RecentVaultsFile(), portable_folder()
    one = OneDesk(running_place(folder))
    if not one.take():
        one.hand_over(Handed(vault, tuple(paths), os.environ.get("XDG_ACTIVATION_TOKEN", "")))
        return 0
    from desktop.hardening.ending import AskedToEnd

    asked = AskedToEnd()  # before Qt is there
    from desktop.sessions.threaded_watch import ThreadedWatch
    from desktop.ui.application import Start, run_desk

    tongue = _tongue(language)
    tools, watch = cache(make_tools), ThreadedWatch()
    with ExitStack() as ending, closing(_remote_custody()) as custody, closing(watch), closing(one):
        ending.callback(lambda: tools().openpgp.close() if tools.cache_info().currsize else None)
        start = Start(
            vault or recent.read(), paths, own_command("demo"), recent, one, folder, tongue, _examine
        )
        return run_desk(custody, tools, make_desk, start, watch=watch, asked=asked)


def _tongue(language: str = "") -> "Tongue":
    from desktop.files.chosen_language import ChosenLanguage
    from desktop.ui.languages import tongue_for

    chosen = ChosenLanguage()
    return tongue_for(language, chosen.read(), chosen.remember)


def _run_demo(out: "Path | None") -> int:
    from contextlib import closing

    from desktop.demonstration import demonstrate

    show = _show_desk if out is None and _has_display() else None
    with closing(_remote_custody()) as custody:
        return demonstrate(custody, make_tools, make_desk, out=out, show=show)


def _show_desk(desk: "Desk") -> int:
    from desktop.ui.application import show_desk

    return show_desk(desk, _tongue())


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
