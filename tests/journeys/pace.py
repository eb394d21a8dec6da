"""How long a person takes at the desk, after the keystroke-level model (Card, Moran and Newell, 1980)."""

KEY_S = 0.2
"""A key, as a practised typist presses it; a modifier is one too."""
CLICK_S = 1.3
"""To point at something and click."""
THOUGHT_S = 1.35
"""Before each step."""
READING_S = 12.0
"""A page that nobody saw before."""
COPYING_S = 1.0
"""A character that is copied onto paper."""


class Pace:
    """Adds up what each step takes; the time that the machine takes comes on top."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.steps = 0

    def read(self) -> None:
        """Look at a page for the first time."""
        self.seconds += READING_S

    def click(self) -> None:
        """Decide, point, click."""
        self.steps += 1
        self.seconds += THOUGHT_S + CLICK_S

    def type(self, words: str) -> None:
        """Decide and type."""
        self.steps += 1
        self.seconds += THOUGHT_S + KEY_S * len(words)

    def press(self, keys: int = 1) -> None:
        """Decide and press a key, with its modifiers."""
        self.steps += 1
        self.seconds += THOUGHT_S + KEY_S * keys

    def copy_by_hand(self, words: str) -> None:
        """Write it onto paper."""
        self.seconds += COPYING_S * len(words)
