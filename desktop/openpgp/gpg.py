"""The adapter `workflows.ports.OpenPgp`: open, verify, sign, encrypt, keys, each judged strictly."""

import os
import re
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.domain.failures import Failure, GpgRefused, KeyMissing, SignatureRefused
from desktop.domain.report import SignatureCheck
from desktop.openpgp.agent import Agent
from desktop.openpgp.armour import remove_armour
from desktop.openpgp.child import Argument, Limits, as_file
from desktop.openpgp.clearsigned import cut_clearsigned
from desktop.openpgp.engine import Passphrase, Run, StrictGpg
from desktop.openpgp.envelope import read_envelope
from desktop.openpgp.home import chosen_home, require_usable
from desktop.openpgp.key_making import make_key
from desktop.openpgp.keyring import KeptRings, Ring, Ways, scratch_keyring
from desktop.openpgp.keys import LISTING, key_info, public_packets
from desktop.openpgp.keys import require_usable as require_usable_key
from desktop.openpgp.listing import ListedKey, copies_agree, read_listing
from desktop.openpgp.making import judge_encrypted, judge_signed
from desktop.openpgp.packets import require_only_signatures
from desktop.openpgp.pairs import in_pairs
from desktop.openpgp.probe import probe
from desktop.openpgp.remembered import RememberedKeys
from desktop.openpgp.signatures import (
    SeenSignature,
    judge_signatures,
    read_signatures,
    stopped_at_signature,
)
from desktop.openpgp.status import find
from desktop.openpgp.together import Seen, in_calls, looked_up, see_good
from desktop.openpgp.verdict import SYMMETRIC_WORD, judge_clearsigned, judge_decryption, judge_verification
from desktop.workflows.ports import Decrypted, KeyInfo, Progress, Signed

PLAINTEXT_LIMIT = 64 * 1024 * 1024
"""The longest plaintext of a message, in bytes."""
_TOO_LONG = f"The message holds more than {PLAINTEXT_LIMIT // 1024**2} MiB."
_ASKING = Limits(
    output=PLAINTEXT_LIMIT,
    timeout_s=600.0,
    too_long=_TOO_LONG,
    stop_at=b"\n[GNUPG:] " + SYMMETRIC_WORD.encode(),
)
"""For calls in which a person may have to find a smartcard or type a passphrase."""
_SIGNING_ALONE = replace(_ASKING, stop_at=b"")
"""Where no message is read that could ask for a passphrase of its own."""
_CHECKING = Limits(output=PLAINTEXT_LIMIT, timeout_s=120.0, too_long=_TOO_LONG)


