"""Before a signature: the documents of one export say the same, and what the case says."""

from pathlib import Path

import msgspec
import pytest

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.csaf.writing import write_csaf_vex
from desktop.formats.advisories.forms import FORMS, Judgement
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.publish_advisory import publish_advisory
from tests.workflows.desks import CASE, ready_to_publish, receive

SENTENCE = "The case, mus-2026-0000000.json and mus-2026-0000000-vex.json do not tell the same severity."


def write_another(facts: AdvisoryFacts) -> bytes:
    return write_csaf_vex(msgspec.structs.replace(facts, severity="low"))


def test_a_document_that_says_another_fact_is_never_signed(
    desk: Desk, us, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(desk)
    ready_to_publish(desk)
    assert preview_advisory(desk, CASE).refusals == ()
    wrong = msgspec.structs.replace(
        FORMS["csaf-vex"], write=write_another, judge=lambda _facts, _content: Judgement()
    )
    monkeypatch.setitem(FORMS, "csaf-vex", wrong)
    assert preview_advisory(desk, CASE).refusals == (SENTENCE,)
    with pytest.raises(InvalidDocument) as caught:
        publish_advisory(
            desk,
            CASE,
            out,
            formats=("csaf", "csaf-vex", "markdown"),
            sign_with=us.key.fingerprint,
            progress=Silent(),
        )
    assert caught.value.message == SENTENCE
    assert list(out.iterdir()) == []
