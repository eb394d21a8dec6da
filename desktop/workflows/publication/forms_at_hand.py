"""The formats at hand: those that need nothing but the facts, and PDF, which somebody has to draw.

The table of formats is pure and knows no port; here the one format that needs a drawer gets it.
"""

from collections.abc import Mapping
from functools import lru_cache

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.domain.failures import InvalidDocument
from desktop.domain.versions.lint import contradictions
from desktop.formats.advisories.forms import FORMS, Form, Judgement
from desktop.formats.advisories.prose.file_names import ending_in
from desktop.formats.advisories.prose.saying import missing_facts
from desktop.formats.advisories.prose.telling import page_of
from desktop.workflows.paper_ports import DrawAdvisory, Printed

FormsAtHand = Mapping[FormName, Form]
_KEPT = 4
"""Drawings that are kept: a document is looked at several times while it is judged."""


def forms_at_hand(draw: DrawAdvisory | None) -> FormsAtHand:
    """Every format, in the order in which they are written; PDF only where something can draw."""
    return FORMS if draw is None else {**FORMS, "pdf": _pdf(draw)}


def form_of(forms: FormsAtHand, name: FormName, facts: AdvisoryFacts) -> Form:
    """The form that somebody asked for; raises InvalidDocument when it cannot be written."""
    form = forms.get(name)
    if form is None:
        raise InvalidDocument(
            f"Nothing at hand writes {name}: it has to be drawn.", advice="Leave this format out."
        )
    if lacks := form.lacks(facts):
        raise InvalidDocument(lacks, advice="Add what is missing, or leave this format out.")
    return form


def _pdf(draw: DrawAdvisory) -> Form:
    @lru_cache(maxsize=_KEPT)
    def drawn(facts: AdvisoryFacts) -> Printed:
        return draw(page_of(facts), facts.current_release)

    def judge(facts: AdvisoryFacts, content: bytes) -> Judgement:
        """The words of these bytes are those that were drawn: other bytes are no document of these facts."""
        printed = drawn(facts)
        missing = missing_facts(facts, "\n".join(printed.words))
        mistakes = [f"The PDF document does not say the {fact} of the case." for fact in missing]
        if content != printed.content:
            mistakes.append("The PDF document says something else than the case.")
        return Judgement((), (*mistakes, *contradictions(facts.products)))

    def lacks(facts: AdvisoryFacts) -> str:
        missing = drawn(facts).undrawn
        codes = ", ".join(f"U+{ord(character):04X}" for character in missing[:5])
        return f"PDF cannot say it: no font of this machine has a shape for {codes}." if missing else ""

    def words(facts: AdvisoryFacts, content: bytes) -> str:
        printed = drawn(facts)
        return "\n".join(printed.words) if printed.content == content else ""

    return Form("pdf", ending_in(".pdf"), lambda facts: drawn(facts).content, judge, lacks, words)
