"""How a policy is published: as the page of a repository, or as the short file that programs look for."""

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.leaving.policies import PublicFormat
from desktop.formats.publishing.contact_file import Places
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.labels import Words


class PublishDialog(ActDialog):
    """A security.txt may say where it will stand, and may be signed with the intake key."""

    def __init__(self, parent: QWidget, organisation: str, *, has_key: bool) -> None:
        super().__init__(parent, self.tr("Publish the policy of {name}").format(name=organisation), width=560)
        intro = self.tr("It is written from the profile that the clocks run by, to a new file.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._form = ChoiceField(
            self.tr("As"),
            [
                ("security-md", self.tr("SECURITY.md: the whole policy, for people")),
                ("security-txt", self.tr("security.txt: whom to write to (RFC 9116)")),
            ],
        )
        self._form.edited.connect(self._show_fields)
        self._canonical = LineField(
            self.tr("Where the file will stand"), placeholder="https://example.org/.well-known/security.txt"
        )
        self._policy = LineField(self.tr("Where the policy can be read"), placeholder="https://…")
        self._encryption = LineField(
            self.tr("Where the key for reports is"), placeholder=self.tr("https://… or openpgp4fpr:…")
        )
        self._thanks = LineField(self.tr("Where the page of thanks is"), placeholder="https://…")
        offered, missing = (
            self.tr("Sign it with the intake key"),
            self.tr("Unsigned: no intake key is chosen"),
        )
        self._sign = QCheckBox(offered if has_key else missing)
        self._sign.setAccessibleName(self._sign.text())
        self._sign.setEnabled(has_key)
        self._sign.setChecked(has_key)
        self._of_programs = (self._canonical, self._policy, self._encryption, self._thanks, self._sign)
        for field in (self._form, *self._of_programs):
            self.rows.addWidget(field)
        self.finish(self.tr("Choose a file…"), cancel=self.tr("Cancel"))
        self._show_fields()

    @property
    def form(self) -> PublicFormat:
        """Which of the two."""
        return "security-txt" if self._form.value == "security-txt" else "security-md"

    @property
    def places(self) -> Places:
        """What a security.txt says of addresses."""
        return Places(self._canonical.value, self._policy.value, self._encryption.value, self._thanks.value)

    @property
    def signed(self) -> bool:
        """Whether it is to be signed."""
        return self.form == "security-txt" and self._sign.isChecked()

    def _show_fields(self) -> None:
        for field in self._of_programs:
            field.setVisible(self.form == "security-txt")
        self.refuse("")
