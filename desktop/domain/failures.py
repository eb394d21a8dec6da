"""The ways in which a handler's wish can fail, each with a sentence, what was written, and a next step.

Three kinds of error exist. `Cancelled` is silent. A `Failure` is shown to the person. Everything else is a
bug: it is logged by its type only, because an exception's text may hold what a stranger wrote.
"""

from enum import IntEnum
from typing import ClassVar

from desktop.domain.inert import Untrusted

NOTHING_WRITTEN = "Nothing was written."


class Exit(IntEnum):
    """Exit codes of the command line; scripts depend on them."""

    DONE = 0
    BUG = 1
    USAGE = 2
    LOCKED = 3
    KEY_MISSING = 4
    REFUSED = 5
    INVALID = 6
    PARTLY = 7
    OVERDUE = 8
    POLICY = 9
    IN_USE = 10
    CANCELLED = 130


class Cancelled(Exception):  # noqa: N818 - a wish of the person, not an error
    """The person asked to stop; nothing is shown."""


class Failure(Exception):  # noqa: N818 - named for what happened, as every subclass is
    """Something went wrong that a person can understand and act on.

    `message` says what happened, `written` whether anything was written, `advice` what to do next. None of
    the three may hold content of a report.
    """

    code: ClassVar[str] = "failure"
    exit: ClassVar[Exit] = Exit.REFUSED
    default_advice: ClassVar[str] = "Nothing else needs to be done."
    known: ClassVar[dict[str, type["Failure"]]] = {}

    def __init__(self, message: str, *, advice: str = "", written: str = NOTHING_WRITTEN) -> None:
        super().__init__(message)
        self.message = message
        self.written = written
        self.advice = advice or self.default_advice

    def __init_subclass__(cls) -> None:
        Failure.known.setdefault(cls.code, cls)

    def __str__(self) -> str:
        rest = " ".join(part for part in (self.written, self.advice) if part)
        between = "\n" if "\n" in self.message else " "  # a list ends before what follows from it
        return between.join(part for part in (self.message, rest) if part)


def rebuild(code: str, message: str, advice: str, written: str) -> Failure:
    """Make the failure again that another process described."""
    return Failure.known.get(code, Failure)(message, advice=advice, written=written)


# --- the message could not be opened (codes of `inspect --json`) ---------------------------------------


class NoKey(Failure):
    """No secret key for any recipient of the message is at hand."""

    code = "no-key"
    exit = Exit.KEY_MISSING
    default_advice = (
        "Import the secret key into your GnuPG home, or ask the reporter to encrypt to your intake key."
    )


class Tampered(Failure):
    """The message does not decrypt to what its sender encrypted."""

    code = "tampered"
    default_advice = "Ask the reporter to send the report again; keep this file as evidence."


class SeveralMessages(Failure):
    """Several OpenPGP messages stand where one is allowed."""

    code = "several-messages"
    default_advice = "Ask the reporter to send one message at a time."


class NotIntegrityProtected(Failure):
    """The encryption carries no protection against tampering (RFC 9580 §5.7)."""

    code = "not-integrity-protected"
    default_advice = "Ask the reporter to encrypt again with a current OpenPGP program."


class SymmetricOnly(Failure):
    """The message is encrypted with a passphrase, not to a key."""

    code = "symmetric-only"
    default_advice = "Ask the reporter to encrypt to your public key."


class TooLarge(Failure):
    """A size limit that protects this machine was reached."""

    code = "too-large"
    default_advice = (
        "Ask for a smaller message, and add large evidence to its case as files: "
        "`embargo evidence add CASE FILE`, or “Add evidence…” under Confirm."
    )


class TooDeep(Failure):
    """Parts or layers are nested beyond the limit."""

    code = "too-deep"
    default_advice = "Ask the reporter to send the text itself, not a message within messages."


class Malformed(Failure):
    """The bytes are not the format that they claim to be."""

    code = "malformed"
    default_advice = (
        "Check that the file is a mail message (.eml), and export it again from the mail program."
    )


class Unreadable(Failure):
    """The file cannot be read."""

    code = "unreadable"
    default_advice = "Check that it is a file and that you may read it."


class GpgMissing(Failure):
    """GnuPG is not installed, or failed our probe messages."""

    code = "gpg-missing"
    default_advice = "Install GnuPG 2.2 or later; `embargo doctor` shows what is missing."


class GpgRefused(Failure):
    """GnuPG ended without the success that the verdict asks for."""

    code = "gpg-refused"
    default_advice = "`embargo doctor` checks GnuPG and its home."


class SandboxMissing(Failure):
    """No child process with limits could be started to parse the message."""

    code = "sandbox-missing"
    default_advice = "`embargo doctor` shows what the sandbox needs."


class Unsupported(Failure):
    """The message is of a kind that Embargo recognises and does not open."""

    code = "unsupported"
    default_advice = "Open it in the program that made it and enter the case by hand."


# --- the vault -----------------------------------------------------------------------------------------


