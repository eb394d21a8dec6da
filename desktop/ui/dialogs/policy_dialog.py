"""Under which policy reports fall, when their addresses do not say."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.failures import Unclaimed
from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.policy_field import PolicyField

_GROUPS = 4
"""So many addresses that reports went to are named."""
_SENDERS = 3
"""So many senders of each are named."""


class PolicyDialog(Dialog):
    """Promises are never guessed: a person says which apply, and sees to whom the reports went."""

    def __init__(
        self,
        parent: QWidget,
        policies: Sequence[tuple[str, str]],
        unclaimed: Sequence[Unclaimed] = (),
        chosen: str = "",
    ) -> None:
        several = len(unclaimed) > 1
        one, all_ = (
            self.tr("Whose report is this?"),
            self.tr("Whose reports are these %n?", "", len(unclaimed)),
        )
        super().__init__(parent, all_ if several else one)
        why = self.tr("Its address names no policy, or several. The policy decides which promises run.")
        whys = self.tr(
            "Their addresses name no policy, or several. The one that is chosen applies to all of them."
        )
        self.rows.addWidget(Words(whys if several else why, "muted", wrap=True))
        for line in self._told(unclaimed):
            self.rows.addWidget(InertLabel(Untrusted(line), lines=True))
        self._policy = PolicyField(policies, chosen)
        self.rows.addWidget(self._policy)
        cases = self.tr("Open the cases under this policy")
        self.finish(
            cases if several else self.tr("Open the case under this policy"), cancel=self.tr("Cancel")
        )

    def accept(self) -> None:
        """Go on once one is chosen."""
        sentence = self._policy.missing()
        self.refuse(sentence)
        if not sentence:
            super().accept()

    @property
    def policy_id(self) -> str:
        """The policy chosen."""
        return self._policy.value

    def _told(self, unclaimed: Sequence[Unclaimed]) -> Iterator[str]:
        """Who wrote to whom, a line for each address, that of the most reports first."""
        groups: dict[str, list[str]] = {}
        for item in unclaimed:
            to = ", ".join(address.line for address in item.recipients[:_SENDERS])
            groups.setdefault(to, []).append(item.sender.line)
        ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
        for to, senders in ordered[:_GROUPS]:
            yield self._group(to, senders)
        if len(ordered) > _GROUPS:
            more = sum(len(senders) for _, senders in ordered[_GROUPS:])
            yield self.tr("And %n more, to other addresses.", "", more)

    def _group(self, to: str, senders: Sequence[str]) -> str:
        known = list(dict.fromkeys(filter(None, senders)))
        named = ", ".join(known[:_SENDERS]) or self.tr("somebody without an address")
        if len(known) > _SENDERS:
            named = self.tr("{names} and %n more", "", len(known) - _SENDERS).format(names=named)
        to = to or self.tr("nobody that is named")
        if len(senders) == 1:
            return self.tr("To {to}, from {names}").format(to=to, names=named)
        return self.tr("%n to {to}, from {names}", "", len(senders)).format(to=to, names=named)
