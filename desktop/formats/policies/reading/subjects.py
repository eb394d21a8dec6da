"""Who a sentence speaks of: whoever handles reports, or somebody else, or the past."""

import re

from desktop.formats.policies.reading.clauses import deeds_in

_ENGLISH = re.compile(r"\b(?:hours?|days?|weeks?|months?)\b")
_OURS = re.compile(
    r"\b(?:we|we'll|we've|i|i'll|our|us|maintainers?|team|committee|project|coordinator|you|you'll|your"
    r"|reporters?|somebody|someone|reports?|submissions?|e?-?mails?|messages?|issues?|vulnerabilit\w+|bugs?"
    r"|problems?|flaws?|findings?|fix\w*|patch\w*|updates?|responses?|repl\w+|answers?|acknowledg\w*"
    r"|assessment|triage|investigation|analysis|confirm\w*|security|severity|critical|high|medium|low"
    r"|moderate|others?|everything|times?|target\w*|goal|timeline|expect|receipt|release|it|they|this|all"
    r"|any|each|every|these|such|initial|first|will|aims?|commits?|strives?|tries|intends?|endeavou?rs?)\b"
)
_PAST = re.compile(
    r"\b(?:was|were)\b(?! (?:not )?(?:able|possible))|\b(?:formerly|previously|used to|no longer"
    r"|until (?:19|20)\d\d)\b"
    r"|\b(?:we|team|maintainers|they) (?:\w+ )?(?:answered|fixed|responded|resolved|patched|acknowledged"
    r"|triaged|replied|promised|addressed|released|shipped|confirmed)\b"
)
_TO_COME = re.compile(r"\b(?:will|we'll|aim|aims|can expect|should)\b")
_COMMON = re.compile(
    r"security|policy|vulnerabilit\w+|disclosures?|reports?|reporting|software|project|with|from|that|your"
)
_SMALL = re.compile(r"\b(?:an?|the|once|after|when|if|upon|then|and|for)\b")
_SOME = re.compile(
    r"\b(?:customers?|subscribers?|sponsors?|licensees?|partners?)\b[^,;.]{0,50}\b(?:receive|get|have"
    r"|can expect"
    r"|are (?:answered|entitled))\b"
    r"|\b(?:says|states?|stated|claims) (?:that )?(?:it|they)\b"
    r"|\b(?:office|help ?desk|host|company|provider|registrar)\b[^,;.]{0,20}, (?:which|who)\b"
    r"|\b(?:its|their) own (?:machines|products|systems|software|services|code)\b"
    r"|\bour (?:\w+ )?(?:partners?|providers?|suppliers?|vendors?)\b"
    r"|\b(?:issues|vulnerabilities|bugs|flaws|problems) (?:with|in|that are|which are|affecting|under|being)"
    r" (?!(?:the|our|this|critical|high|medium|low|severity|supported|all|any)\b)"
    r"|\bfor (?:\w+ ){0,2}(?:customers|subscribers|sponsors|partners|licensees)\b"
    r"|\b(?:fast|slow|normal|standard|regular|express|expedited)[- ](?:track|lane|path)\b"
)


def why_not_ours(clause: str, after: str, time: str, *, title: str, labelled: bool) -> str:
    """Why the clause before a duration, or the words after it, tell of what nobody here promises.

    Whoever the title of the text names is who handles reports.
    """
    whole = f"{clause}{after}"
    if _SOME.search(clause):
        return "This holds for some only, and not for every report."
    if _PAST.search(whole) and not _TO_COME.search(whole):
        return "This tells what happened once, and promises nothing."
    if labelled or not _ENGLISH.search(time) or _is_ours(_subject(clause, after), title):
        return ""
    return "Somebody else seems to act here, not whoever handles reports."


def _is_ours(subject: str, title: str) -> bool:
    if _OURS.search(subject):
        return True
    named = {word for word in re.findall(r"[\w'-]{4,}", subject) if not _COMMON.fullmatch(word)}
    return bool(named & {*re.findall(r"[\w'-]{4,}", title)})


def _subject(clause: str, after: str) -> str:
    """The words up to the first deed; nothing but a deed is as good as a report."""
    first = next((deed.begin for deed in deeds_in(clause) if deed.name != "else"), None)
    if first is not None:
        said = _SMALL.sub("", "" if clause[:first].rstrip()[-1:] == "," else clause[:first])
        return said if re.search(r"\w", said) else "report"
    first = next((deed.begin for deed in deeds_in(after)), None)
    return f"{clause}{after[:first]}" if first is not None else "report"
