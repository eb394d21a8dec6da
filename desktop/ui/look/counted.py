"""Words that count something, for functions: the extractor knows a plural in `self.tr` of a class alone."""

from PySide6.QtCore import QObject


class Counted(QObject):
    """Each says how many there are; languages have one to six forms of it."""

    def days(self, count: int) -> str:
        """A span of days."""
        return self.tr("%n days", "", count)

    def hours(self, count: int) -> str:
        """A span of hours."""
        return self.tr("%n hours", "", count)

    def weeks(self, count: int) -> str:
        """A span of weeks."""
        return self.tr("%n weeks", "", count)

    def months(self, count: int) -> str:
        """A span of months."""
        return self.tr("%n months", "", count)

    def business_days(self, count: int) -> str:
        """A span of business days."""
        return self.tr("%n business days", "", count)

    def business_hours(self, count: int) -> str:
        """A span of business hours."""
        return self.tr("%n business hours", "", count)

    def passphrase(self, least: int) -> str:
        """How a passphrase is best chosen."""
        return self.tr("Several words are best, %n characters at least. Nobody can reset it.", "", least)

    def characters(self, least: int) -> str:
        """What a passphrase lacks."""
        return self.tr("Use at least %n characters: several words.", "", least)

    def overdue(self, count: int) -> str:
        """What is overdue, and listed whole."""
        return self.tr("%n promises of open cases are overdue.", "", count)

    def overdue_and_more(self, count: int) -> str:
        """What is overdue, and not listed whole."""
        return self.tr("%n promises are overdue and still owed; the oldest are listed.", "", count)

    def more_refusals(self, count: int) -> str:
        """How many reasons are not shown with the first."""
        return self.tr("And %n more; the preview lists them all.", "", count)

    def arrived(self, count: int) -> str:
        """What a page of metrics counts; policy, first and last are filled in."""
        return self.tr("%n cases of {policy}, arrived from {first} to {last}", "", count)

    def without_policy(self, count: int) -> str:
        """What fell back to a policy, which is filled in."""
        return self.tr(
            "No policy names the addresses that %n cases came to: they are under {policy}, the fallback.",
            "",
            count,
        )
