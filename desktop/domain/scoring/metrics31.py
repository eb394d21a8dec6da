"""The metrics of CVSS 3.1 in the order of its vectors, in our own words (FIRST, specification §2 to §4)."""

from desktop.domain.scoring.metric import LEFT_OPEN, Metric, choices, modified, requirement

ATTACK_VECTOR = choices(
    N=("Network", "It can be reached through routers, in the end from the whole internet."),
    A=("Adjacent", "The attacker must share a network segment, a radio range or a private tunnel with it."),
    L=("Local", "The attacker needs a session on the machine, or somebody who opens a file there."),
    P=("Physical", "The attacker must touch the device."),
)
PRIVILEGES = choices(
    N=("None", "No account is needed."),
    L=("Low", "An ordinary account will do."),
    H=("High", "An account that administers the system is needed."),
)

_EXPLOITABILITY, _IMPACT = "Exploitability", "Impact"
_THREAT = "Threat"

_BASE = (
    Metric("AV", "Attack vector", "From where can it be attacked?", _EXPLOITABILITY, ATTACK_VECTOR),
    Metric(
        "AC",
        "Attack complexity",
        "Must something be so that the attacker cannot bring about?",
        _EXPLOITABILITY,
        choices(
            L=("Low", "It works whenever it is tried."),
            H=("High", "It needs luck or preparation: a race won, a secret known, a place in between."),
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
            R=("Required", "Another person must do something, such as follow a link."),
        ),
    ),
    Metric(
        "S",
        "Scope",
        "Does the harm reach what another authority guards?",
        _EXPLOITABILITY,
        choices(
            U=("Unchanged", "Only what the faulty part itself guards is harmed."),
            C=("Changed", "It gets out: out of a sandbox, a guest system or a page into something else."),
        ),
    ),
    Metric(
        "C",
        "Confidentiality",
        "What can be read that should not?",
        _IMPACT,
        choices(
            H=("High", "All of it, or a part as grave as all, such as a master password."),
            L=("Low", "Some of it, and the attacker cannot choose what."),
            N=("None", "Nothing."),
        ),
    ),
    Metric(
        "I",
        "Integrity",
        "What can be changed that should not?",
        _IMPACT,
        choices(
            H=("High", "Anything, or a part with grave consequences."),
            L=("Low", "Some of it, without grave consequences."),
            N=("None", "Nothing."),
        ),
    ),
    Metric(
        "A",
        "Availability",
        "What stops working?",
        _IMPACT,
        choices(
            H=("High", "All of it, or what is most needed."),
            L=("Low", "It gets slower or pauses at times."),
            N=("None", "Nothing."),
        ),
    ),
)

_TEMPORAL = (
    Metric(
        "E",
        "Exploit code maturity",
        "How far is code that attacks it?",
        _THREAT,
        (
            LEFT_OPEN,
            *choices(
                H=("High", "It works by itself or needs no code, and is spread."),
                F=("Functional", "Working code is around."),
                P=("Proof of concept", "Code shows that it can be done, and needs work to be used."),
                U=("Unproven", "No code is known."),
            ),
        ),
    ),
    Metric(
        "RL",
        "Remediation level",
        "What helps against it by now?",
        _THREAT,
        (
            LEFT_OPEN,
            *choices(
                U=("Unavailable", "Nothing, or nothing that can be applied."),
                W=("Workaround", "Something that does not come from the maker."),
                T=("Temporary fix", "Something from the maker, for the time being."),
                O=("Official fix", "A full fix from the maker."),
            ),
        ),
    ),
    Metric(
        "RC",
        "Report confidence",
        "How sure is it that the problem exists?",
        _THREAT,
        (
            LEFT_OPEN,
            *choices(
                C=("Confirmed", "It was reproduced, or the maker confirmed it."),
                R=("Reasonable", "Good reasons speak for it; the cause is not certain."),
                U=("Unknown", "There are signs, and reports that differ."),
            ),
        ),
    ),
)

METRICS: tuple[Metric, ...] = (
    *_BASE,
    *_TEMPORAL,
    requirement("CR", "confidentiality"),
    requirement("IR", "integrity"),
    requirement("AR", "availability"),
    *(modified(metric) for metric in _BASE),
)
"""All 22, as a vector writes them."""
