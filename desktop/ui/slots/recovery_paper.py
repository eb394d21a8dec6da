"""The recovery code on a sheet to be printed and kept away from the machine."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.formats.qr_code import qr_modules
from desktop.ui.look.instants import utc
from desktop.ui.parts.paper import MARGIN, TITLE_PX, TYPE_PX, Block, Paper
from desktop.ui.slots.qr_view import paint_modules

_CODE_PX = 19
_QR_PX = 200.0
_GROUPS_IN_LINE = 4


def print_recovery_code(code: str, vault: str, made_at: datetime) -> bytes:
    """The sheet as PDF; `vault` is the name of the vault, where it is known."""
    return _RecoveryPaper(code, vault, made_at).printed().content


class _RecoveryPaper(Paper):
    """Title, code, QR code, and what to do with it."""

    def __init__(self, code: str, vault: str, made_at: datetime) -> None:
        super().__init__(QCoreApplication.translate("Print", "Recovery code"))
        self._code, self._vault, self._made_at = code, vault, made_at

    def foot(self) -> str:
        """What the sheet is worth."""
        return QCoreApplication.translate("Print", "Whoever holds this sheet and the vault can open it.")

    def blocks(self) -> Iterator[Block]:
        """From the title to the advice."""
        title = QCoreApplication.translate("Print", "Recovery code")
        whose = QCoreApplication.translate("Print", "of the vault “{vault}”, made {when}")
        made = whose if self._vault else QCoreApplication.translate("Print", "made {when}")
        made = made.format(vault=self._vault, when=utc(self._made_at))
        advice = QCoreApplication.translate(
            "Print",
            "Type it under “Use the recovery code” when the passphrase is lost. Case and dashes do not "
            "matter; the last character of each group checks the group. Keep this sheet locked away, not "
            "beside the machine. Prove twice a year that it still opens the vault.",
        )
        groups = self._code.split("-")
        lines = [groups[at : at + _GROUPS_IN_LINE] for at in range(0, len(groups), _GROUPS_IN_LINE)]
        code = "\n".join("-".join(line) for line in lines)
        yield Block(40, lambda top: self.write(title, 0, top, self.width, px=TITLE_PX, bold=True))
        yield Block(46, lambda top: self.write(made, 0, top, self.width, "muted", px=TYPE_PX))
        yield Block(76, lambda top: self.write(code, 0, top, self.width, px=_CODE_PX, bold=True))
        yield Block(_QR_PX + 30, self._draw_qr)
        yield Block(90, lambda top: self.write(advice, 0, top, self.width, px=TYPE_PX))

    def _draw_qr(self, top: float) -> None:
        paint_modules(self.painter, qr_modules(self._code), MARGIN, top, _QR_PX)
