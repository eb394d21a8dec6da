"""What the policy says about a letter: what it has to say, by which clause, and which promise it keeps."""

from collections.abc import Iterator

from desktop.domain.policy import Profile
from desktop.formats.letters.fields import rules_of
from desktop.formats.letters.kinds import EVENTS, LetterKind
from desktop.ui.look.instants import absolute
from desktop.ui.look.letter_words import saying_words
from desktop.ui.parts.labels import Words
from desktop.workflows.desk.view_case import CaseView


class LetterDuties(Words):
    """One line for each rule and promise; a policy that says nothing is said to."""

    def __init__(self) -> None:
        super().__init__(look="small", wrap=True)

    def show_letter(self, kind: LetterKind, view: CaseView) -> None:
        """Say it for one kind of letter."""
        profiles = (view.profile, *view.packs)
        rules = [line for profile in profiles for line in self._rules(kind, profile)]
        silent = [self.tr("The policy does not say what this letter has to contain.")]
        self.say("\n".join((*(rules or silent), *self._promises(kind, view))))

    def _rules(self, kind: LetterKind, profile: Profile) -> Iterator[str]:
        for rule in rules_of(kind, profile):
            words = ", ".join(saying_words(saying) for saying in rule.says)
            clauses = ", ".join(rule.clauses)
            yield self.tr("The policy has it say: {words} ({clauses}).").format(words=words, clauses=clauses)
            if rule.channels:
                yield self.tr("It goes by: {channels}.").format(channels=", ".join(rule.channels))

    def _promises(self, kind: LetterKind, view: CaseView) -> Iterator[str]:
        event = EVENTS[kind].kind if kind in EVENTS else ""
        profiles = (view.profile, *view.packs)
        clocks = {(p.policy.id, clock.id): clock for p in profiles for clock in p.clocks}
        for reading in view.readings:
            clock = clocks.get((reading.policy_id, reading.clock))
            if clock is None or reading.due is None or event not in (*clock.stops, clock.tick):
                continue
            if reading.state in ("running", "overdue"):
                words = self.tr("It keeps: {promise} Due {when}.")
                yield words.format(promise=reading.sentence, when=absolute(reading.due))
