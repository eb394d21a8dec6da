"""The metrics of CVSS 4.0 in the order of its vectors, in our own words (FIRST, specification §2 to §5)."""

from desktop.domain.scoring.metric import LEFT_OPEN, Metric, choices, modified, requirement
from desktop.domain.scoring.metrics31 import ATTACK_VECTOR, PRIVILEGES

_EXPLOITABILITY = "Exploitability"
_VULNERABLE, _SUBSEQUENT = "Impact on the system itself", "Impact on other systems"
_SUPPLEMENT = "Supplement"

_EXPLOIT = (
    Metric("AV", "Attack vector", "From where can it be attacked?", _EXPLOITABILITY, ATTACK_VECTOR),
    Metric(
        "AC",
        "Attack complexity",
        "Must a defence be got around?",
        _EXPLOITABILITY,
        choices(
            L=("Low", "Nothing that is built in stands in the way."),
            H=("High", "A defence must be defeated, such as address randomisation, or a secret be known."),
        ),
    ),
    Metric(
        "AT",
        "Attack requirements",
        "Must the system be set up in a certain way?",
        _EXPLOITABILITY,
        choices(
            N=("None", "It works on every usual installation."),
            P=("Present", "It needs a certain setting, a race won, or a place in between."),
        ),
    ),
    Metric("PR", "Privileges required", "Which rights are needed beforehand?", _EXPLOITABILITY, PRIVILEGES),
    Metric(
        "UI",
        "User interaction",
        "Must somebody else take part?",
        _EXPLOITABILITY,
        choices(
            N=("None", "The attacker does it alone."),
            P=("Passive", "Somebody uses the system as always, and need not notice anything."),
            A=("Active", "Somebody must do a certain thing, or wave a warning away."),
        ),
    ),
)

_EVERYTHING = "everything, or a part as grave as everything"


def _impact(key: str, name: str, question: str, group: str, *, none: str = "None") -> Metric:
    where = "of the system itself" if group == _VULNERABLE else "of systems beyond it"
    values = choices(
        H=("High", f"It concerns {_EVERYTHING}, {where}."),
        L=("Low", f"It concerns a part {where}, without grave consequences."),
        N=(none, f"It concerns nothing {where}."),
    )
    return Metric(key, name, question, group, values)


_IMPACTS = (
    _impact("VC", "Confidentiality", "What can be read that should not?", _VULNERABLE),
    _impact("VI", "Integrity", "What can be changed that should not?", _VULNERABLE),
    _impact("VA", "Availability", "What stops working?", _VULNERABLE),
)
_BEYOND = (
    _impact("SC", "Confidentiality elsewhere", "What can be read elsewhere?", _SUBSEQUENT),
    _impact("SI", "Integrity elsewhere", "What can be changed elsewhere?", _SUBSEQUENT),
    _impact("SA", "Availability elsewhere", "What stops working elsewhere?", _SUBSEQUENT),
)
_SAFETY = {"S": ("Safety", "People may be hurt.")}

_MATURITY = choices(
    A=("Attacked", "Attacks are known, or tools that make them easy."),
    P=("Proof of concept", "Code is public; no attack is known."),
    U=("Unreported", "Neither code nor an attack is known."),
)
_EXPLOIT_MATURITY = Metric(
    "E", "Exploit maturity", "What is known of attacks?", "Threat", (LEFT_OPEN, *_MATURITY)
)


def _supplement(key: str, name: str, question: str, **values: tuple[str, str]) -> Metric:
    return Metric(key, name, question, _SUPPLEMENT, (LEFT_OPEN, *choices(**values)))


_SUPPLEMENTS = (
    _supplement(
        "S",
        "Safety",
        "Can people be hurt?",
        N=("Negligible", "At most lightly."),
        P=("Present", "More than lightly."),
    ),
    _supplement(
        "AU",
        "Automatable",
        "Can all steps of an attack be automated, target by target?",
        N=("No", "One step at least needs a person each time."),
        Y=("Yes", "One program can do it to many."),
    ),
    _supplement(
        "R",
        "Recovery",
        "How does the system come back?",
        A=("Automatic", "By itself."),
        U=("User", "Somebody must bring it back."),
        I=("Irrecoverable", "Not at all."),
    ),
    _supplement(
        "V",
        "Value density",
        "How much does one attack win?",
        D=("Diffuse", "Little: one system of many small ones."),
        C=("Concentrated", "Much: a system that holds the goods of many."),
    ),
    _supplement(
        "RE",
        "Response effort",
        "How hard is it for users to react?",
        L=("Low", "A line in a configuration, or nothing."),
        M=("Moderate", "An update with some work around it."),
        H=("High", "Hardware to replace, or long work on site."),
    ),
    _supplement(
        "U",
        "Provider urgency",
        "How urgent does the maker call it?",
        Clear=("Clear", "For information."),
        Green=("Green", "Not very urgent."),
        Amber=("Amber", "Urgent."),
        Red=("Red", "Most urgent."),
    ),
)

METRICS: tuple[Metric, ...] = (
    *_EXPLOIT,
    *_IMPACTS,
    *_BEYOND,
    _EXPLOIT_MATURITY,
    requirement("CR", "confidentiality"),
    requirement("IR", "integrity"),
    requirement("AR", "availability"),
    *(modified(metric) for metric in (*_EXPLOIT, *_IMPACTS)),
    modified(_BEYOND[0]),
    *(modified(metric, _SAFETY) for metric in _BEYOND[1:]),
    *_SUPPLEMENTS,
)
"""All 32, as a vector writes them."""
