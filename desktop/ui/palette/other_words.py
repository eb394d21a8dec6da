"""Words that people type for what has another name here; a translation gives its own, any number."""

from PySide6.QtCore import QCoreApplication


def other_words() -> dict[str, str]:
    """Of commands, tabs and settings, by their names; each choice of a setting has those of the setting."""
    return {**_of_files(), **_of_the_vault(), **_of_cases(), **_of_the_window()}


def _of_files() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "open-reports": translate("OtherWords", "import mail email eml mbox load add receive decrypt"),
        "open-a-folder": translate("OtherWords", "import directory maildir mailbox mbox load take in batch"),
        "paste-a-report": translate("OtherWords", "import clipboard insert text decrypt"),
        "receive-a-bundle": translate("OtherWords", "import exchange colleague take over"),
        "take-facts-from-an-advisory": translate("OtherWords", "import csaf cve osv ghsa json"),
        "answer-a-request-to-approve": translate("OtherWords", "four eyes review sign approval"),
        "new-case": translate("OtherWords", "create add enter phone call manual report ticket"),
        "new-incident": translate("OtherWords", "create breach leak emergency"),
        "planned-releases": translate("OtherWords", "calendar version dates fixes"),
        "save-as-a-calendar": translate("OtherWords", "export ics ical reminders alarms deadlines"),
        "check-an-advisory": translate("OtherWords", "validate verify csaf json"),
        "check-a-provider-folder": translate("OtherWords", "validate verify audit csaf"),
        "save-the-case-as-pdf": translate("OtherWords", "export print paper report"),
        "save-the-timeline-as-pdf": translate("OtherWords", "export print paper clocks"),
        "print-the-case": translate("OtherWords", "printer paper report hardcopy"),
        "print-the-timeline": translate("OtherWords", "printer paper clocks hardcopy"),
        "publish-into-a-provider-folder": translate("OtherWords", "export csaf website upload release"),
        "send-to-another-handler": translate("OtherWords", "export exchange share colleague bundle"),
        "tab:advisory": translate("OtherWords", "export publish sign release csaf cve osv write"),
    }


def _of_the_vault() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "lock": translate("OtherWords", "logout signout leave secure"),
        "quit": translate("OtherWords", "exit end leave stop"),
        "back-up": translate("OtherWords", "backup copy save export safety"),
        "backups-that-make-themselves": translate("OtherWords", "automatic schedule plan copy"),
        "try-whether-a-backup-restores": translate("OtherWords", "restore recover drill test copy"),
        "check-the-vault": translate("OtherWords", "verify integrity damage repair audit tamper"),
        "keys-of-the-vault": translate(
            "OtherWords",
            "passphrase password recovery code slots smartcard yubikey keyring unlock rekey",
        ),
        "intake-key": translate("OtherWords", "pgp gpg openpgp keys encryption secret public"),
        "review-who-can-open-the-vault": translate("OtherWords", "access permissions users rights"),
        "failed-unlocks-and-refusals": translate("OtherWords", "denied wrong attempts security"),
        "team": translate("OtherWords", "users members people roles rights permissions four eyes enrol"),
        "work-as": translate("OtherWords", "user switch login signin name role"),
        "when-a-handler-leaves": translate("OtherWords", "hand over offboarding resign quit holiday"),
        "content-past-its-time": translate("OtherWords", "delete erase purge remove retention privacy gdpr"),
        "journal": translate("OtherWords", "log history audit trail events chain export"),
        "products": translate("OtherWords", "catalogue vendor software"),
        "policies": translate("OtherWords", "rules promises deadlines security.md adopt"),
        "metrics": translate("OtherWords", "statistics numbers figures chart report kpi dashboard"),
    }


def _of_cases() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "undo-the-last-act": translate("OtherWords", "revert back mistake"),
        "record": translate("OtherWords", "log note event milestone comment"),
        "agree-on-a-date": translate("OtherWords", "embargo disclosure deadline extend postpone"),
        "break-the-glass": translate("OtherWords", "emergency leak public early embargo"),
        "add-a-person": translate("OtherWords", "contact reporter vendor coordinator participant"),
        "assign": translate("OtherWords", "handler owner responsible give"),
        "who-sees-it": translate("OtherWords", "permissions restrict access private confidential"),
        "label-as-restricted": translate("OtherWords", "tlp confidential secret redact"),
        "reporters-key": translate("OtherWords", "pgp gpg openpgp encrypt fingerprint public keys"),
        "add-evidence": translate("OtherWords", "attach file screenshot proof upload poc"),
        "files-in-quarantine": translate("OtherWords", "attachments download open save files"),
        "take-on-a-regulation": translate("OtherWords", "gdpr cra law authority notify"),
        "release-dates-and-holidays": translate("OtherWords", "calendar vacation business days"),
        "what-is-kept-of-it": translate("OtherWords", "delete purge forget erase gdpr legal hold retention"),
        "acknowledge": translate("OtherWords", "mail email letter thank confirm receipt answer"),
        "reply": translate("OtherWords", "mail email letter answer write message send"),
        "snooze": translate("OtherWords", "later hide postpone remind put aside"),
        "close": translate("OtherWords", "finish done resolve reject delete end"),
        "close-as-spam": translate("OtherWords", "junk delete trash advertising"),
        "reject-duplicate": translate("OtherWords", "merge same double"),
        "search": translate("OtherWords", "look for filter"),
        "save-the-filter": translate("OtherWords", "query view bookmark"),
        "due": translate("OtherWords", "home overdue deadlines today tasks start"),
        "all-cases": translate("OtherWords", "list everything closed"),
        "tab:thread": translate("OtherWords", "mail email letters conversation correspondence"),
        "tab:timeline": translate("OtherWords", "clocks deadlines history dates"),
        "tab:confirm": translate("OtherWords", "cvss severity score versions"),
    }


def _of_the_window() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "help": translate("OtherWords", "manual documentation guide how"),
        "keys": translate("OtherWords", "shortcuts keyboard hotkeys cheat sheet"),
        "change-keys": translate("OtherWords", "shortcuts keyboard hotkeys rebind customise"),
        "doctor": translate("OtherWords", "problems diagnose gpg missing install check"),
        "settings": translate("OtherWords", "preferences options configuration"),
        "jobs": translate("OtherWords", "progress background tasks running cancel"),
        "setting:theme": translate("OtherWords", "theme colours appearance mode night"),
        "setting:scale": translate("OtherWords", "font text zoom bigger smaller"),
        "setting:density": translate("OtherWords", "density spacing compact layout"),
        "setting:language": translate("OtherWords", "translation locale"),
        "setting:lock_after_min": translate("OtherWords", "idle timeout automatic minutes"),
        "setting:handler": translate("OtherWords", "user handler author profile signature"),
        "setting:letters_folder": translate("OtherWords", "directory save mail path"),
        "setting:single_letters": translate("OtherWords", "keyboard keys hotkeys"),
        "setting:reminders": translate("OtherWords", "notifications alerts tray"),
    }
