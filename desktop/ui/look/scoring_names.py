"""The names of CVSS metrics, SSVC questions and what they can be, in the language of the window.

The records keep the keys. The names stand in the tables of both standards, and are collected from there.
"""

from PySide6.QtCore import QCoreApplication


def scoring_word(name: str) -> str:
    """Of this English name; one that nobody knows stays as it is."""
    return QCoreApplication.translate("Scoring", name)
