"""What the keys of a profile are called on its form."""

from PySide6.QtCore import QCoreApplication


def key_words(key: str, owner: str = "") -> str:
    """A key in words, of a table where another has it too; the TOML beside the form shows the key itself."""
    words = _of_clocks() | _of_policies() | _of_items() | _of_duties() | _of_sources() | _of_disclosure()
    return words.get(f"{owner}.{key}") or words[key]


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
        "after": translate("ProfileForm", "48h, 7d, 2w, 1mo, 3bd."),
        "at_least": translate("ProfileForm", "Such as 7d. Either this or “at most”."),
        "at_most": translate("ProfileForm", "Such as 14d. Either this or “at least”."),
        "longest": translate("ProfileForm", "Such as 30d."),
        "rollover": translate("ProfileForm", "What happens to a due instant at a weekend or on a holiday."),
        "office_hours": translate("ProfileForm", "Such as 09:00-12:30, 13:30-17:00."),
        "clauses": translate("ProfileForm", "Where the policy says it, such as AUM-1a."),
        "lines": translate("ProfileForm", "A line each: 1a = 20-21."),
        "quotes": translate("ProfileForm", "A line each: 1a = the words of the policy."),
        "readings": translate("ProfileForm", "A line each: ack = the id of another reading."),
        "hint": translate("ProfileForm", "Clocks, parted by commas."),
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


def _of_sources() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "clauses": translate("ProfileForm", "Clauses"),
        "source_sha256": translate("ProfileForm", "SHA-256 of the text it was read from"),
        "source": translate("ProfileForm", "Name of that text"),
        "source_read": translate("ProfileForm", "Day on which it was read"),
        "lines": translate("ProfileForm", "Lines of the clauses"),
        "quotes": translate("ProfileForm", "Words of the clauses"),
        "Profile.kind": translate("ProfileForm", "A policy, or a pack that cases take on beside one"),
        "Calendar.assumed": translate("ProfileForm", "Not stated by the policy, asked when adopting"),
        "on": translate("ProfileForm", "Adopted on"),
        "readings": translate("ProfileForm", "Readings that were chosen"),
        "reason": translate("ProfileForm", "Why no desktop client keeps them"),
        "ToolDuty.need": translate("ProfileForm", "Need"),
        "value": translate("ProfileForm", "Figure"),
        "match": translate("ProfileForm", "A problem of which kind"),
        "level": translate("ProfileForm", "Severity"),
        "rules": translate("ProfileForm", "Kinds of problems whose severity the policy fixes"),
        "effects": translate("ProfileForm", "What a severity changes"),
        "effect": translate("ProfileForm", "What it changes"),
        "out_of_band": translate("ProfileForm", "Its fix does not wait for a planned release"),
    }


def _of_disclosure() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "hold": translate("ProfileForm", "Details are held until"),
        "publish_by": translate("ProfileForm", "Published at the latest"),
        "publish_after": translate("ProfileForm", "Details are published some time after the fix"),
        "predisclosure": translate("ProfileForm", "Who hears before the public"),
        "extension": translate("ProfileForm", "How far an agreement may move the end"),
        "alternatives": translate("ProfileForm", "Other readings"),
        "Alternative.text": translate("ProfileForm", "What this reading says"),
        "HoldAlternative.text": translate("ProfileForm", "What this reading says"),
        "pauses": translate("ProfileForm", "Time that does not count"),
        "since": translate("ProfileForm", "From"),
        "Pause.until": translate("ProfileForm", "Until the next"),
        "severity": translate("ProfileForm", "Severity"),
        "PublishAfter.after": translate("ProfileForm", "After the release of the fix"),
        "at_least": translate("ProfileForm", "At least this long before"),
        "at_most": translate("ProfileForm", "At most this long before"),
        "longest": translate("ProfileForm", "At the longest"),
        "Extension.needs": translate("ProfileForm", "Needs"),
        "Term.event": translate("ProfileForm", "Event"),
        "Term.clock": translate("ProfileForm", "Clock"),
        "Term.start": translate("ProfileForm", "Counted from"),
        "Term.after": translate("ProfileForm", "After"),
        "judgement": translate("ProfileForm", "What is judged, in the policy's words"),
        "hint": translate("ProfileForm", "Clocks that help to judge"),
        "of": translate("ProfileForm", "One of these"),
    }


