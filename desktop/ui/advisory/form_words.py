"""What formats and fields of an advisory are called."""

from PySide6.QtCore import QCoreApplication

_FORMS = {
    "csaf": "CSAF 2.0",
    "csaf-vex": "CSAF 2.0 VEX",
    "cve": "CVE JSON",
    "osv": "OSV",
    "openvex": "OpenVEX",
    "markdown": "Markdown",
    "html": "HTML",
    "pdf": "PDF",
}
"""Names that are the same in every language."""


def form_words(name: str) -> str:
    """The name of a format."""
    translate = QCoreApplication.translate
    ours = {
        "text": translate("AdvisoryForms", "Text of a mail"),
        "release-note": translate("AdvisoryForms", "Release note"),
    }
    return _FORMS.get(name) or ours.get(name, name)


def field_words(field: str) -> str:
    """The name of a field, as its caption has it."""
    translate = QCoreApplication.translate
    names = {
        "title": translate("AdvisoryFields", "Title"),
        "summary": translate("AdvisoryFields", "Summary"),
        "details": translate("AdvisoryFields", "Details"),
        "remediation": translate("AdvisoryFields", "What users should do"),
        "workaround": translate("AdvisoryFields", "Workaround"),
        "references": translate("AdvisoryFields", "References"),
        "tlp": translate("AdvisoryFields", "May be shared with"),
        "cve": translate("AdvisoryFields", "CVE id"),
        "aliases": translate("AdvisoryFields", "Other ids"),
        "credit": translate("AdvisoryFields", "Credit"),
        "products": translate("AdvisoryFields", "Versions"),
        "fixes": translate("AdvisoryFields", "Fixes"),
        "severity": translate("AdvisoryFields", "Severity"),
        "ssvc": translate("AdvisoryFields", "Decision"),
        "dates": translate("AdvisoryFields", "Dates"),
        "publisher": translate("AdvisoryFields", "Publisher"),
    }
    return names.get(field, field)