class Locked(Failure):
    """The vault is locked, or the secret does not open it."""

    code = "locked"
    exit = Exit.LOCKED
    default_advice = "Try again, or use another of the vault's key slots."


class TooSoon(Locked):
    """Attempts to unlock failed, and the next one has to wait."""

    code = "unlock-too-soon"
    default_advice = "Wait that long, or use the OS keyring, which never waits."


class KeyringUnavailable(Failure):
    """The OS keyring is missing, locked or refused."""

    code = "keyring-unavailable"
    exit = Exit.LOCKED
    default_advice = "Unlock the vault with its passphrase or recovery code."


class VaultInUse(Failure):
    """Another Embargo holds the vault."""

    code = "vault-in-use"
    exit = Exit.IN_USE
    default_advice = "Close the other window or command, then try again."


class VaultDamaged(Failure):
    """The vault's files are not what they were."""

    code = "vault-damaged"
    default_advice = (
        "Restore the latest backup; keep the damaged folder as it is. `embargo repair` says which cases are "
        "whole, and makes a new vault of them."
    )


class FileLost(Failure):
    """A file of a case was lost before this vault was salvaged: the vault owns to that, and is sound."""

    code = "file-lost"
    default_advice = "A backup from before the damage may hold it."


class VaultTooNew(Failure):
    """A newer Embargo wrote this vault."""

    code = "vault-too-new"
    default_advice = "Update Embargo on this machine, then open the vault again."


class VaultMissing(Failure):
    """There is no vault at this place."""

    code = "vault-missing"
    exit = Exit.USAGE
    default_advice = "Name one with --vault DIR, or make one with `embargo init DIR`."


class NoSuchCase(Failure):
    """No case of the vault has this id."""

    code = "no-such-case"
    exit = Exit.USAGE
    default_advice = "`embargo list` shows the cases."


class ProfileChanged(Failure):
    """A policy's file changed since it was read."""

    code = "profile-changed"
    exit = Exit.REFUSED
    default_advice = "Look at what stands there now, then do it again."


class CaseChanged(Failure):
    """The case changed since it was read."""

    code = "case-changed"
    exit = Exit.IN_USE
    default_advice = "Look at the case again and repeat the act if it is still wanted."


class WriteFailed(Failure):
    """The disk refused: full, read-only, gone."""

    code = "write-failed"
    default_advice = "Make room or choose another place, then try again."


# --- rules ---------------------------------------------------------------------------------------------


class CloneRefused(Failure):
    """A git clone cannot be read, or git is missing."""

    code = "clone-refused"
    default_advice = "Judge the versions by hand, or name another clone."


class PrintRefused(Failure):
    """A document was not handed to the print service, or it is not known whether it was."""

    code = "print-refused"
    default_advice = "Look at the printer in the system's settings, or save a PDF and print that elsewhere."

    def __init__(
        self, message: str, *, advice: str = "", written: str = "Nothing was handed to the print service."
    ) -> None:
        super().__init__(message, advice=advice, written=written)


class RefusedByPolicy(Failure):
    """An act or an export that the case, the policy or the gate does not allow yet."""

    code = "refused-by-policy"
    exit = Exit.POLICY


class Unclaimed(RefusedByPolicy):
    """No policy, or no single one, has an address that a report went to: a person says which it is.

    `sender` and `recipients` are the report's own words for the person who is asked; no sentence holds them.
    `adopted` are the policies that this vault adopted, the latest first: it is most likely one of them.
    """

    sender: Untrusted = Untrusted("")
    recipients: tuple[Untrusted, ...] = ()
    adopted: tuple[str, ...] = ()


class InvalidDocument(Failure):
    """A document that Embargo would write, or was asked to read, breaks its standard."""

    code = "invalid-document"
    exit = Exit.INVALID


class InvalidPolicy(Failure):
    """A policy profile that cannot be used as it stands."""

    code = "invalid-policy"
    exit = Exit.INVALID
    default_advice = "Mend the profile, then look at it with `embargo policy check FILE`."


class SignatureRefused(Failure):
    """A signature that was to be made or checked is not good."""

    code = "signature-refused"


class BundleRefused(Failure):
    """A bundle of another handler is not what such bundles are, or contradicts what this vault knows."""

    code = "bundle-refused"
    default_advice = "Nothing of it was taken. Ask its sender for a new one, and keep this file to compare."


class AnswerRefused(Failure):
    """A request to approve, or an answer to one, is none, or does not fit what was asked."""

    code = "answer-refused"
    default_advice = "Nothing counts as approved. Ask for a new one, and keep this file to compare."


class KeyMissing(Failure):
    """An OpenPGP key that is needed to sign or encrypt is not at hand."""

    code = "key-missing"
    exit = Exit.KEY_MISSING
    default_advice = "Choose or create the intake key: `embargo key list` shows what gpg has."


class Usage(Failure):
    """The command line cannot be understood."""

    code = "usage"
    exit = Exit.USAGE
    default_advice = "`embargo --help` lists the verbs."
