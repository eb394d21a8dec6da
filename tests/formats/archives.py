"""Archives for tests: honest ones, and every trick that the strict readers have to refuse."""

import gzip
import io
import stat
import tarfile
import zipfile

HONEST = {"MANIFEST.json": b"{}", "chains/w1.bin": b"\0\1\2" * 40, "blobs/é.txt": "grüße".encode()}


def zipped(files, method=zipfile.ZIP_DEFLATED, *, mode=None, **options):
    """A ZIP archive of names and bytes, a list where names come twice; `mode` is a Unix file type for all."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            if mode is not None:
                info.create_system, info.external_attr = 3, (mode | 0o644) << 16
            archive.writestr(info, content, **options)
    return into.getvalue()


def streamed_zip(files):
    """A ZIP archive whose sizes stand behind each file, as when it is written into a pipe."""

    class Pipe(io.RawIOBase):
        written = b""

        def writable(self):
            return True

        def write(self, content):
            Pipe.written += bytes(content)
            return len(content)

    with zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return Pipe.written


def tarred(files, kind=tarfile.REGTYPE, form=tarfile.USTAR_FORMAT, link=""):
    """A tar archive of names and bytes; `kind` is the type of every entry."""
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w", format=form) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            info = tarfile.TarInfo(name)
            info.type, info.size, info.linkname = kind, len(content), link
            archive.addfile(info, io.BytesIO(content))
    return into.getvalue()


def overlapping_zip(count=20):
    """Every entry of the directory names the one same file, as in the bombs that are not recursive."""
    whole = bytearray(zipped({f"file{n:02}": b"x" * 10_000 for n in range(count)}))
    at = whole.find(b"PK\x01\x02")
    while at >= 0:
        whole[at + 42 : at + 46] = bytes(4)
        at = whole.find(b"PK\x01\x02", at + 4)
    return bytes(whole)


def gapped_zip():
    """Bytes that no entry owns stand before the directory."""
    whole = zipped({"a": b"a"})
    directory, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    moved = bytearray(whole[:directory] + b"hidden" + whole[directory:])
    at = end + 6 + 16
    moved[at : at + 4] = (directory + 6).to_bytes(4, "little")
    return bytes(moved)


def renamed_within(whole, old, new, *, which):
    """One of the two names of an entry changed: 0 is its own, 1 the directory's."""
    at = -1
    for _ in range(which + 1):
        at = whole.index(old, at + 1)
    return whole[:at] + new + whole[at + len(old) :]


HOSTILE = {
    "zip slip": zipped({"../../etc/passwd": b"x"}),
    "zip slip in the middle": zipped({"a/../../b": b"x"}),
    "absolute": zipped({"/etc/passwd": b"x"}),
    "drive": zipped({"C:/x": b"x"}),
    "backslash": zipped({"..\\x": b"x"}),
    "NUL": renamed_within(
        renamed_within(zipped({"a_b": b"x"}), b"a_b", b"a\0b", which=0), b"a_b", b"a\0b", which=0
    ),
    "override": zipped({"a\u202etxt.exe": b"x"}),
    "line break": zipped({"a\nb": b"x"}),
    "reserved": zipped({"con.txt": b"x"}),
    "dot": zipped({"./a": b"x"}),
    "empty part": zipped({"a//b": b"x"}),
    "hidden": zipped({".ssh/authorized_keys": b"x"}),
    "long name": zipped({"a" * 300: b"x"}),
    "deep": zipped({"/".join("a" * 40): b"x"}),
    "symbolic link": zipped({"a": b"/etc/passwd"}, mode=stat.S_IFLNK),
    "device": zipped({"a": b""}, mode=stat.S_IFCHR),
    "doubled": zipped([("a", b"1"), ("b", b"2")]).replace(b"b", b"a"),
    "doubled by case": zipped({"a.txt": b"1", "A.TXT": b"2"}),
    "doubled by form": zipped({"ﬁle": b"1", "file": b"2"}),
    "file and folder": zipped({"a": b"1", "a/b": b"2"}),
    "folder and file": zipped({"a/b": b"1", "a": b"2"}),
    "overlap": overlapping_zip(),
    "gap": gapped_zip(),
    "before it": b"PK" + zipped({"a": b"x"}),
    "behind it": zipped({"a": b"x"}) + b"x",
    "two archives": zipped({"a": b"x"}) + zipped({"b": b"y"}),
    "own name differs": renamed_within(zipped({"aaa": b"x"}), b"aaa", b"bbb", which=0),
    "bomb": zipped({"a": bytes(60_000_000)}, compresslevel=1),
    "many bombs": zipped({f"a{n}": bytes(2_000_000) for n in range(10)}, compresslevel=1),
    "longer than told": zipped({"a": bytes(9_999)}).replace((9_999).to_bytes(4, "little"), bytes(4)),
    "wrong sum": zipped({"a": b"abcdefgh"}, zipfile.ZIP_STORED).replace(b"abcdefgh", b"abcdefgX"),
    "cut off": zipped({"a": b"x"})[:-4],
    "tar slip": tarred({"../x": b"x"}),
    "tar absolute": tarred({"/x": b"x"}),
    "tar link": tarred({"a": b""}, tarfile.SYMTYPE, link="/etc/passwd"),
    "tar hard link": tarred({"a": b""}, tarfile.LNKTYPE, link="b"),
    "tar device": tarred({"a": b""}, tarfile.CHRTYPE),
    "tar doubled": tarred([("a", b"1"), ("a", b"2")]),
    "tar cut off": tarred({"a": b"x" * 2_000})[:1_200],
    "tar behind it": tarred({"a": b"x"}) + b"x",
    "tar bomb": gzip.compress(tarred({"a": bytes(60_000_000)}), compresslevel=1),
    "gzip behind it": gzip.compress(tarred({"a": b"x"})) + b"x",
    "gzip cut off": gzip.compress(tarred({"a": b"x"}))[:-9],
    "gzip of nothing known": gzip.compress(b"hello"),
    "only a mark": b"PK\x03\x04",
    "nothing": b"",
    "text": b"hello",
}