def form_words(form: str) -> str:
    """A form of an expression of when something ends."""
    translate = QCoreApplication.translate
    return {
        "": translate("ProfileForm", "Not stated"),
        "event": translate("ProfileForm", "When something happens"),
        "clock": translate("ProfileForm", "When the time of a clock is over"),
        "start": translate("ProfileForm", "A time after something happened"),
        "min": translate("ProfileForm", "The first of several"),
        "max": translate("ProfileForm", "The last of several"),
        "judgement": translate("ProfileForm", "When people judge so: only an agreement gives a date"),
    }[form]


def choice_words(field: str, choice: str) -> str:
    """What can be chosen for a key, in words; as the TOML has it where those are words enough."""
    translate = QCoreApplication.translate
    yes, no = translate("ProfileForm", "Yes"), translate("ProfileForm", "No")
    return {
        "true": yes,
        "false": no,
        "": "-",
        "unstated": translate("ProfileForm", "not stated"),
        "critical-only": translate("ProfileForm", "critical problems only"),
        "vendor": translate("ProfileForm", "the organisation"),
        "reporter": translate("ProfileForm", "the reporter"),
        "both": translate("ProfileForm", "both sides"),
        "commit": translate("ProfileForm", "a promise"),
        "target": translate("ProfileForm", "a target"),
        "expect": translate("ProfileForm", "an expectation"),
        "request": translate("ProfileForm", "a request"),
        "rule": translate("ProfileForm", "a rule that ends and is never overdue"),
        "legal": translate("ProfileForm", "law"),
        "rollover.none": translate("ProfileForm", "it stays where it is"),
        "rollover.next": translate("ProfileForm", "the next business day"),
        "rollover.previous": translate("ProfileForm", "the business day before"),
        "agreement": translate("ProfileForm", "an agreement of both sides"),
        "opt-in": translate("ProfileForm", "named only when they agree"),
        "opt-out": translate("ProfileForm", "named unless they object"),
        "given": translate("ProfileForm", "the name that they give"),
        "name-or-alias": translate("ProfileForm", "their name or an alias"),
        "side.in": translate("ProfileForm", "in scope"),
        "side.out": translate("ProfileForm", "out of scope"),
        "prohibited": translate("ProfileForm", "prohibited"),
    }.get(f"{field}.{choice}" if field in ("rollover", "side") and choice else choice, choice)


def table_words(table: str) -> str:
    """What a table of the profile is about."""
    translate = QCoreApplication.translate
    return {
        "profile": translate("ProfileForm", "What kind of profile it is"),
        "policy": translate("ProfileForm", "Whose policy it is"),
        "calendar": translate("ProfileForm", "Calendar"),
        "severity": translate("ProfileForm", "Severities"),
        "scope_condition": translate("ProfileForm", "Condition of the scope"),
        "disclosure": translate("ProfileForm", "Disclosure"),
        "credit": translate("ProfileForm", "Credit"),
        "bounty": translate("ProfileForm", "Bounty"),
        "safe_harbour": translate("ProfileForm", "Safe harbour"),
        "release": translate("ProfileForm", "Releases"),
        "retention": translate("ProfileForm", "Retention"),
        "adopted": translate("ProfileForm", "What was decided when adopting"),
        "clocks": translate("ProfileForm", "Clocks"),
        "intake": translate("ProfileForm", "Channels"),
        "forbidden": translate("ProfileForm", "Channels to avoid"),
        "fields": translate("ProfileForm", "What a report should say"),
        "scope": translate("ProfileForm", "Scope"),
        "versions": translate("ProfileForm", "Versions"),
        "steps": translate("ProfileForm", "Steps"),
        "conditions": translate("ProfileForm", "Questions"),
        "letters": translate("ProfileForm", "Letters"),
        "exports": translate("ProfileForm", "What leaves"),
        "compliance": translate("ProfileForm", "Laws and standards"),
        "tool": translate("ProfileForm", "What the desk itself owes"),
        "not_carried": translate("ProfileForm", "What no desktop client keeps"),
    }[table]