class Gpg:
    """gpg in one home; nothing runs before the first call."""

    def __init__(
        self, home: Path | None = None, passphrase: Passphrase | None = None, binary: str = "gpg"
    ) -> None:
        """Choose a home (None: the person's own).

        `passphrase` answers for the key instead of the agent's pinentry; it is called at every use of a key.
        """
        self._home = chosen_home(home, os.environ)
        self._passphrase = passphrase
        self._binary = binary
        self._agent = Agent(self._home)
        self._agent_is_ours = False
        self._engine: StrictGpg | None = None
        self._used: set[str] = set()
        self._starting = threading.Lock()
        self._rings = KeptRings()
        self._own = RememberedKeys(self._home)

    @property
    def version(self) -> tuple[int, ...]:
        """The version of gpg, which only informs: distributions patch without changing it."""
        return tuple(self._ready().version or ())

    def open(self, message: bytes, *, known_keys: Sequence[bytes] = (), progress: Progress) -> Decrypted:
        """Decrypt one message and check its signatures; a gpg that fails our probe opens nothing."""
        engine = self._ready()
        probe(self._binary)
        envelope = read_envelope(message, aead=self.version >= (2, 3))
        with scratch_keyring(engine, known_keys) as ring:
            run = self._decrypt(engine, [*ring.beside, "--decrypt"], envelope.content, progress)
            seen = read_signatures(run.lines)
            if stopped_at_signature(run.lines):
                # the integrity is not checked yet: once more, without the signatures that were just read
                run = self._decrypt(
                    engine, [*ring.beside, "--skip-verify", "--decrypt"], envelope.content, progress
                )
            judge_decryption(run.lines, run.exit_code, len(run.output))
            return Decrypted(run.output, self._judge(engine, ring, seen))

    def verify(
        self, content: bytes, signature: bytes, *, known_keys: Sequence[bytes] = (), progress: Progress
    ) -> SignatureCheck:
        """Check a detached signature over the content."""
        binary = _detached(signature)
        engine = self._ready()
        with scratch_keyring(engine, known_keys) as ring:
            return self._judge(engine, ring, self._see(engine, ring, content, binary, progress))

    def verify_all(
        self,
        signed: Sequence[tuple[bytes, bytes]],
        *,
        known_keys: Sequence[bytes] = (),
        made: Signed | None = None,
        progress: Progress,
    ) -> tuple[SignatureCheck, ...]:
        """Check documents with their detached signatures; what is no signature is one that is not good."""
        engine = self._ready()

        def see_one(pair: tuple[bytes, bytes]) -> tuple[SeenSignature, ...]:
            try:
                return self._see(engine, ring, pair[0], _detached(pair[1]), progress)
            except Failure as failure:
                return (SeenSignature("bad", failure.message, "", validated=False),)

        def see_some(pairs: Sequence[tuple[bytes, bytes]], ways: Ways) -> Seen:
            for keys in ways:
                with suppress(Failure):
                    binary = [(content, _detached(signature)) for content, signature in pairs]
                    if good := see_good(engine, keys, ring, binary, _CHECKING, progress):
                        return good
            return tuple(map(see_one, pairs))

        with self._ring(engine, known_keys, made) as ring:
            for ways in ring.ways:
                see = partial(see_some, ways=ways)
                seen = [group for some in in_pairs(see, in_calls(signed)) for group in some]
                flat = [one for group in seen for one in group]
                known = looked_up(made, flat) or self._known(engine, ring, flat)
                if copies_agree(known):
                    break
        return tuple(judge_signatures(group, known) for group in seen)

    def read_clearsigned(
        self, block: bytes, *, known_keys: Sequence[bytes] = (), progress: Progress
    ) -> Decrypted:
        """Check a cleartext signature; the plaintext is only what gpg emitted."""
        engine = self._ready()
        cut = cut_clearsigned(block)
        with scratch_keyring(engine, known_keys) as ring:
            arguments = [*ring.beside, "--output", "-", "--verify"]
            run = engine.run(arguments, cut, limits=_CHECKING, progress=progress)
            judge_clearsigned(run.lines, run.exit_code)
            return Decrypted(run.output, self._judge(engine, ring, read_signatures(run.lines)))

    def sign(self, content: bytes, fingerprint: str, *, progress: Progress) -> bytes:
        """An armoured detached signature, SHA-256 or stronger, verified before it is returned."""
        (signature,) = self.sign_all((content,), fingerprint, progress=progress).signatures
        _require_good(self.verify(content, signature, progress=progress), fingerprint)
        return signature

    def sign_all(self, contents: Sequence[bytes], fingerprint: str, *, progress: Progress) -> Signed:
        """Likewise for several documents, in few calls; not verified yet."""
        engine = self._ready()
        key = self._own.of(fingerprint, lambda: self._own_key(engine, fingerprint, "S"))
        detached = partial(self._sign, fingerprint=fingerprint, how=_DETACHED, progress=progress)
        return Signed(in_pairs(detached, contents), key_info(key), key)

    def clearsign(self, content: bytes, fingerprint: str, *, progress: Progress) -> bytes:
        """The text within a cleartext signature, which covers no blanks at the ends of lines: none may be."""
        if _BLANK_ENDS.search(content) or not content.endswith(b"\n"):
            raise SignatureRefused("A line of the text ends in blanks, or the last one in no line break.")
        self._own_key(self._ready(), fingerprint, "S")
        signed = self._sign(content, fingerprint, ("--clear-sign",), progress)
        read = self.read_clearsigned(signed, progress=progress)
        _require_good(read.signature, fingerprint)
        if read.plaintext != content:
            raise SignatureRefused("What was signed reads otherwise than the text.")
        return signed

    def encrypt(
        self,
        content: bytes,
        recipients: Sequence[bytes],
        *,
        own: Sequence[str] = (),
        sign_with: str = "",
        progress: Progress,
    ) -> bytes:
        """An armoured message to public keys (bytes) and to our own fingerprints."""
        engine = self._ready()
        keys = [self._recipient(engine, key) for key in recipients]
        keys += [self._own_key(engine, fingerprint, "E") for fingerprint in own]
        if not keys:
            raise KeyMissing("There is no key to encrypt to.", advice="Take in the reporter's key first.")
        arguments: list[Argument] = ["--trust-model=always", "--no-encrypt-to", "--armor"]
        for key in recipients:
            arguments += ["--recipient-file", as_file(public_packets(key))]
        for fingerprint in own:
            arguments += ["--recipient", fingerprint]
        if sign_with:
            self._own_key(engine, sign_with, "S")
            self._used.add(sign_with)
            arguments += [*_SIGNING, "--local-user", sign_with, "--sign"]
        run = engine.run(
            [*arguments, "--encrypt"],
            content,
            passphrase=self._passphrase if sign_with else None,
            limits=_ASKING,
            progress=progress,
        )
        judge_encrypted(run.lines, run.exit_code, run.output, keys, signed=bool(sign_with))
        return run.output

    def read_keys(self, keys: bytes) -> tuple[KeyInfo, ...]:
        """What public keys stand in these bytes; imports nothing."""
        return tuple(key_info(key) for key in self._show(self._ready(), keys))

    def secret_keys(self) -> tuple[KeyInfo, ...]:
        """The secret keys of the home in use."""
        return tuple(key_info(key) for key in self._list_secret(self._ready()))

    def create_key(self, name: str, address: str, *, passphrase: str, progress: Progress) -> KeyInfo:
        """Make an intake key that serves for two years; an empty passphrase leaves it unprotected."""
        engine = self._ready()
        fingerprint = make_key(engine, name, address, passphrase, progress)
        self._used.add(fingerprint)
        return key_info(self._own_key(engine, fingerprint, "S"))

    def public_key(self, fingerprint: str) -> bytes:
        """The armoured public key."""
        engine = self._ready()
        run = engine.run(["--armor", "--export", _fingerprint(fingerprint)])
        if run.exit_code != 0 or not run.output:
            raise KeyMissing("This GnuPG home has no such key.")
        return run.output

    def import_secret_key(self, key: bytes) -> None:
        """Take an unprotected secret key into the home; meant for throwaway homes only."""
        run = self._ready().run(["--import"], key)
        if run.exit_code != 0 or not find(run.lines, "IMPORT_OK"):
            raise GpgRefused("GnuPG did not take the secret key.")

    def close(self) -> None:
        """End the agent if we started it, else make it forget the passphrases of the keys that we used."""
        self._rings.close()
        engine, self._engine = self._engine, None
        if engine is None:
            return
        used, self._used = self._used, set()
        if self._agent_is_ours:
            self._agent.end()
        elif used and self._agent.running():
            keys = [key for key in self._list_secret(engine) if key.fingerprint in used]
            self._agent.forget(grip for key in keys for grip in key.keygrips)

    def _ready(self) -> StrictGpg:
        require_usable(self._home)
        with self._starting:
            if self._engine is None:
                engine = StrictGpg(self._home, self._binary)
                self._agent_is_ours = not self._agent.running()
                self._engine = engine
            return self._engine

    def _ring(
        self, engine: StrictGpg, keys: Sequence[bytes], made: Signed | None
    ) -> AbstractContextManager[Ring]:
        """Others' keys for this call alone; what we signed ourselves is checked by our own, which stay."""
        return nullcontext(self._rings.of(engine, keys)) if made else scratch_keyring(engine, keys)

    def _decrypt(
        self, engine: StrictGpg, arguments: Sequence[Argument], message: bytes, progress: Progress
    ) -> Run:
        run = engine.run(arguments, message, passphrase=self._passphrase, limits=_ASKING, progress=progress)
        self._used.update(line.argument(1) for line in find(run.lines, "DECRYPTION_KEY"))
        return run

    def _sign(self, content: bytes, fingerprint: str, how: Sequence[str], progress: Progress) -> bytes:
        arguments = [*_SIGNING, "--local-user", fingerprint, *how]
        run = self._ready().run(
            arguments, content, passphrase=self._passphrase, limits=_SIGNING_ALONE, progress=progress
        )
        judge_signed(run.lines, run.exit_code)
        self._used.add(fingerprint)
        return run.output

    def _judge(self, engine: StrictGpg, ring: Ring, seen: Sequence[SeenSignature]) -> SignatureCheck:
        return judge_signatures(seen, self._known(engine, ring, seen))

    def _see(
        self,
        engine: StrictGpg,
        ring: Ring,
        content: bytes,
        signature: bytes,
        progress: Progress,
    ) -> tuple[SeenSignature, ...]:
        arguments = [*ring.beside, "--verify", "--", as_file(signature), "-"]
        run = engine.run(arguments, content, limits=_CHECKING, progress=progress)
        judge_verification(run.lines, run.exit_code)
        return read_signatures(run.lines)

    def _known(self, engine: StrictGpg, ring: Ring, seen: Sequence[SeenSignature]) -> tuple[ListedKey, ...]:
        """Look the signers' keys up in every keyring at hand, with the trust that the person gave them."""
        known_here = (s.fingerprint for s in seen if s.state != "unknown-key")
        asked = [f for f in dict.fromkeys(known_here) if len(f) >= _SHORTEST]
        if not asked:
            return ()
        return read_listing(engine.run([*ring.beside, *LISTING, "--check-sigs", *asked]).output, checked=True)

    def _show(self, engine: StrictGpg, keys: bytes) -> tuple[ListedKey, ...]:
        run = engine.run([*LISTING, "--show-keys"], public_packets(keys))
        found = read_listing(run.output)
        if not found:
            raise GpgRefused("GnuPG finds no key there.", advice="Ask for the public key as a file (.asc).")
        return found

    def _recipient(self, engine: StrictGpg, key: bytes) -> ListedKey:
        found = self._show(engine, key)
        if len(found) != 1:
            raise KeyMissing("Several keys stand where one is asked for.", advice="Choose one of them.")
        require_usable_key(found[0], "E")
        return found[0]

    def _own_key(self, engine: StrictGpg, fingerprint: str, purpose: str) -> ListedKey:
        asked = _fingerprint(fingerprint)
        run = engine.run([*LISTING, "--with-secret", "--check-sigs", asked])
        for key in read_listing(run.output, checked=True):
            if key.fingerprint == asked and key.secret:
                require_usable_key(key, purpose)
                return key
        raise KeyMissing("This GnuPG home has no such secret key.")

    def _list_secret(self, engine: StrictGpg) -> tuple[ListedKey, ...]:
        return read_listing(engine.run([*LISTING, "--list-secret-keys"]).output)


