"""What a bundle for another handler has to be before it leaves."""

from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.case import Case
from desktop.domain.leaving.file_names import names_nothing
from desktop.domain.leaving.labels import with_items
from desktop.domain.policy import Profile

_BEGIN, _END = b"-----BEGIN PGP MESSAGE-----", b"-----END PGP MESSAGE-----"


class BundleCandidate(msgspec.Struct, frozen=True):
    """One message of a bundle that asks to leave, encrypted to `to` and nobody else."""

    content: bytes
    file_name: str
    to: str
    permission: str = ""
    """Who allowed it."""


def objections_to_bundle(
    candidate: BundleCandidate, case: Case, profile: Profile, packs: Sequence[Profile] = ()
) -> Iterator[str]:
    """Why it stays: it leaves encrypted, under a name that tells nothing, with the permission asked for.

    M87-3.5c wants permission, encryption and an entry; MUS-7.1a encryption to whoever it is for.
    """
    content = candidate.content.strip()
    if not (content.startswith(_BEGIN) and content.endswith(_END) and content.count(_BEGIN) == 1):
        yield "A bundle leaves encrypted only."
    if not candidate.to:
        yield "A bundle is for one handler, by their key."
    if not names_nothing(candidate.file_name, case):
        yield "The name of the file tells what is in it."
    yield from with_items(case)
    if not candidate.permission.strip():
        yield from _permission_asked((profile, *packs))


def _permission_asked(profiles: Sequence[Profile]) -> Iterator[str]:
    for profile in profiles:
        for rule in profile.exports:
            if rule.artefact == "case-data" and "permission" in rule.needs:
                yield f"Somebody has to allow it, and the journal says who ({', '.join(rule.clauses)})."
