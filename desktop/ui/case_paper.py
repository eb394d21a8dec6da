"""A case on paper: its stages, its promises, what happened and what left; nothing of the report."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from desktop.domain.inert import escape_invisible
from desktop.domain.stages import Need, StageView, plain_text
from desktop.ui.look.act_words import act_words
from desktop.ui.look.instants import utc
from desktop.ui.parts.paper import SMALL_PX, TYPE_PX, Block, gap, together
from desktop.ui.printing import TimelinePaper
from desktop.workflows.paper_ports import Printed
from desktop.workflows.promises.export_case import CaseSheet, Happened

_WHEN, _BY = 0.64, 0.84
"""Where the columns of what happened begin, as shares of the width."""


def print_case(sheet: CaseSheet) -> Printed:
    """Draw the document; its title is the id of the case."""
    return _CasePaper(sheet).printed()


class _CasePaper(TimelinePaper):
    """The timeline's pages between what is done and what happened."""

    def __init__(self, sheet: CaseSheet) -> None:
        super().__init__(sheet.timeline)
        self._sheet = sheet

    def blocks(self) -> Iterator[Block]:
        """From the head to the note."""
        yield Block(86, self.head)
        if self._sheet.level:
            words = QCoreApplication.translate("Print", "Severity: {level}")
            yield self._line(words.format(level=self._sheet.level.capitalize()))
        yield self.section(QCoreApplication.translate("Print", "Stages"))
        for stage in self._sheet.stages:
            yield from self._stage(stage)
        yield gap(14)
        yield from self.promises()
        yield from self._what_happened()
        yield from self._what_left()
        yield Block(40, self.note)

    def _stage(self, view: StageView) -> Iterator[Block]:
        settled = len(view.needs) - len(view.missing)
        done = QCoreApplication.translate("Print", "{stage}: done")
        open_ = QCoreApplication.translate("Print", "{stage}: {n} of {all} done")
        words = (done if view.done else open_).format(stage=view.stage, n=settled, all=len(view.needs))
        name = Block(24, lambda top: self.write(words, 0, top + 6, self.width, px=TYPE_PX, bold=True))
        needs = [self._need(need) for need in view.needs]
        yield together(name, *needs[:1])
        yield from needs[1:]

    def _need(self, need: Need) -> Block:
        words, tone = self._state(need)
        asked = ", ".join(need.clauses)
        height = max(self.tall(plain_text(need), _WHEN * self.width - 24, TYPE_PX), 14) + 4

        def draw(top: float) -> None:
            self.write(plain_text(need), 14, top + 2, _WHEN * self.width - 24, px=TYPE_PX)
            self.write(words, _WHEN * self.width, top + 2, 0.2 * self.width, tone, px=TYPE_PX)
            self.write(asked, _BY * self.width, top + 3, (1 - _BY) * self.width, "muted", px=SMALL_PX)

        return Block(height, draw)

    def _state(self, need: Need) -> tuple[str, str]:
        if need.met:
            return QCoreApplication.translate("Print", "done"), "good"
        if need.waived:
            return QCoreApplication.translate("Print", "set aside, with a reason"), "muted"
        return QCoreApplication.translate("Print", "missing"), "warn"

    def _what_happened(self) -> Iterator[Block]:
        yield gap(14)
        first, *others = map(self._happened, self._sheet.history)
        yield together(self.section(QCoreApplication.translate("Print", "What happened")), first)
        yield from others

    def _happened(self, happened: Happened) -> Block:
        what, by = act_words(happened.event), escape_invisible(happened.by)
        height = (
            max(
                self.tall(what, _WHEN * self.width - 10, TYPE_PX),
                self.tall(by, (1 - _BY) * self.width, SMALL_PX),
            )
            + 5
        )

        def draw(top: float) -> None:
            self.write(what, 0, top + 2, _WHEN * self.width - 10, px=TYPE_PX)
            self.write(utc(happened.at), _WHEN * self.width, top + 3, 0.2 * self.width, px=SMALL_PX)
            self.write(by, _BY * self.width, top + 3, (1 - _BY) * self.width, "muted", px=SMALL_PX)

        return Block(height, draw)

    def _what_left(self) -> Iterator[Block]:
        if not self._sheet.left:
            return
        yield gap(14)
        first, *others = (
            self._line(f"{escape_invisible(name)}, {utc(at)}", f"SHA-256 {sha256}")
            for name, sha256, at in self._sheet.left
        )
        yield together(self.section(QCoreApplication.translate("Print", "What left")), first)
        yield from others

    def _line(self, words: str, below: str = "") -> Block:
        height = self.tall(words, self.width, TYPE_PX)

        def draw(top: float) -> None:
            self.write(words, 0, top + 2, self.width, px=TYPE_PX)
            self.write(below, 0, top + 3 + height, self.width, "muted", px=SMALL_PX)

        return Block(height + (22 if below else 6), draw)
