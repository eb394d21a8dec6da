"""What a vector amounts to, in words: its scores with their ratings, or what it still leaves open."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.scoring.metric import Version
from desktop.domain.scoring.score import NamedScore, scores_of
from desktop.domain.scoring.vector import CvssVector, read_vector
from desktop.ui.look.wording import Chip, severity_tone


def chip_of(score: NamedScore) -> Chip:
    """The score and its rating."""
    return Chip(f"{score.score} {rating_words(score.rating)}", severity_tone(score.rating))


def rating_words(rating: str) -> str:
    """The qualitative word of a score."""
    return {
        "critical": QCoreApplication.translate("Score", "critical"),
        "high": QCoreApplication.translate("Score", "high"),
        "medium": QCoreApplication.translate("Score", "medium"),
        "low": QCoreApplication.translate("Score", "low"),
        "none": QCoreApplication.translate("Score", "none"),
    }.get(rating, rating)


def scores_in_words(vector: CvssVector) -> str:
    """Every score under its name, or the metrics that are open."""
    if vector.missing:
        open_ones = ", ".join(metric.key for metric in vector.missing)
        return QCoreApplication.translate("Score", "Still open: {metrics}").format(metrics=open_ones)
    scored = QCoreApplication.translate("Score", "{name} {score} {rating}")
    return " · ".join(
        scored.format(name=_named(s.name), score=s.score, rating=rating_words(s.rating))
        for s in scores_of(vector)
    )


def vector_in_words(written: str, version: Version) -> tuple[str, bool]:
    """What stands beside a field with a vector, and whether it can be used; "" where nothing is written."""
    if not written:
        return "", True
    try:
        vector = read_vector(written, version)
    except ValueError as error:
        return sentence(error), False
    return scores_in_words(vector), not vector.missing


def sentence(error: ValueError) -> str:
    """What is wrong, from its first letter to its full stop."""
    words = str(error)
    return f"{words[:1].upper()}{words[1:]}."


def _named(name: str) -> str:
    return {
        "Base": QCoreApplication.translate("Score", "Base"),
        "With threat": QCoreApplication.translate("Score", "With threat"),
        "With environment": QCoreApplication.translate("Score", "With environment"),
    }.get(name, name)
