"""An intake key that was made is never lost sight of."""

import pytest

from desktop.domain.event import Recorded
from desktop.domain.failures import WriteFailed
from desktop.openpgp.gpg import Gpg
from desktop.openpgp.home import throwaway_home
from desktop.workflows.intake.choose_intake_key import create_intake_key
from desktop.workflows.ports import Silent
from tests.fakes import InMemoryVault
from tests.workflows.desks import desk_on


class FullVault(InMemoryVault):
    def append(self, *_: object, **__: object) -> list[Recorded]:
        raise WriteFailed("The disk is full.")


def test_a_key_that_the_vault_cannot_name_is_named_to_the_person() -> None:
    with throwaway_home() as home:
        gpg = Gpg(home)
        with pytest.raises(WriteFailed, match="The disk is full") as caught:
            create_intake_key(
                desk_on(FullVault(), gpg), "Team", "team@example.org", passphrase="", progress=Silent()
            )
        (made,) = gpg.secret_keys()
        assert made.fingerprint in caught.value.written
        assert "Choose this key" in caught.value.advice
        gpg.close()
