"""The names of CVSS and SSVC can be translated, every one of them, and records keep their keys."""

from PySide6.QtCore import QCoreApplication, QTranslator

from desktop.domain.scoring.metrics31 import METRICS as METRICS_31
from desktop.domain.scoring.metrics40 import METRICS as METRICS_40
from desktop.formats.ssvc import TABLES, ssvc_table
from desktop.ui.look.scoring_names import scoring_names, scoring_word
from desktop.ui.scoring.metric_row import MetricRow


def named() -> set[str]:
    """Whatever stands on a form as a name."""
    found = {name for m in (*METRICS_31, *METRICS_40) for name in (m.name, *(c.name for c in m.choices))}
    for table in map(ssvc_table, TABLES):
        found.add(table.title)
        for point in (*table.points, table.outcome):
            found |= {point.title, *(value.name for value in point.values)}
    return found


def test_each_name_is_there_and_none_is_left_over():
    assert scoring_names().keys() == named()
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
