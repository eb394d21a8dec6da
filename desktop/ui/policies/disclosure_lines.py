"""What a policy says of disclosure: how long details are held, when they are published, what moves that."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.policy import Profile, Term
from desktop.ui.look.wording import event_words
from desktop.ui.policies import policy_words as words
from desktop.ui.policies.policy_line import Line, line_of


def disclosure_lines(profile: Profile) -> list[Line]:
    """The lines, the hold first."""
    translate, told = QCoreApplication.translate, profile.disclosure
    lines = []
    if told.hold is None and not told.publish_after and profile.kind == "policy":
        silent = translate("Policy", "Not stated: details stay closed until a person decides to publish.")
        lines.append(Line(silent, clauses=told.clauses))
    if told.hold is not None:
        text = translate("Policy", "Held until {term}.").format(term=_term(told.hold, profile))
        lines.append(line_of(told, text))
    if told.publish_by is not None:
        text = translate("Policy", "Published by {term}.").format(term=_term(told.publish_by, profile))
        lines.append(Line(text, clauses=told.clauses))
    for after in told.publish_after:
        text = translate("Policy", "{severity}: published {span} after the fix.")
        span = words.duration_words(after.after)
        lines.append(line_of(after, text.format(severity=after.severity.capitalize(), span=span)))
    lines += [line_of(before, before.sentence) for before in told.predisclosure]
    if told.extension is not None:
        text = translate("Policy", "An agreement may move it by {span}.")
        lines.append(line_of(told.extension, text.format(span=words.duration_words(told.extension.longest))))
    elif told.waiver:
        text = translate("Policy", "Both sides may agree on another date.")
        lines.append(Line(text, clauses=told.clauses))
    return lines


def _term(term: Term, profile: Profile) -> str:
    """An expression in words; the parts of a choice are joined."""
    translate = QCoreApplication.translate
    if term.event:
        return translate("Policy", "“{event}”").format(event=event_words(term.event))
    if term.clock:
        clock = profile.clock(term.clock)
        span = clock.within if clock is not None else term.clock
        start = words.any_of(clock.starts) if clock is not None else ""
        return _after(span, start)
    if term.start:
        return _after(term.after, event_words(term.start))
    if term.judgement:
        return term.judgement
    joined = translate("Policy", " or ").join(_term(part, profile) for part in term.of)
    last = translate("Policy", "the last of {terms}") if term.op == "max" else ""
    return (last or translate("Policy", "the first of {terms}")).format(terms=joined)


def _after(span: str, start: str) -> str:
    words_ = QCoreApplication.translate("Policy", "{span} after “{start}”")
    return words_.format(span=words.duration_words(span), start=start)
