"""Taking a policy into use: exactly what it leaves open is asked, and what follows is shown at once."""

from datetime import date
from pathlib import Path
from typing import cast

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.policy import Adoption
from desktop.domain.policy.adoption import Answer, Question, questions_of
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.fitting import FRAME
from desktop.ui.look.instants import weekday
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.choose_file import choose_files
from desktop.ui.parts.day_list_field import DayListField
from desktop.ui.parts.days_field import DaysField
from desktop.ui.parts.fields import Field, LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Rule, Sheet, beside
from desktop.ui.parts.radio_field import RadioField
from desktop.ui.parts.search_field import SearchField
from desktop.ui.policies.adopt_preview import Preview
from desktop.ui.policies.policy_words import weekday_words
from desktop.ui.policies.policy_work import Asked
from desktop.ui.policies.sample_card import SampleCard

_LEAST_PX = 240
_KEYS = {"holidays": "national_holidays", "more holidays": "holidays"}
"""Holidays are asked for by country first, then by day."""
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class AdoptDialog(ActDialog):
    """`answered` tells that an answer changed: whoever listens calls `show_preview`."""

    answered = Signal()
    text_chosen = Signal(object)
    """The path of the policy's own text: whoever listens calls `take_text`."""

    def __init__(self, parent: QWidget, asked: Asked, today: date) -> None:
        title = self.tr("Adopt the policy of {name}").format(name=asked.profile.policy.organisation)
        super().__init__(parent, title, width=920)
        self.text = b""
        self._asked = asked
        self.concerns = asked.profile.policy.id
        self._today = today
        self._fields: dict[str, Field] = {}
        self._readings: dict[str, RadioField] = {}
        self._complaints: dict[str, Words] = {}
        self._flaws: dict[str, str] = {}
        self._sample = SampleCard()
        self._file = Words(look="small", wrap=True)
        questions = questions_of(asked.profile)
        intro = self.tr("Only what the policy leaves open is asked. New cases are held to these answers.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        sheet = Sheet(self.tr("Questions"), margin=4, spacing=14)
        if not questions:
            sheet.rows.addWidget(Words(self.tr("The policy leaves nothing open."), "muted"))
        for question in questions:
            self._ask(sheet, question)
        self._add_text(sheet)
        sheet.rows.addStretch(1)
        self.rows.addLayout(self._beside(sheet))
        self.rows.addWidget(Rule())
        self.finish(self.tr("Adopt this policy"), cancel=self.tr("Cancel"), mark="seal")
        assert self.primary is not None
        self.primary.setAutoDefault(False)  # Return belongs to the lists that are searched here
        self.primary.setDefault(False)

    def _beside(self, questions: Sheet) -> QHBoxLayout:
        """The questions, and what follows from their answers, each scrolling by itself."""
        sample = Sheet(self.tr("What follows"), margin=4, spacing=0)
        sample.rows.addWidget(self._sample)
        sample.rows.addStretch(1)
        sample.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keyboard scrolls it
        self._parts = (questions, sample)
        both = beside(questions, sample, spacing=14)
        both.setStretch(0, 4)
        both.setStretch(1, 3)
        return both

    def _fit(self) -> None:
        """As high as the questions need, as far as the screen has room; only then they scroll."""
        parts, room = self._parts, self.screen().availableGeometry().size() - FRAME
        for part in parts:
            part.setFixedHeight(_LEAST_PX)
        self.rows.activate()
        around = self.rows.totalHeightForWidth(self.width()) - _LEAST_PX
        wanted = max(part.needed_height for part in parts)
        for part in parts:
            part.setFixedHeight(max(_LEAST_PX, min(wanted, room.height() - around)))
        self.rows.activate()
        super()._fit()

    def missing(self) -> str:
        """Answers that cannot be used, which are told under their fields."""
        return " ".join(self._flaws.values())

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be done, unless a field says so."""
        super().refuse("" if self._flaws else sentence)

    def show_preview(self, preview: Preview) -> None:
        """Show what would follow from the answers, or under its field what is wrong with one."""
        if not self.is_open:
            return
        days = self._fields.get("holidays")
        unread = days.flaw if isinstance(days, DayListField) else ""
        self._flaws = {flaw.key: flaw.message for flaw in preview.flaws} | (
            {"holidays": unread} if unread else {}
        )
        for key, words in self._complaints.items():
            told = self._flaws.get(key, "")
            words.say(self.tr("{flaw} Nothing was written.").format(flaw=told))
            words.setVisible(bool(told))
        if self.primary is not None:
            self.primary.setEnabled(not self._flaws)
        self.refuse("")
        self._sample.show_preview(preview)

    def take_text(self, path: Path, content: bytes) -> None:
        """Keep the policy's own text: it is the one that the profile was made from."""
        if self.is_open:
            self.text = content
            self._file.say(self.tr("{name} will be kept for quoting.").format(name=path.name), "good")

    def refuse_text(self, sentence: str) -> None:
        """Say why this text was not taken."""
        if self.is_open:
            self._file.say(sentence, "bad")

    @property
    def adoption(self) -> Adoption:
        """The answers to what is asked, as they stand now."""
        given = self._fields
        weekend = given["weekend"].value.split() if "weekend" in given else None
        return Adoption(
            on=self._today,
            timezone=self._answer("timezone"),
            weekend=None if weekend is None else tuple(weekend),  # type: ignore[arg-type]  # keys of the boxes
            holidays=days.days if isinstance(days := given.get("holidays"), DayListField) else (),
            national_holidays=self._answer("national_holidays"),
            office_hours=tuple(self._answer("office_hours").replace(",", " ").split()),
            readings={key: field.value for key, field in self._readings.items() if field.value},
        )

    @property
    def settled(self) -> tuple[Answer, ...]:
        """What is asked here: other answers that were given before stay as they are."""
        return ("readings", *(cast("Answer", key) for key in self._fields))

    def _answer(self, key: str) -> str:
        return self._fields[key].value if key in self._fields else ""

    # --- questions -----------------------------------------------------------------------------------

    def _ask(self, sheet: Sheet, question: Question) -> None:
        if question.about == "calendar":
            self._ask_calendar(sheet, question)
            return
        choices = [(choice.id, choice.text) for choice in question.choices]
        field = RadioField(question.text, choices, ", ".join(question.clauses))
        field.put(question.choices[0].id)
        if self._asked.earlier is not None:
            field.put(self._asked.earlier.readings.get(question.id, ""))
        self._readings[question.id] = field
        self._add(sheet, field)

    def _ask_calendar(self, sheet: Sheet, question: Question) -> None:
        assumed = question.choices[0]
        key = _KEYS.get(question.id, question.id)
        field = self._calendar_field(key, assumed.text)
        if field is not None and key not in self._fields:
            field.put("" if question.id in _KEYS else assumed.id)
            earlier = _earlier(self._asked.earlier, key) if self._asked.earlier is not None else None
            if earlier is not None:
                field.put(earlier)
            self._fields[key] = field
            self._add(sheet, field)
            self._complaints[key] = Words(look="bad", wrap=True)
            self._complaints[key].hide()
            sheet.rows.addWidget(self._complaints[key])
        if key == "national_holidays" and "holidays" not in self._fields:
            self._ask_calendar(sheet, msgspec.structs.replace(question, id="more holidays"))

    def _calendar_field(self, key: str, assumed: str) -> Field | None:
        hint = self.tr("The policy does not say. Assumed: {value}.")
        if key == "timezone":
            return SearchField(self.tr("Time zone"), self._asked.zones, hint.format(value=assumed))
        if key == "weekend":
            names = ", ".join(weekday_words(day) for day in assumed.split() if day in _WEEK)
            days = [(day, weekday(number)) for number, day in enumerate(_WEEK)]
            return DaysField(self.tr("Weekend"), days, hint.format(value=names or self.tr("none")))
        if key == "national_holidays":
            more = self.tr("The policy does not say. Assumed: none.")
            return SearchField(self.tr("Public holidays of"), self._asked.regions, more)
        if key == "holidays":
            return DayListField(self.tr("More holidays"), self.tr("Such as 2026-12-24 2026-12-31."))
        if key == "office_hours":
            example = self.tr("Such as 09:00-12:30 13:30-17:00, in the time zone above.")
            return LineField(self.tr("Office hours"), example)
        return None

    def _add(self, sheet: Sheet, field: Field) -> None:
        field.edited.connect(self.answered)
        sheet.rows.addWidget(field)

    def _add_text(self, sheet: Sheet) -> None:
        sheet.rows.addWidget(Words(self.tr("The policy's own text"), "caption"))
        told = self.tr("Optional: only with it can letters and pages quote the policy itself.")
        if self._asked.has_text:
            told = self.tr("The text that was given before stays, for letters and pages to quote.")
        self._file.say(told)
        choose = ActButton(self.tr("Choose the file…"), self._on_file, mark="document")
        sheet.rows.addWidget(self._file)
        sheet.rows.addWidget(FoldingRow(choose))

    def _on_file(self) -> None:
        for path in choose_files(self, self.tr("The policy's own text"))[:1]:
            self.text_chosen.emit(path)


def _earlier(adoption: Adoption, key: str) -> str | None:
    """What was answered the last time, as the field shows it; None where it was not asked, "" for none."""
    if key == "weekend":
        return None if adoption.weekend is None else " ".join(adoption.weekend)
    answers = {
        "timezone": adoption.timezone,
        "holidays": " ".join(day.isoformat() for day in adoption.holidays),
        "national_holidays": adoption.national_holidays,
        "office_hours": " ".join(adoption.office_hours),
    }
    return answers[key] or None
