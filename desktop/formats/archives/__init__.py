"""Archives from outside, read whole or refused whole: ZIP, tar, and tar packed by gzip.

Our own strict readers, because the lenient ones of the standard library let two programs see two archives
(overlapping entries, names written twice) and follow what a stranger wrote. Bytes in, entries or a Failure
out; nothing is ever written to a disk here. Imports `formats.mail.names`, `formats.media_types` and `domain`.
"""
