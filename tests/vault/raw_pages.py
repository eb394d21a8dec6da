"""Every page of a vault's database as it lies under the encryption, those that are free too."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
_RESERVED = 80
"""What SQLCipher 4 keeps at the end of a page: 16 bytes IV, 64 bytes HMAC-SHA512."""
_IV = 16
_SALT = 16
_KEY = 32


def raw_pages(database: Path, key: bytes) -> list[bytes]:
    """The decrypted pages of the file, without asking SQLite which of them count."""
    content = database.read_bytes()
    assert len(content) % PAGE == 0
    pages = (content[start : start + PAGE] for start in range(0, len(content), PAGE))
    return [_decrypted(page, key[:_KEY], first=not number) for number, page in enumerate(pages)]


def _decrypted(page: bytes, key: bytes, *, first: bool) -> bytes:
    vector = page[PAGE - _RESERVED : PAGE - _RESERVED + _IV]
    sealed = page[_SALT if first else 0 : PAGE - _RESERVED]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(sealed) + decryptor.finalize()
