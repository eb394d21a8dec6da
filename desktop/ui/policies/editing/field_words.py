"""What the keys of a profile are called on its form."""

from PySide6.QtCore import QCoreApplication


def key_words(key: str) -> str:
    """A key in words; the TOML beside the form shows the key itself."""
    return (_of_clocks() | _of_policies() | _of_items() | _of_duties())[key]


def hint_words(key: str) -> str:
    """How a field is filled in, where its name does not say it."""
    translate = QCoreApplication.translate
    return {
        "within": translate("ProfileForm", "48h, 7d, 2w, 1mo, 3bd, 8bh, 5d..10d, next:release.scheduled"),
        "every": translate("ProfileForm", "Such as 7d: the promise recurs."),
        "starts": translate("ProfileForm", "Events, parted by commas; the first one starts the clock."),
        "stops": translate("ProfileForm", "Events, parted by commas; any of them keeps the promise."),
        "code": translate("ProfileForm", "Two to eight capitals or digits; case ids begin with it."),
        "updated": translate("ProfileForm", "A day or a month: 2026-01-09 or 2026-01."),
        "weekend": translate("ProfileForm", "Such as sat, sun."),
        "holidays": translate("ProfileForm", "Such as 2026-12-24, 2026-12-31."),
        "dates": translate("ProfileForm", "Such as 2026-12-24, 2026-12-31."),
        "until": translate("ProfileForm", "A day such as 2026-12-24."),
        "range": translate("ProfileForm", "Such as >=1.0.0, <2.0.0."),
        "assumed": translate("ProfileForm", "What was chosen where the policy does not say."),
    }.get(key, "")


def _of_clocks() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "id": translate("ProfileForm", "Id"),
        "sentence": translate("ProfileForm", "Promise, as a sentence"),
        "within": translate("ProfileForm", "Within"),
        "every": translate("ProfileForm", "Every"),
        "tick": translate("ProfileForm", "Each interval is counted from"),
        "starts": translate("ProfileForm", "Starts with"),
        "stops": translate("ProfileForm", "Kept by"),
        "severities": translate("ProfileForm", "Only for severities"),
        "owed_by": translate("ProfileForm", "Owed by"),
        "force": translate("ProfileForm", "How binding"),
        "track": translate("ProfileForm", "Belongs to"),
        "audience": translate("ProfileForm", "Owed to"),
        "when": translate("ProfileForm", "Only if this question is answered with yes"),
        "outer": translate("ProfileForm", "At the longest"),
        "outer_when": translate("ProfileForm", "At the longest, only if"),
        "rollover": translate("ProfileForm", "Outside business days it moves to"),
        "waiver": translate("ProfileForm", "May be moved by"),
        "assumed": translate("ProfileForm", "Assumed"),
    }


def _of_policies() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "code": translate("ProfileForm", "Code"),
        "organisation": translate("ProfileForm", "Organisation"),
        "product": translate("ProfileForm", "Product"),
        "namespace": translate("ProfileForm", "Address of the organisation"),
        "language": translate("ProfileForm", "Language"),
        "updated": translate("ProfileForm", "Updated"),
        "effective": translate("ProfileForm", "In effect since"),
        "related": translate("ProfileForm", "Documents that belong to it"),
        "timezone": translate("ProfileForm", "Time zone"),
        "weekend": translate("ProfileForm", "Weekend"),
        "holidays": translate("ProfileForm", "Holidays"),
        "national_holidays": translate("ProfileForm", "Public holidays of"),
        "office_hours": translate("ProfileForm", "Office hours"),
        "cadence": translate("ProfileForm", "How often"),
        "dates": translate("ProfileForm", "Planned dates"),
        "after": translate("ProfileForm", "Kept after the case is closed for"),
        "what": translate("ProfileForm", "What is then removed"),
        "levels": translate("ProfileForm", "Levels, worst first"),
        "stated": translate("ProfileForm", "The policy states them"),
    }


def _of_items() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "kind": translate("ProfileForm", "Kind"),
        "address": translate("ProfileForm", "Address"),
        "subject": translate("ProfileForm", "Expected subject"),
        "purposes": translate("ProfileForm", "For"),
        "preferred": translate("ProfileForm", "Preferred"),
        "key": translate("ProfileForm", "OpenPGP key, as the policy names it"),
        "channel": translate("ProfileForm", "Channel"),
        "on_arrival": translate("ProfileForm", "When a report comes that way"),
        "text": translate("ProfileForm", "Text"),
        "need": translate("ProfileForm", "How much it is wanted"),
        "accepts": translate("ProfileForm", "Accepted answers"),
        "may_be_unknown": translate("ProfileForm", "May be unknown"),
        "side": translate("ProfileForm", "In scope or out of it"),
        "hosts": translate("ProfileForm", "Host names"),
        "action": translate("ProfileForm", "What is done"),
        "range": translate("ProfileForm", "Versions"),
        "as_written": translate("ProfileForm", "As the policy writes it"),
        "supported": translate("ProfileForm", "Supported"),
        "until": translate("ProfileForm", "Until"),
        "event": translate("ProfileForm", "Event"),
        "needs": translate("ProfileForm", "Needs"),
        "derived": translate("ProfileForm", "Follows without being written"),
        "question": translate("ProfileForm", "Question"),
    }


def _of_duties() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "mode": translate("ProfileForm", "Credit"),
        "name": translate("ProfileForm", "Under which name"),
        "where": translate("ProfileForm", "Where"),
        "only_if": translate("ProfileForm", "Only if"),
        "listed": translate("ProfileForm", "Listed already"),
        "offered": translate("ProfileForm", "Money is offered"),
        "promise": translate("ProfileForm", "Promise"),
        "conditions": translate("ProfileForm", "Conditions, a line each"),
        "says": translate("ProfileForm", "Has to say"),
        "channels": translate("ProfileForm", "Channels"),
        "artefact": translate("ProfileForm", "What leaves"),
        "tag": translate("ProfileForm", "Name"),
        "status": translate("ProfileForm", "What the policy says of it"),
    }
