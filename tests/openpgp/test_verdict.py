"""The strict verdict, against every sequence of words that gpg, or somebody in its place, could say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.failures import Cancelled, Failure, GpgRefused, Locked, NoKey, Tampered
from desktop.openpgp.listing import ListedKey
from desktop.openpgp.signatures import judge_signatures, read_signatures
from desktop.openpgp.status import UNREADABLE, Status, read_status
from desktop.openpgp.verdict import judge_decryption
from tests.checked import Figure

SOUND = """ENC_TO 4D670415C2CA3120 18 0
NO_SECKEY 4D670415C2CA3120
KEY_CONSIDERED A83D56E2685B03DAD89685C35FBA7B43C34657D3 0
DECRYPTION_KEY 5AE035C255BD39A46956FA3AC8ABBC6A30F4035E A83D56E2685B03DAD89685C35FBA7B43C34657D3 u
BEGIN_DECRYPTION
DECRYPTION_INFO 2 9 0
PLAINTEXT 62 0 name
PLAINTEXT_LENGTH 5
DECRYPTION_OKAY
GOODMDC
END_DECRYPTION"""
SIGNED = """NEWSIG rep@example.org
KEY_CONSIDERED C1C2AE6313EF581386D7A7BBBE33A4F72E40DA25 0
SIG_ID 9XK3gGm7k/rdfl04yhMDpfbuZZA 2026-11-23 1795473692
GOODSIG BE33A4F72E40DA25 Rep <rep@example.org>
VALIDSIG C1C2AE6313EF581386D7A7BBBE33A4F72E40DA25 2026-11-23 1795473692 0 4 0 22 10 00 \
C1C2AE6313EF581386D7A7BBBE33A4F72E40DA25
TRUST_UNDEFINED 0 pgp"""
UNKNOWN = """NEWSIG
ERRSIG BE33A4F72E40DA25 22 10 00 1795473692 9 C1C2AE6313EF581386D7A7BBBE33A4F72E40DA25
NO_PUBKEY BE33A4F72E40DA25"""
SED_ONE = SOUND.replace("DECRYPTION_INFO 2", "DECRYPTION_INFO 0")


def lines_of(text: str) -> tuple[Status, ...]:
    return read_status(b"".join(b"[GNUPG:] " + line.encode() + b"\n" for line in text.splitlines()))


def with_signatures(*signatures: str) -> str:
    return SOUND.replace("\nDECRYPTION_OKAY", "\n" + "\n".join((*signatures, "DECRYPTION_OKAY")))


def accepted(lines: tuple[Status, ...], exit_code: int = 0, length: int = 5) -> bool:
    try:
        judge_decryption(lines, exit_code, length)
    except (Failure, Cancelled):
        return False
    return True


def permitted(lines: tuple[Status, ...], exit_code: int, length: int) -> bool:
    """The same question answered by walking along, word by word, without any pattern."""
    failed = ("ERROR", "pkdecrypt_failed")
    spoken = ["another key failed" if (i.word, i.argument(0)) == failed else i.word for i in lines]
    once = ["DECRYPTION_KEY", "BEGIN_DECRYPTION", "DECRYPTION_INFO", "PLAINTEXT", "DECRYPTION_OKAY"]
    once += ["GOODMDC", "END_DECRYPTION"]
    if any(spoken.count(word) != 1 for word in once) or spoken.count("PLAINTEXT_LENGTH") > 1:
        return False
    at = [spoken.index(word) for word in once]
    if at != sorted(at) or spoken[-3:] != once[-3:]:
        return False
    info, rest = lines[at[2]], list(lines[at[3] + 1 : -3])
    if info.argument(0) not in ("1", "2") and info.argument(2) not in ("1", "2", "3"):
        return False
    if not permitted_before(spoken[: at[1]], spoken[at[1] + 1 : at[3]]):
        return False
    stated = rest.pop(0).argument(0) if rest and rest[0].word == "PLAINTEXT_LENGTH" else None
    if stated is not None and not permitted_length(stated, lines[at[3]].argument(0), length):
        return False
    return permitted_signatures(rest, exit_code)


def permitted_before(finding_a_key: list[str], beginning: list[str]) -> bool:
    beside = {"ENC_TO", "KEY_CONSIDERED", "NO_SECKEY", "PINENTRY_LAUNCHED", "INQUIRE_MAXLEN", "CARDCTRL"}
    remark = "DECRYPTION_COMPLIANCE_MODE"
    around = [word for word in beginning if word != remark]
    once_a_side = [remark, remark] not in (beginning[:2], beginning[-2:]) and len(beginning) <= 3
    beside |= {"DECRYPTION_KEY", "another key failed"}
    return set(finding_a_key) <= beside and around == ["DECRYPTION_INFO"] and once_a_side


def permitted_length(stated: str, kind: str, length: int) -> bool:
    return stated.isdigit() and (int(stated) == length or (kind not in ("62", "6D") and int(stated) > length))


def permitted_signatures(rest: list[Status], exit_code: int) -> bool:
    if rest and rest[0].word != "NEWSIG":
        return False
    beside = "KEY_CONSIDERED SIG_ID VALIDSIG NO_PUBKEY KEYEXPIRED KEYREVOKED SIGEXPIRED NOTATION_NAME "
    beside += "NOTATION_FLAGS NOTATION_DATA POLICY_URL VERIFICATION_COMPLIANCE_MODE TRUST_UNDEFINED "
    beside += "TRUST_NEVER TRUST_MARGINAL TRUST_FULLY TRUST_ULTIMATE"
    results = ["GOODSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG", "BADSIG", "ERRSIG"]
    if any(line.word not in (*beside.split(), *results, "NEWSIG") for line in rest):
        return False
    validated = True
    starts = [i for i, line in enumerate(rest) if line.word == "NEWSIG"]
    for start, end in zip(starts, [*starts, len(rest)][1:], strict=True):
        group = rest[start:end]
        result = [line for line in group if line.word in results]
        valid = [line for line in group if line.word == "VALIDSIG"]
        fitting = len(result) == len(valid) == 1 and result[0].word in results[:4]
        validated &= (
            fitting and bool(result[0].argument(0)) and (valid[0].argument(0).endswith(result[0].argument(0)))
        )
    if not validated:
        return exit_code in (1, 2)
    return exit_code == 0 or (exit_code == 1 and any(line.word == "EXPSIG" for line in rest))


def test_the_sound_sequences_are_accepted() -> None:
    assert accepted(lines_of(SOUND))
    assert accepted(lines_of("ERROR pkdecrypt_failed 67108875\n" + SOUND))
    assert not accepted(lines_of(SOUND + "\nERROR pkdecrypt_failed 67108875"))
    assert accepted(lines_of(with_signatures(SIGNED)))
    assert accepted(lines_of(with_signatures(SIGNED, SIGNED)))
    assert accepted(lines_of(with_signatures(SIGNED, UNKNOWN)), 2)


def test_each_line_missing_doubled_or_foreign_spoils_it() -> None:
    sound = lines_of(SOUND)
    for i, line in enumerate(sound):
        needless = line.word in {"ENC_TO", "NO_SECKEY", "KEY_CONSIDERED", "PLAINTEXT_LENGTH"}
        assert accepted(sound[:i] + sound[i + 1 :]) == needless
        repeatable = needless and line.word != "PLAINTEXT_LENGTH"
        assert accepted((*sound[:i], line, *sound[i:])) == repeatable
        assert not accepted((*sound[:i], Status("SOMETHING_NEW"), *sound[i:]))
        assert not accepted((*sound[:i], Status("BADMDC"), *sound[i:]))


def test_exit_code_length_and_protection_are_necessary() -> None:
    assert not accepted(lines_of(SOUND), 2)
    assert not accepted(lines_of(SOUND), -9)
    assert not accepted(lines_of(SOUND), length=4)
    assert not accepted(lines_of(SOUND), length=6)
    assert not accepted(lines_of(SED_ONE))
    assert not accepted(lines_of(with_signatures(SIGNED)), 2)
    assert not accepted(lines_of(with_signatures(UNKNOWN)), 0)


def test_a_text_may_lose_carriage_returns_but_gain_nothing() -> None:
    text = SOUND.replace("PLAINTEXT 62", "PLAINTEXT 74")
    assert accepted(lines_of(text), length=4)
    assert not accepted(lines_of(text), length=6)


def test_badmdc_is_tampering_whatever_else_was_said() -> None:
    with pytest.raises(Tampered):
        judge_decryption(lines_of("BADMDC\n" + SOUND), 0, 5)


FURTHER = [
    "BADMDC", "DECRYPTION_FAILED", "NODATA", "UNEXPECTED", "ERROR", "FAILURE", "BADSIG", "EXPSIG",
    "EXPKEYSIG", "REVKEYSIG", "TRUST_NEVER", "SESSION_KEY", "PLAINTEXT", "DECRYPTION_INFO",
    "NEED_PASSPHRASE_SYM",
    "DECRYPTION_COMPLIANCE_MODE", "PLAINTEXT_LENGTH", "KEYEXPIRED",
]  # fmt: skip
LINES = st.sampled_from(
    [
        *lines_of(SOUND),
        *lines_of(SIGNED),
        *lines_of(UNKNOWN),
        *lines_of(SED_ONE),
        *(
            Status(word, arguments)
            for word in FURTHER
            for arguments in ((), ("BE33A4F72E40DA25", "x"), ("5",), ("0", "9", "2"))
        ),
        Status(UNREADABLE),
        Status("ERROR", ("pkdecrypt_failed", "11")),
    ]
)
BASES = st.sampled_from(
    [
        lines_of(text)
        for text in (
            SOUND,
            with_signatures(SIGNED),
            with_signatures(SIGNED, SIGNED),
            with_signatures(UNKNOWN),
            with_signatures(SIGNED, UNKNOWN),
        )
    ]
)


@st.composite
def sequences(draw) -> tuple[Status, ...]:
    """A sound sequence with a few lines put in, taken out, moved or changed; or any sequence at all."""
    lines = list(draw(BASES) if draw(st.booleans()) else draw(st.lists(LINES, max_size=25)))
    for _ in range(draw(st.integers(0, 4))):
        position = draw(st.integers(0, len(lines)))
        change = draw(st.integers(0, 3))
        if change == 0:
            lines.insert(position, draw(LINES))
        elif position < len(lines):
            moved = lines.pop(position)
            if change == 1:
                lines.insert(draw(st.integers(0, len(lines))), moved)
            elif change == 2:
                lines.insert(
                    position, Status(moved.word, tuple(draw(st.lists(st.text("0129AF ", max_size=3)))))
                )
    return tuple(lines)


def check(lines: tuple[Status, ...], exit_code: int, length: int) -> None:
    assert accepted(lines, exit_code, length) == permitted(lines, exit_code, length)


CASES = (sequences(), st.sampled_from([0, 0, 0, 1, 2, -9]), st.sampled_from([5, 5, 5, 0, 4, 6]))


@pytest.mark.checks("A10")
@pytest.mark.clause("AUM-6b")
@pytest.mark.parametrize("count", [2_000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_no_sequence_is_accepted_by_mistake(count: int, figure: Figure) -> None:
    tried = 0

    @settings(max_examples=count, deadline=None)
    @given(*CASES)
    def each(lines: tuple[Status, ...], exit_code: int, length: int) -> None:
        nonlocal tried
        tried += 1
        check(lines, exit_code, length)

    each()
    figure("A10", f"0 of {tried:,} sequences accepted by mistake")


def listed(fingerprint: str, *uids: str, **facts: object) -> ListedKey:
    known = {"validity": "-", "owner_trust": "-", "capabilities": "scESC", "created": None, "expires": None}
    return ListedKey(secret=False, fingerprint=fingerprint, uids=list(uids), **{**known, **facts})


SIGNER, NAME = "C1C2AE6313EF581386D7A7BBBE33A4F72E40DA25", "Rep <rep@example.org>"
SOUND_KEY = listed(SIGNER, NAME)
SPOILT_KEYS = {
    "revoked": (listed(SIGNER, NAME, validity="r"), "revoked-key"),
    "never trusted": (listed(SIGNER, NAME, owner_trust="n"), "never-trusted"),
    "never valid": (listed(SIGNER, NAME, validity="n"), "never-trusted"),
    "disabled": (listed(SIGNER, NAME, validity="d"), "never-trusted"),
    "disabled by capability": (listed(SIGNER, NAME, capabilities="scESCD"), "never-trusted"),
}
"""One such copy spoils all others."""
USELESS_KEYS = {
    "nameless": (listed(SIGNER), "uid-mismatch"),
    "of another": (listed("A" * 40, NAME, key_ids=["A" * 16, SIGNER[-16:]]), "unknown-key"),
}
"""These prove nothing by themselves."""
SPOILT_LISTINGS = [
    *([key] for key, _ in (*SPOILT_KEYS.values(), *USELESS_KEYS.values())),
    *([SOUND_KEY, key] for key, _ in SPOILT_KEYS.values()),
    *([key, SOUND_KEY] for key, _ in SPOILT_KEYS.values()),
]


def test_a_sound_signature_by_a_sound_key_is_good() -> None:
    for known in ([SOUND_KEY], [SOUND_KEY, listed(SIGNER)], [listed("A" * 40, NAME), SOUND_KEY]):
        assert judge_signatures(read_signatures(lines_of(SIGNED)), known).verdict == "good"


@pytest.mark.checks("A15")
@pytest.mark.parametrize("spoilt", [*SPOILT_KEYS, *USELESS_KEYS])
def test_a_sound_signature_by_a_spoilt_key_is_not_good_and_says_why(spoilt: str) -> None:
    key, state = {**SPOILT_KEYS, **USELESS_KEYS}[spoilt]
    check = judge_signatures(read_signatures(lines_of(SIGNED)), [key])
    assert (check.verdict, [signer.state for signer in check.signers]) == ("not-good", [state])


@pytest.mark.checks("A15")
@settings(max_examples=1_000, deadline=None)
@given(sequences(), st.sampled_from(SPOILT_LISTINGS))
def test_no_signature_is_good_by_a_key_that_is_not(lines: tuple[Status, ...], known: list[ListedKey]) -> None:
    assert judge_signatures(read_signatures(lines), known).verdict != "good"


@pytest.mark.checks("A11")
def test_a_key_that_took_another_as_its_subkey_lends_it_no_name() -> None:
    seen = read_signatures(lines_of(SIGNED))
    theirs = listed("C1C2AE6313EF581386D7A7BBBE33A4F72E40DA25", "Rep <rep@example.org>")
    thief = listed("A" * 40, "Thief <thief@example.org>", key_ids=["A" * 16, "BE33A4F72E40DA25"])
    [signer] = judge_signatures(seen, [thief, theirs]).signers
    assert [uid.raw for uid in signer.uids] == ["Rep <rep@example.org>"]
    assert judge_signatures(seen, [thief]).verdict == "not-good"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_status(raw: bytes) -> None:
    for line in read_status(raw):
        assert line.word
        assert not accepted((line,))


def test_a_status_line_that_was_cut_is_never_trusted() -> None:
    raw = b"[GNUPG:] GOODMDC\n[GNUPG:] END_DECRYP"
    assert [line.word for line in read_status(raw)] == ["GOODMDC", UNREADABLE]
    assert read_status(b"gpg: hello\n") == (Status(UNREADABLE),)


@pytest.mark.parametrize(
    ("said", "failure"),
    [
        ("ERROR pkdecrypt_failed 16777226", Tampered),  # gcrypt: checksum
        ("ERROR pkdecrypt_failed 33554450", Tampered),  # gpg: wrong secret key, an RSA padding
        ("ERROR pkdecrypt_failed 16777226\nNO_SECKEY 4D670415C2CA3120", Tampered),  # of another recipient
        ("NO_SECKEY 4D670415C2CA3120", NoKey),
        ("ERROR pkdecrypt_failed 100663408", GpgRefused),  # the card's daemon: card not present
        ("ERROR pkdecrypt_failed 100663306", GpgRefused),  # the card's daemon: checksum
        ("ERROR pkdecrypt_failed 67108976", GpgRefused),  # the agent: card not present
        ("ERROR pkdecrypt_failed 83918950", Locked),  # pinentry: no terminal
        ("ERROR pkdecrypt_failed 67109041", Locked),  # the agent: no passphrase given
        ("ERROR pkdecrypt_failed 83886179", Cancelled),
        ("ERROR pkdecrypt_failed", GpgRefused),
    ],
)
def test_why_a_key_did_not_open_the_message_is_told_apart(
    said: str, failure: type[Failure] | type[Cancelled]
) -> None:
    ended = "\nBEGIN_DECRYPTION\nDECRYPTION_FAILED\nEND_DECRYPTION"
    with pytest.raises(failure):
        judge_decryption(lines_of(said + ended), 2, 0)
