"""What is half typed into a dialog that records many kinds of things: none replaces another."""

State = dict[str, str]


class HalfTyped:
    """States by what they are about, as they were kept and as they are now."""

    def __init__(self, kept: dict[str, State]) -> None:
        self._kept = {about: state for about, state in kept.items() if state}
        self._now = dict(self._kept)

    @property
    def first(self) -> str:
        """Something that was half typed, or empty."""
        return next(iter(self._kept), "")

    def of(self, about: str) -> State:
        """What is half typed about this; empty when nothing is."""
        return self._now.get(about, {})

    def put(self, about: str, state: State) -> None:
        """Keep this, or forget it when it is empty."""
        self._now[about] = state

    @property
    def changed(self) -> dict[str, State]:
        """What has to be written, empty where it is to be forgotten."""
        return {about: state for about, state in self._now.items() if state != self._kept.get(about, {})}