_DETACHED = ("--armor", "--detach-sign")
_SIGNING = ("--personal-digest-preferences", "SHA512 SHA384 SHA256")
_BLANK_ENDS = re.compile(rb"[ \t\r]$", re.MULTILINE)
"""What a signature over text leaves out (RFC 9580 §7.2)."""
_SHORTEST = 40
"""Digits of a fingerprint; whatever is shorter is a key id, which two keys can share."""


def _detached(signature: bytes) -> bytes:
    """The signature without its armour; raises Malformed when anything else stands there."""
    binary = remove_armour(signature, "SIGNATURE")
    require_only_signatures(binary)
    return binary


def _require_good(check: SignatureCheck, fingerprint: str) -> None:
    """What was just made has to be one good signature by this key; raises SignatureRefused."""
    if check.verdict != "good" or [s.fingerprint for s in check.signers] != [fingerprint]:
        reason = " ".join(signer.reason for signer in check.signers)
        raise SignatureRefused(
            f"The new signature is not good. {reason}", advice="Check the key with `embargo doctor`."
        )


def _fingerprint(text: str) -> str:
    """A whole fingerprint, never a name or a short id that two keys can share; raises KeyMissing."""
    if len(text) not in {40, 64} or not set(text) <= set("0123456789ABCDEF"):
        raise KeyMissing("A key is named by its whole fingerprint.")
    return text
