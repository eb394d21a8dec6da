"""Whether two reports tell of the same problem: what of each is compared, how, and what follows.

`traits` reads a case and its words on four axes (component, class of bug, attack path, shape of the fix),
`comparing` says where two cases agree and how rare that is in this vault, `judging` what is worth a handler's
look. Pure, bounded and total: what is read was written by strangers.
"""

from desktop.domain.triage.comparing import Agreement, Spread
from desktop.domain.triage.judging import Likeness, Strength, judge, worth_a_look
from desktop.domain.triage.traits import AXES, AXIS_OF, Axis, Sketch, traits_of

__all__ = [
    "AXES",
    "AXIS_OF",
    "Agreement",
    "Axis",
    "Likeness",
    "Sketch",
    "Spread",
    "Strength",
    "judge",
    "traits_of",
    "worth_a_look",
]
