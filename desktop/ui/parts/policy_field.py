"""Which policy applies: promises are never guessed, so nothing is chosen that nobody chose before."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.ui.parts.fields import ChoiceField


class PolicyField(ChoiceField):
    """Ids and names; without `chosen` it asks for one."""

    def __init__(self, policies: Sequence[tuple[str, str]], chosen: str = "") -> None:
        self._policies = tuple(policies)
        super().__init__(QCoreApplication.translate("PolicyField", "Policy"), self._offered(chosen))
        self.put(chosen)

    def propose(self, policy_id: str) -> None:
        """Choose this, unless something is chosen already."""
        if not self.value and any(policy_id == known for known, _name in self._policies):
            self.offer(self._offered(policy_id))
            self.put(policy_id)

    def missing(self) -> str:
        """What is to be done about it, if it is empty."""
        asked = QCoreApplication.translate("PolicyField", "Choose the policy: it says which promises run.")
        return "" if self.value else asked

    def _offered(self, chosen: str) -> list[tuple[str, str]]:
        ask = QCoreApplication.translate("PolicyField", "Choose one")
        return [*([] if chosen else [("", ask)]), *self._policies]
