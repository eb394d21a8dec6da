"""Everybody in a case with what is known of them: their wish, the policy's rule, their key, since when."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from desktop.domain.case import Case, Compared
from desktop.domain.event import Recorded
from desktop.domain.parties.consent import Consent, consent_of
from desktop.domain.parties.first_use import Acquaintance, acquaintance, key_in
from desktop.domain.parties.people import Person, people_of
from desktop.domain.policy import Profile
from desktop.workflows.vault_ports import Vault


class PersonView(msgspec.Struct, frozen=True):
    """A person as pages show them."""

    person: Person
    consent: Consent
    key: str = ""
    """The fingerprint of the key that they come with in this case."""
    compared: Compared | None = None
    compared_before: tuple[str, ...] = ()
    """Fingerprints that were compared in this case, where the key at hand was not."""
    known: Acquaintance = Acquaintance()


def view_people(
    vault: Vault, case: Case, history: Sequence[Recorded], profile: Profile, now: datetime
) -> tuple[PersonView, ...]:
    """Everybody, in the order of `people_of`."""
    return tuple(_view(vault, case, history, profile, now, person) for person in people_of(case))


def _view(
    vault: Vault, case: Case, history: Sequence[Recorded], profile: Profile, now: datetime, person: Person
) -> PersonView:
    address = person.address.raw.strip()
    of_address = vault.sightings(address=address) if address else []
    taken = case.keys[-1].fingerprint if case.keys and not person.label else ""
    key = taken or key_in(case.case_id if not person.label else person.label, of_address)
    of_key = vault.sightings(fingerprint=key) if key else []
    compared = case.compared.get(key)
    before = tuple(case.compared) if key and compared is None and not person.label else ()
    return PersonView(
        person=person,
        consent=consent_of(person, history, profile, now),
        key=key,
        compared=compared,
        compared_before=before,
        known=acquaintance(key, of_address, of_key, now),
    )
