"""The window speaks the language that was chosen, else the system's, else English."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, QTranslator

from desktop.files.chosen_language import ChosenLanguage
from desktop.ui.dialogs.settings_dialog import SettingsDialog
from desktop.ui.languages import Tongue, languages, offered_languages, pick, speak
from desktop.ui.look.instants import day_and_month
from desktop.ui.look.sentences import speak_sentences
from desktop.ui.policies.policy_words import duration_words
from desktop.ui.settings import DeskSettings
from tests.catalogues import pseudo
from tests.ui.conftest import NOW, settle

KNOWN = ("en", "de", "pseudo", "pt_BR")


@pytest.fixture
def speaking(qapp):
    """Speaks a language for the length of a test."""
    before = qapp.findChildren(QTranslator)

    def begin(code, folder):
        return speak(qapp, code, folder)

    yield begin
    for translator in set(qapp.findChildren(QTranslator)) - set(before):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    speak_sentences(None)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize(
    ("chosen", "wishes", "spoken"),
    [
        ("", (), "en"),
        ("de", ("fr-FR",), "de"),
        ("", ("de-AT", "de"), "de"),
        ("", ("fr-FR", "de-DE"), "de"),
        ("", ("pt-BR",), "pt_BR"),
        ("", ("pt-PT",), "en"),
        ("", ("en-GB", "de"), "en"),
        ("xx", ("de",), "de"),
        ("pseudo", (), "pseudo"),
        ("", ("pseudo",), "en"),
        ("../../etc", (), "en"),
    ],
)
def test_the_choice_comes_before_the_system_and_both_before_english(chosen, wishes, spoken):
    assert pick(chosen, wishes, KNOWN) == spoken


def test_a_language_is_a_file(spoken, tmp_path):
    assert languages(spoken) == ("en", "de", "pseudo")
    assert languages(tmp_path) == ("en",)


def test_a_language_is_said_with_what_qt_says_in_it(speaking, spoken):
    assert speaking("de", spoken) == "de"
    assert QCoreApplication.translate("Menus", "Lock") == "Sperren"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert QCoreApplication.translate("Menus", "Quit") == "Quit"  # nobody translated it yet


@pytest.mark.parametrize(("span", "words"), [("2d", "2 days"), ("1d", "1 day"), ("3bd", "3 business days")])
def test_english_counts(speaking, spoken, span, words):
    speaking("en", spoken)
    assert duration_words(span) == words


def test_a_spoilt_catalogue_leaves_english(speaking, tmp_path):
    (tmp_path / "embargo_de.qm").write_bytes(b"\x3c\xb8\x64\x18spoilt")
    assert speaking("de", tmp_path) == "de"
    assert QCoreApplication.translate("Menus", "Lock") == "Lock"


def test_the_pseudo_language_runs_from_right_to_left(speaking, spoken, qapp):
    speaking("pseudo", spoken)
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    said = QCoreApplication.translate("Menus", "Lock")
    assert said == pseudo.pseudo("Lock")
    assert day_and_month(NOW) == f"2 {pseudo.pseudo('Mar')}"
    assert "pseudo" not in dict(offered_languages())


@given(st.text(max_size=200))
def test_the_pseudo_language_is_longer_by_two_fifths(words):
    said = pseudo.pseudo(words)
    assert said.startswith("⟦")
    assert said.endswith("⟧")
    assert len(said) - 4 >= round(len(words.rstrip()) * 1.4 - 1)


@given(st.lists(st.sampled_from(["{name}", "%n", "%1", "&File", "{n:02}", "Close it", "a"]), max_size=8))
def test_the_pseudo_language_keeps_what_is_filled_in(parts):
    said = pseudo.pseudo(" ".join(parts))
    for kept in ("{name}", "%n", "%1", "&F", "{n:02}"):
        assert said.count(kept) == " ".join(parts).count(kept)


def test_every_plain_letter_of_the_pseudo_language_shows_that_it_was_said(speaking):
    assert pseudo.pseudo("Save it as PDF") == "⟦א Šååvéé îît ååš PDF é⟧"


def test_the_settings_offer_every_language_in_its_own_name(window):
    dialog = SettingsDialog(window, DeskSettings(), language="en")
    assert dialog.language == "en"
    names = [dialog._language.control.itemText(n) for n in range(dialog._language.control.count())]
    assert names[0] == "As the system"
    assert QLocale("en").nativeLanguageName() in names


def test_another_language_is_kept_for_the_next_start(qtbot, window):
    kept = []
    window.tongue = Tongue("", kept.append)
    window.setting.open()
    settle(qtbot, window)
    (dialog,) = window.findChildren(SettingsDialog)
    dialog._language.put("en")
    dialog.accept()
    assert kept == ["en"]
    window.tongue.choose("en")
    assert kept == ["en"]  # nothing changed, nothing written


def test_the_choice_is_kept_where_it_is_read_before_any_vault(tmp_path):
    chosen = ChosenLanguage(tmp_path / "embargo" / "language")
    assert chosen.read() == ""
    chosen.remember("pt_BR")
    assert chosen.read() == "pt_BR"
    (tmp_path / "embargo" / "language").write_bytes(b"x" * 500)
    assert chosen.read() == ""


def test_a_language_that_is_not_there_is_refused_by_name(tmp_path):
    words = [sys.executable, "-m", "desktop", "--language", "tlh"]
    seen = {"HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(words, capture_output=True, text=True, check=False, env=seen)
    assert said.returncode == 2
    assert "It speaks: en" in said.stderr
