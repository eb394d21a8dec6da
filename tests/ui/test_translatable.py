"""Every string of the window reaches translators: what the extractor takes is what the program asks for."""

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest

from tests.catalogues import sentences, translations
from tests.test_architecture import ROOT, tree

SOURCES = sorted((ROOT / "desktop" / "ui").rglob("*.py"))
SHOWING = frozenset({
    "setText", "setWindowTitle", "setToolTip", "setPlaceholderText", "setAccessibleName", "setTitle",
    "setAccessibleDescription", "setStatusTip", "setWhatsThis", "setPrefix", "setSuffix", "setTabText",
    "addAction", "addMenu", "addItem", "addTab", "insertItem", "say", "rename", "refuse", "Message", "Chip",
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QAction", "QGroupBox", "QMenu",
    "Words", "ActButton", "WideButton", "IconButton", "LineField", "TextField", "ChoiceField",
})  # fmt: skip
"""Calls whose strings are read by people; tones and names of looks are no words for people."""
NAMES = frozenset({"Embargo"})
ASKING = ("tr", "translate")
COLLECTED = {"Sentences": sentences.sentences(), "Scoring": sentences.scoring_names()}
"""What is said of the lower rooms is taken from there."""


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_read(text: str) -> bool:
    """Words for people: a capital or a blank; keys, tones and marks have neither."""
    return bool(re.search(r"[A-Z][a-z]|[a-z] [a-z]", text)) and text not in NAMES


