"""Takes the words of the window out of the sources for translators, and compiles what they wrote.

    translations.py update [LANGUAGE...]  bring every embargo_*.ts up to date, and begin one for LANGUAGE
    translations.py compile               make every embargo_*.ts into what the window reads, embargo_*.qm,
                                          and list for them what the lower rooms say, sentences.txt
    translations.py pseudo                make embargo_pseudo.qm from the sources

`resources/start languages` does all three. English is written in the sources; embargo_en.ts holds its plurals
alone. The programs that extract and compile come with PySide6.
"""  # noqa: INP001 - a script of the checkout, in no package

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))
from pseudo import pseudo_catalogue
from sentences import scoring_names, sentences

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
SOURCE = "en"
"""The language of the sources."""
_EMPTY = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="{language}" sourcelanguage="{source}"/>
"""
_COMPILED = ("-silent", "-nounfinished")


def update(languages: list[str], folder: Path = FOLDER) -> None:
    """Bring every catalogue up to date; `languages` are new ones, as in embargo_de.ts."""
    for language in languages:
        (folder / f"embargo_{language}.ts").touch()
    for catalogue in sorted(folder.glob("embargo_*.ts")):
        extract(catalogue, only_plurals=catalogue.stem == f"embargo_{SOURCE}")


def extract(catalogue: Path, *, only_plurals: bool = False) -> None:
    """Write every string of the window, and every sentence of the lower rooms, into a catalogue.

    What is translated there is kept. The extractor reads calls alone: the sentences are given to it as such.
    """
    sources = sorted(str(path) for path in (ROOT / "desktop" / "ui").rglob("*.py"))
    if not catalogue.exists() or not catalogue.stat().st_size:
        language = catalogue.stem.removeprefix("embargo_")
        catalogue.write_text(_EMPTY.format(language=language, source=SOURCE))
    plurals = ("-pluralonly",) if only_plurals else ()
    flags = ("-silent", "-no-obsolete", "-locations", "none")
    with TemporaryDirectory() as folder:
        below = Path(folder) / "sentences.py"
        asked = [f"translate({context!r}, {_quoted(one)})\n" for context, words in _below() for one in words]
        below.write_text("".join(asked))
        _run("lupdate", *flags, *plurals, *sources, str(below), "-ts", str(catalogue))


def compile_all(folder: Path = FOLDER) -> None:
    """Make every catalogue into what the window reads."""
    for catalogue in sorted(folder.glob("embargo_*.ts")):
        compile_one(catalogue, catalogue.with_suffix(".qm"))
        if catalogue.stem != f"embargo_{SOURCE}":
            list_sentences(folder)


def list_sentences(folder: Path) -> None:
    """Write down by which sentences the window knows those of the lower rooms again."""
    (folder / "sentences.txt").write_text("\n".join(sentences()) + "\n")


def compile_one(catalogue: Path, target: Path) -> None:
    """What is unfinished stays English."""
    _run("lrelease", *_COMPILED, str(catalogue), "-qm", str(target))


def compile_pseudo(target: Path = FOLDER / "embargo_pseudo.qm") -> None:
    """Make the pseudo-language from the sources as they are."""
    list_sentences(target.parent)
    with TemporaryDirectory() as folder:
        catalogue = Path(folder) / "embargo_en.ts"
        extract(catalogue)
        catalogue.write_bytes(pseudo_catalogue(catalogue.read_bytes()))
        compile_one(catalogue, target)


def _below() -> list[tuple[str, list[str]]]:
    """The contexts of what the lower rooms say."""
    return [("Sentences", sentences()), ("Scoring", scoring_names())]


def _quoted(words: str) -> str:
    return '"{}"'.format(words.replace("\\", "\\\\").replace('"', '\\"'))


def _run(program: str, *words: str) -> None:
    # beside the interpreter, as every program that a package installs
    path = Path(sys.executable).with_name(f"pyside6-{program}")
    subprocess.run([str(path), *words], check=True)  # noqa: S603 - our own words


def main(words: list[str]) -> int:
    """One verb; returns the exit code."""
    match words:
        case ["update", *languages]:
            update(languages)
        case ["compile"]:
            compile_all()
        case ["pseudo"]:
            compile_pseudo()
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
