"""What a profile says in a security.txt (RFC 9116): whom to write to, until when, in which languages."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from desktop.domain.failures import InvalidDocument
from desktop.domain.policy import Intake, Profile
from desktop.formats.advisories.prose.addresses import is_address
from desktop.formats.publishing.security_txt import Field, write_security_txt

HOLDS = timedelta(days=360)
"""How long a file holds; §2.5.5 recommends less than a year."""
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&'*+-/=^_`{|}~.@")


class Places(msgspec.Struct, frozen=True):
    """Addresses that no profile knows: where this file, the policy, the key and the thanks will stand."""

    canonical: str = ""
    policy: str = ""
    encryption: str = ""
    acknowledgments: str = ""


def write_contact_file(profile: Profile, places: Places, now: datetime) -> bytes:
    """The file in UTF-8. Raises InvalidDocument for a profile whose channels it cannot name."""
    fields = [*_contacts(profile), Field("Expires", f"{_expiry(now):%Y-%m-%dT%H:%M:%SZ}")]
    if len(fields) == 1:
        raise InvalidDocument(
            "No channel of the policy can be named in a security.txt: it takes mail, https and phone alone.",
            advice="Add such a channel to the profile.",
        )
    keys = [channel.key for channel in profile.intake if ":" in channel.key]
    told = [("Encryption", places.encryption or next(iter(keys), ""))]
    told += [("Acknowledgments", places.acknowledgments), ("Preferred-Languages", profile.policy.language)]
    told += [("Canonical", places.canonical), ("Policy", places.policy)]
    try:
        return write_security_txt([*fields, *(Field(name, value) for name, value in told if value)])
    except ValueError as error:
        raise InvalidDocument(
            f"A security.txt cannot be written: {error}.", advice="Correct the addresses in the profile."
        ) from error


def _expiry(now: datetime) -> datetime:
    return (now.astimezone(UTC) + HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)


def _contacts(profile: Profile) -> Iterator[Field]:
    """In the order of preference (§2.5.3)."""
    reports = [channel for channel in profile.intake if "vulnerability" in channel.purposes]
    for channel in sorted(reports, key=lambda one: not one.preferred):
        if uri := _uri(channel):
            yield Field("Contact", uri)


def _uri(channel: Intake) -> str:
    address = channel.address
    if channel.kind == "email" and set(address) <= _PLAIN:
        return f"mailto:{address}"
    if channel.kind == "phone":
        digits = "".join(c for c in address if c in "+0123456789")
        return f"tel:{digits}" if digits.startswith("+") else ""
    return address if address.startswith("https://") and is_address(address) else ""
