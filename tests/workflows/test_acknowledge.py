"""The page of thanks names who agreed to it and whose advisory is out, and nobody else."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import RefusedByPolicy, Usage, WriteFailed
from desktop.domain.leaving.acknowledgements import AcknowledgementsCandidate, Thanked
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import clear_acknowledgements
from desktop.formats.acknowledgements import acknowledgements_html
from desktop.formats.advisories.prose.markdown import escape_line
from desktop.formats.sealed_page import POLICY
from desktop.workflows.ports import Desk
from desktop.workflows.publication.acknowledge import acknowledge
from desktop.workflows.retention.purge_case import purge_case
from tests.domain.gatekeeping import reasons
from tests.workflows.desks import later
from tests.workflows.merging import case, enter, numbering


@pytest.fixture
def desk(either_vault, us) -> Desk:
    return numbering(either_vault, us.gpg)


def published(desk: Desk, name: str, *wishes: e.CreditRecorded, holding: bool = False) -> str:
    case_id = enter(desk, f"A hole that {name} found", name)
    events = (*wishes, e.AdvisoryPublished("https://example.org", holding=holding))
    drafts = [Draft(event, desk.tools.now()) for event in events]
    desk.vault.append(case_id, drafts, author="Grace", now=desk.tools.now())
    return case_id


@pytest.mark.clause("MUS-9a")
def test_only_who_agreed_is_thanked(desk, out):
    ada = published(desk, "Ada", e.CreditRecorded("named", "Ada *L.* <b>", "a mail"))
    published(desk, "Bob")
    published(desk, "Cem", e.CreditRecorded("anonymous", "", "a mail"))
    published(desk, "Dee", e.CreditRecorded("named", "Dee D.", ""))
    published(desk, "Eve", e.CreditRecorded("named", "Eve E.", "a mail"), holding=True)
    published(desk, "Fay", e.CreditRecorded("alias", "f4y", "a call"))
    enter(desk, "Not published", "Gil")
    acknowledge(desk, "mushin", out / "thanks.md")
    acknowledge(desk, "mushin", out / "thanks.html")
    markdown, html = ((out / f"thanks.{kind}").read_text() for kind in ("md", "html"))
    assert markdown.endswith(f"## 2026\n\n- {escape_line('Ada *L.* <b>')}\n- f4y\n")
    assert '<li dir="auto">Ada *L.* &lt;b&gt;</li>\n<li dir="auto">f4y</li>' in html
    for page in (markdown, html):
        assert not any(name in page for name in ("Bob", "Cem", "Dee", "Eve", "Gil", "example.org", "<b>"))
    with pytest.raises(WriteFailed):
        acknowledge(desk, "mushin", out / "thanks.md")
    with pytest.raises(Usage):
        acknowledge(desk, "mushin", out / "thanks.docx")
    then = later(desk, days=400)
    desk.vault.append(ada, [Draft(e.CaseClosed("done"), desk.tools.now())], author="G", now=desk.tools.now())
    purge_case(then, ada)
    acknowledge(then, "mushin", out / "after.md")
    assert "Ada" not in (out / "after.md").read_text()


def test_an_address_is_no_name_to_thank(desk, out):
    published(desk, "Ada", e.CreditRecorded("alias", "ada@example.org", "a mail"))
    with pytest.raises(RefusedByPolicy, match="mail address"):
        acknowledge(desk, "mushin", out / "thanks.md")
    assert list(out.iterdir()) == []


@pytest.mark.clause("MUS-9a")
def test_the_gate_looks_for_the_agreement_itself(desk):
    found = case(desk, published(desk, "Ada", e.CreditRecorded("named", "Ada L.", "a mail")))
    candidate = AcknowledgementsCandidate(b"Ada L.", (Thanked("Ada L.", 2026),), "thanks.md")
    assert isinstance(clear_acknowledgements(candidate, [found]), Cleared)
    assert "No agreement" in reasons(clear_acknowledgements(candidate, []))
    bob = msgspec.structs.replace(candidate, thanked=(Thanked("Bob", 2026),))
    assert "“Bob”" in reasons(clear_acknowledgements(bob, [found]))


@pytest.mark.clause("MUS-9a")
def test_the_page_itself_is_read_and_not_its_list_alone(desk):
    wished = e.CreditRecorded("named", "Ada L.", "a mail")
    cases = [case(desk, published(desk, "Ada", wished)), case(desk, published(desk, "Bob Silent"))]
    listed = (Thanked("Ada L.", 2026),)
    for page in (b"Ada L.\nBOB  SILENT\n", b"Ada L., bob silent@example.org"):
        candidate = AcknowledgementsCandidate(page, listed, "thanks.md")
        assert "Bob Silent" in reasons(clear_acknowledgements(candidate, cases))
    beside = AcknowledgementsCandidate(b"Ada L.\nBob Silently\n", listed, "thanks.md")
    assert isinstance(clear_acknowledgements(beside, cases), Cleared)


@pytest.mark.checks("F65")
def test_the_page_lets_a_browser_use_nothing_and_names_stay_words() -> None:
    names = ('<b onclick="x">Ada', "\u202eBob", "</style><script>")
    page = acknowledgements_html('A & "B"', [Thanked(name, 2026) for name in names]).decode()
    assert f'http-equiv="Content-Security-Policy" content="{POLICY}"' in page
    assert "script-src" not in POLICY
    assert "default-src 'none'" in POLICY
    assert "<b" not in page.replace("<body>", "")
    assert "<script" not in page
    assert "\u202e" not in page
    assert page.count("</style>") == 1
