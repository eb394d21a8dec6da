"""Figures in words: the same on tiles, in tables, beside charts and on paper."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from desktop.domain.metrics import Figure, Measure
from desktop.ui.look.instants import length

_WHOLE = 100


def measure_name(measure: Measure) -> str:
    """What is measured."""
    return {
        "acknowledge": QCoreApplication.translate("Metrics", "Acknowledge"),
        "assess": QCoreApplication.translate("Metrics", "Assess"),
        "fix": QCoreApplication.translate("Metrics", "Fix"),
        "publish": QCoreApplication.translate("Metrics", "Publish"),
    }[measure]


def measure_meaning(measure: Measure) -> str:
    """From where to where it is measured."""
    return {
        "acknowledge": QCoreApplication.translate("Metrics", "From the arrival to the first answer"),
        "assess": QCoreApplication.translate("Metrics", "From the arrival to the assessment or rejection"),
        "fix": QCoreApplication.translate("Metrics", "From the arrival to the released fix or remedy"),
        "publish": QCoreApplication.translate("Metrics", "From the arrival to the published advisory"),
    }[measure]


def kept_words(figure: Figure) -> str:
    """How many promises were kept of those that were due, or why there is no such number."""
    if figure.due:
        words = QCoreApplication.translate("Metrics", "{n} of {all} kept")
        return words.format(n=figure.kept, all=figure.due)
    if figure.promised:
        return QCoreApplication.translate("Metrics", "none due yet")
    if figure.undated:
        return QCoreApplication.translate("Metrics", "no date promised")
    if figure.conditional:
        return QCoreApplication.translate("Metrics", "waits for a severity")
    if figure.unbegun:
        return QCoreApplication.translate("Metrics", "not begun")
    return QCoreApplication.translate("Metrics", "no promise") if figure.cases else ""


def share_words(figure: Figure) -> str:
    """The share of promises that were kept, in percent and rounded down: all is said only of all."""
    if not figure.due:
        return "-"
    return QCoreApplication.translate("Metrics", "{n} %").format(n=figure.kept * _WHOLE // figure.due)


def middle_words(figure: Figure) -> str:
    """The median, or the values while there are too few for one."""
    if figure.median is not None:
        return length(figure.median)
    return ", ".join(length(point.took) for point in figure.points) or "-"


def span_words(span: timedelta | None) -> str:
    """A duration, or a dash."""
    return length(span) if span is not None else "-"


def allowed_words(figure: Figure) -> str:
    """How long was promised: one span, or from the shortest to the longest."""
    if figure.allowed is None:
        return "-"
    shortest, longest = length(figure.allowed[0]), length(figure.allowed[-1])
    if shortest == longest:
        return shortest
    words = QCoreApplication.translate("Metrics", "{shortest} to {longest}")
    return words.format(shortest=shortest, longest=longest)


def spoken(figure: Figure) -> str:
    """A figure as a sentence, for whoever does not see the drawing."""
    words = QCoreApplication.translate(
        "Metrics", "{quarter}: cases {cases}, measured {measured}, open {open}, median {median}, {kept}."
    )
    return words.format(
        quarter=figure.quarter or QCoreApplication.translate("Metrics", "All quarters"),
        cases=figure.cases,
        measured=figure.measured,
        open=figure.waiting,
        median=middle_words(figure),
        kept=kept_words(figure) or "-",
    )
