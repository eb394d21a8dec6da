"""Whether the gpg at hand refuses what must be refused: its version number proves nothing either way."""

import base64
from functools import cache

from desktop.domain.failures import Cancelled, Failure, GpgMissing
from desktop.openpgp import probe_messages as messages
from desktop.openpgp.engine import StrictGpg
from desktop.openpgp.home import throwaway_home
from desktop.openpgp.verdict import judge_decryption

_SPOILT = {
    "a changed message": messages.TAMPERED,
    "a message without integrity protection": messages.UNPROTECTED,
    "two texts in one message": messages.DOUBLED,
}


@cache
def probe(binary: str = "gpg") -> str:
    """Run the probe messages once for each gpg, in a throwaway home; returns its version, such as "2.2.40".

    Raises GpgMissing when gpg is not there, opens a spoilt message or cannot open a sound one.
    """
    with throwaway_home() as home:
        engine = StrictGpg(home, binary)
        engine.run(["--import"], base64.b64decode(messages.PROBE_KEY))
        if not _opens(engine, messages.SOUND):
            raise GpgMissing("This GnuPG cannot open a sound probe message.", advice=_ADVICE)
        for name, message in _SPOILT.items():
            if _opens(engine, message):
                raise GpgMissing(f"This GnuPG accepts {name}.", advice=_ADVICE)
        return ".".join(map(str, engine.version or ()))


_ADVICE = "Install the GnuPG of your distribution, and check with `embargo doctor`."


def _opens(engine: StrictGpg, message: str) -> bool:
    run = engine.run(["--decrypt"], base64.b64decode(message))
    try:
        judge_decryption(run.lines, run.exit_code, len(run.output))
    except (Failure, Cancelled):
        return False
    return run.output == b"probe"
