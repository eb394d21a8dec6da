"""The names of CVSS and SSVC can be translated, every one of them, and records keep their keys."""

import xml.etree.ElementTree as ET

from PySide6.QtCore import QCoreApplication, QTranslator

from desktop.domain.scoring.metrics31 import METRICS as METRICS_31
from desktop.ui.look.scoring_names import scoring_word
from desktop.ui.scoring.metric_row import MetricRow


def test_each_name_can_be_translated_and_one_that_nobody_knows_stays(extracted):
    contexts = ET.parse(extracted).getroot().iter("context")
    (scoring,) = (context for context in contexts if context.findtext("name") == "Scoring")
    named = {message.findtext("source") for message in scoring.iter("message")}
    assert {"Attack vector", "High", "Exploitability", "Public PoC", "Out-of-cycle"} <= named
    assert scoring_word("A metric of next year") == "A metric of next year"


class Capitals(QTranslator):
    """A language that shouts."""

    def translate(self, context, source, *_):
        return source.upper() if context == "Scoring" else ""

    def isEmpty(self) -> bool:  # noqa: N802 - the name is Qt's
        return False


def test_the_form_speaks_the_language_and_keeps_the_keys(qtbot, qapp):
    shouting, chosen = Capitals(), []
    QCoreApplication.installTranslator(shouting)
    try:
        row = MetricRow(METRICS_31[0], lambda metric, value: chosen.append((metric, value)))
        qtbot.addWidget(row)
        buttons = row._buttons
        assert buttons["N"].text() == "NETWORK"
        assert buttons["N"].accessibleName() == "ATTACK VECTOR: NETWORK"
        buttons["N"].click()
    finally:
        QCoreApplication.removeTranslator(shouting)
    assert chosen == [("AV", "N")]
