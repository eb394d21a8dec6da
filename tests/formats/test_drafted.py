"""What is drafted from a case can be said in every format that has what it needs, and is said alike."""

from datetime import timedelta

from hypothesis import HealthCheck, assume, given, settings

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.advisories.facts import advisory_from
from desktop.domain.fold import fold
from desktop.domain.versions.lint import contradictions
from desktop.formats.advisories.forms import FORMS
from desktop.workflows.publication.compare_advisories import disagreements
from desktop.workflows.publication.write_documents import Document
from tests.domain.drafted_cases import histories
from tests.histories import RECEIVED, history, profile

AUMOS = profile("aumos")
NOW = RECEIVED + timedelta(days=5)
WORDS = (
    e.SeveritySet("high", "why", "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H", "CWE-79"),
    e.AdvisoryDrafted(AdvisoryText("A hole", "It runs code.", cve="CVE-2026-12345")),
)
CATALOGUE = (e.ProductListed("Acme", "Widget", purl="pkg:pypi/widget"),)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(histories)
def test_every_format_says_the_drafted_facts_without_a_mistake(told) -> None:
    case = fold(history(*told, *((NOW, act) for act in WORDS)))
    facts = advisory_from(case, AUMOS, now=NOW, catalogue=CATALOGUE)
    assume(not contradictions(facts.products))
    written = []
    for form in FORMS.values():
        if not form.lacks(facts):
            content = form.write(facts)
            assert form.judge(facts, content).mistakes == ()
            written.append(Document(form.name, form.file_name(facts.tracking_id), content))
    assert {"csaf", "markdown"} <= {document.format for document in written}
    assert disagreements(facts, written) == ()
