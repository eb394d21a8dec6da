"""The pages of an encrypted database, one by one, each only if it is authentic.

SQLCipher 4 with its defaults (zetetic.net/sqlcipher/design): AES-256-CBC, and at each page's end an IV and an
HMAC-SHA512 over ciphertext, IV and page number. The salt comes with the key, so that a header that was wiped
takes nothing away.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desktop.domain.failures import VaultDamaged

PAGE_BYTES = 4096
RESERVED_BYTES = 80
"""At the end of each page: 16 bytes of IV, 64 of HMAC."""
_IV_BYTES = 16
_SALT_BYTES = 16
_MAC_SALT_MASK = 0x3A
_MAC_KEY_ROUNDS = 2
_HEADER = b"SQLite format 3\0"


class Pages:
    """Reads them from a file that it never writes to; `key` is the data key with its salt behind it.

    Raises VaultDamaged when there is no file.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        secret, salt = key[:-_SALT_BYTES], key[-_SALT_BYTES:]
        self._cipher = algorithms.AES(secret)
        mac_salt = bytes(byte ^ _MAC_SALT_MASK for byte in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", secret, mac_salt, _MAC_KEY_ROUNDS, len(secret))
        try:
            self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        except OSError as error:
            raise VaultDamaged("The vault's database is gone.") from error
        self.count = -(-os.fstat(self._descriptor).st_size // PAGE_BYTES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)

    def numbers(self) -> Iterator[int]:
        """Every page there is, the first one as 1."""
        return iter(range(1, self.count + 1))

    def read(self, number: int) -> bytes | None:
        """What a page says, without its reserved end; None for one that is not what was written."""
        start = _SALT_BYTES if number == 1 else 0
        sealed = os.pread(self._descriptor, PAGE_BYTES, (number - 1) * PAGE_BYTES)[start:]
        mac_at = len(sealed) - RESERVED_BYTES + _IV_BYTES
        if len(sealed) != PAGE_BYTES - start:
            return None
        signed = sealed[:mac_at] + number.to_bytes(4, "little")
        if not hmac.compare_digest(hmac.digest(self._mac_key, signed, "sha512"), sealed[mac_at:]):
            return None
        iv = sealed[mac_at - _IV_BYTES : mac_at]
        decryptor = Cipher(self._cipher, modes.CBC(iv)).decryptor()
        content = decryptor.update(sealed[: mac_at - _IV_BYTES]) + decryptor.finalize()
        return (_HEADER if start else b"") + content