def trapped(node: ast.AST, cls: str = "") -> Iterator[str]:
    """Each string that a translator would never see, or that would never be found again."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.JoinedStr):
            inner = [n for n in ast.walk(child) if isinstance(n, ast.Call) and name_of(n) in ASKING]
            yield from (f"{call.lineno}: inside an f-string it is not extracted" for call in inner)
        if isinstance(child, ast.Call):
            yield from wrong(child, cls)
        yield from trapped(child, child.name if isinstance(child, ast.ClassDef) else cls)


def wrong(call: ast.Call, cls: str) -> Iterator[str]:
    name = name_of(call)
    if name == "tr":
        yield from wrong_tr(call, cls)
    elif name == "translate" and len(call.args) > 1:  # with one argument it is that of str
        yield from wrong_translate(call)
    elif name in SHOWING:
        for text in filter(is_read, literals(call)):
            yield f"{call.lineno}: {text!r} is not translated"


def wrong_tr(call: ast.Call, cls: str) -> Iterator[str]:
    if owner_of(call) != "self" or not cls:
        yield f"{call.lineno}: only self.tr within a class has a context"
    if not are_literal(call.args[:1]):
        yield f"{call.lineno}: tr takes a literal"


def wrong_translate(call: ast.Call) -> Iterator[str]:
    literal = call.args[: 1 if context_of(call) in COLLECTED else 2]
    if owner_of(call) not in ("QCoreApplication", "") or not are_literal(literal):
        yield f"{call.lineno}: translate takes a context and a string, both literal"
    if len(call.args) > 2:
        yield f"{call.lineno}: the extractor knows no plural of translate, see look/counted.py"


def context_of(call: ast.Call) -> str:
    first = call.args[0]
    return str(first.value) if isinstance(first, ast.Constant) else ""


def owner_of(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[0]


def are_literal(arguments: list[ast.expr]) -> bool:
    return all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in arguments)


def literals(call: ast.Call) -> Iterator[str]:
    """What stands in a call as text, also between the values of an f-string."""
    for argument in call.args:
        for part in argument.values if isinstance(argument, ast.JoinedStr) else [argument]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def test_no_string_of_the_window_is_lost_to_translators():
    found = [f"{path.relative_to(ROOT)}:{what}" for path in SOURCES for what in trapped(tree(path))]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "def tr(words):\n    return words\ntr('Hello there')",
        "class A:\n    def f(self, other):\n        other.tr('Hello')",
        "class A:\n    def f(self):\n        self.tr(f'Hello {self.name}')",
        "class A:\n    def f(self, words):\n        self.tr(words)",
        "class A:\n    def f(self):\n        return f'{self.tr(\"Hello\")}!'",
        "QCoreApplication.translate('Menu', words)",
        "QCoreApplication.translate(context, 'Hello')",
        "QCoreApplication.translate('Menu', f'Hello {name}')",
        "QCoreApplication.translate('Menu', '%n files', '', count)",
        "label.setText('Nothing is here')",
        "button.setText(f'Close {name}')",
        "QPushButton('Close')",
        "menu.addAction('Close it')",
    ],
)
def test_each_trap_is_seen(source):
    assert list(trapped(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "class A:\n    def f(self):\n        self.tr('%n files', '', 3)",
        "QCoreApplication.translate('Menu', 'Close')",
        "translate = QCoreApplication.translate\ntranslate('Menu', 'Close')",
        "text.translate(_TABLE)",
        "label.setText(words)",
        "label.setText(f'{one} · {two}')",
        "Words('', 'caption')",
    ],
)
def test_what_is_translated_passes(source):
    assert list(trapped(ast.parse(source))) == []


def asked_for(node: ast.AST, cls: str = "") -> Iterator[tuple[str, str, bool]]:
    """Context, string, and whether it counts something, of every call."""
    for child in ast.iter_child_nodes(node):
        within = child.name if isinstance(child, ast.ClassDef) else cls
        if isinstance(child, ast.Call) and name_of(child) in ("tr", "translate"):
            words = [a.value if isinstance(a, ast.Constant) else None for a in child.args]
            if name_of(child) == "tr":
                yield within, str(words[0]), len(words) > 2
            elif len(words) > 1 and context_of(child) not in COLLECTED:
                yield str(words[0]), str(words[1]), len(words) > 3
        yield from asked_for(child, within)


def test_the_extractor_takes_what_the_program_asks_for(extracted):
    taken = {
        (context.findtext("name"), message.findtext("source"), message.get("numerus") == "yes")
        for context in ET.parse(extracted).getroot().iter("context")
        for message in context.iter("message")
    }
    wanted = {one for path in SOURCES for one in asked_for(tree(path))}
    wanted |= {(context, one, False) for context, below in COLLECTED.items() for one in below}
    assert taken == wanted
    assert len(taken) > 5000


def test_what_counts_something_has_a_plural(extracted):
    """`{n}` followed by a noun cannot be said in languages with several plurals."""
    sources = {m.findtext("source") or "" for m in ET.parse(extracted).getroot().iter("message")}
    nouns = re.compile(
        r"\{n\} (more|days|hours|minutes|cases|files|mistakes|hits|tries|promises|months|weeks)\b"
    )
    assert [words for words in sorted(sources) if nouns.search(words)] == []


def test_english_has_a_singular_for_everything_that_counts(extracted):
    """`embargo_en.ts` is whole and up to date where English needs it."""
    counting = {
        (context.findtext("name"), message.findtext("source"))
        for context in ET.parse(extracted).getroot().iter("context")
        for message in context.iter("message")
        if message.get("numerus") == "yes"
    }
    english = ET.parse(ROOT / "resources" / "translations" / "embargo_en.ts").getroot()
    said = {
        (context.findtext("name"), message.findtext("source")): [
            form.text for form in message.iter("numerusform")
        ]
        for context in english.iter("context")
        for message in context.iter("message")
        if message.find("translation") is not None and message.find("translation").get("type") is None
    }
    assert set(said) == counting, "resources/start languages"
    for (_, source), (singular, plural) in said.items():
        assert plural == source
        assert set(re.findall(r"{\w+}", singular)) == set(re.findall(r"{\w+}", source))


def test_a_language_that_is_begun_holds_every_string(tmp_path, extracted):
    translations.update(["de"], tmp_path)
    begun = ET.parse(tmp_path / "embargo_de.ts").getroot()
    assert begun.get("language") == "de"
    assert len(list(begun.iter("message"))) == len(list(ET.parse(extracted).getroot().iter("message")))


def test_only_text_is_kept_in_the_repository():
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert "resources/translations/*.qm" in ignored
    folder = ROOT / "resources" / "translations"
    assert "resources/translations/sentences.txt" in ignored
    assert {path.suffix for path in folder.iterdir()} <= {".ts", ".md", ".qm", ".txt"}
