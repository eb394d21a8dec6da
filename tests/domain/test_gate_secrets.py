"""Secrets do not leave: found by their forms, named by kind and line, never repeated."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import clear_letter
from desktop.domain.leaving.secrets import secrets_in
from tests.domain.gatekeeping import CASE_ID, CONTENT, ask, reasons, told
from tests.domain.test_gate_letters import letter

DRAWN = "q7Zt0pXc9LmN2vRb5KsW"
SECRETS = {
    "a private key": "-----BEGIN OPENSSH PRIVATE KEY-----",
    "an AWS access key": "AKIA" + "IOSFODNN7EXAMPLE",
    "a GitHub token": "ghp_" + "a1B2" * 9,
    "a GitLab token": "glpat-" + "a1B2" * 5,
    "a Slack token": "xoxb-" + "123456789012",
    "a Google API key": "AIza" + "a1B2c" * 7,
    "a Stripe key": "sk_test_" + "a1B2" * 4,
    "an npm token": "npm_" + "a1B2" * 9,
    "a PyPI token": "pypi-" + "a1B2c" * 10,
    "a key of an AI service": "sk-ant-" + "a1B2" * 8,
    "a JSON web token": f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.{DRAWN}",
    "a password within an address": "https://ada:hunter2@example.org/",
    "an AWS secret key": "AWS_SECRET_ACCESS_KEY=" + "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY",
    "a Google access token": "ya29." + "a1B2" * 8,
    "a SendGrid key": f"SG.{'a1' * 11}.{'b' * 43}",
    "a DigitalOcean token": "dop_v1_" + "0123456789abcdef" * 4,
    "a Hugging Face token": "hf_" + "aB" * 17,
    "a Slack webhook": "https://hooks.slack.com/services/" + "T0AAAAAA0/B0AAAAAA0/a1B2",
    "a Discord token": f"N{'a1B2' * 6}.a1B2a1.{'b' * 27}",
    "a Telegram token": "12345678:" + "a1B2c" * 7,
    "a password or key": f"api_key = '{DRAWN}'",
}


@pytest.mark.clause("AUM-5a")
@pytest.mark.parametrize(("what", "text"), SECRETS.items(), ids=SECRETS)
def test_no_secret_leaves_in_an_advisory_or_a_letter(what: str, text: str) -> None:
    told_so = reasons(ask(content=CONTENT + f"\nand\n{text}\n".encode()))
    assert f"{what} (line 3 of a.json)" in told_so
    assert text not in told_so
    refused = reasons(clear_letter(letter(text=f"Dear Ada,\n{text}\n"), told()))
    assert what in refused


@pytest.mark.parametrize(
    "written",
    [
        "password is {}", 'token = f"{}"', "access_key `{}`", "<password>{}</password>", "PRIVATE_KEY={}",
        "AccountKey={}==", "Authorization: Basic {}", "Bearer {}", "the token “{}”", "client_secret: {}",
    ],
)  # fmt: skip
def test_a_secret_is_found_however_it_is_written(written: str) -> None:
    assert [found.what for found in secrets_in(written.format(DRAWN))] == ["a password or key"]


def test_a_string_of_letters_alone_can_be_drawn_too() -> None:
    assert secrets_in("password: kJhGfDsAqWeRtYuIoP")


@pytest.mark.parametrize(
    "text",
    [
        "The token CVE-2026-12345-67890 rotates",
        "token: Python310Compatibility",
        "passwords /etc/NetworkManager/system-connections/office2026-5.nmconnection",
        "src/components/2026/Loader_v2/handlers/ParseModelFile-JSON-3",
        "tests/Fixtures/2026-01-17/CVE-2026-12345/PoC_Exploit-Loader_v3/README",
        "CSAFPID-Acme_Widget_1-2-3-x86_64-Linux-Glibc2-31-Release_7",
        "_ZN4Acme6Widget12ParseHeader32ERKNSt7__cxx1112basic_stringIcSt11char_traits",
        "sha512-" + "AbCdEfGh1234567890IjKlMnOpQrStUvWxYz+/" * 2 + "0123456789ab==",
        "0123456789abcdef" * 4,
        "The fix is commit 9fceb02d0ae598e95dc970b74767f19372d61af8.",
        "Fingerprint 0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567",
        "secret: da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "A token of our gratitude, and the password reset of version 1.2.3",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
        "https://example.org/security/advisories/2026/loader-runs-code-of-a-crafted-model-file.html",
        "token=see-the-documentation-of-tokens",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----",
        f"{CASE_ID}: api_key is logged when verbose=1",
        "https://user@example.org:8080/path",
    ],
)
def test_what_only_looks_long_may_leave(text: str) -> None:
    assert secrets_in(text, lone=True) == ()
    assert isinstance(ask(content=CONTENT + b"\n" + text.encode()), Cleared)


def test_a_string_of_chance_needs_a_word_beside_it_but_in_what_is_published() -> None:
    lone = DRAWN + DRAWN[::-1] + "Hj3"
    assert secrets_in(lone) == ()
    assert [found.what for found in secrets_in(lone, lone=True)] == ["a string that looks like a key"]


def test_many_are_counted_and_few_are_named() -> None:
    text = "\n".join(["x", *([SECRETS["an AWS access key"]] * 8)])
    sentence = reasons(ask(content=CONTENT + text.encode()))
    assert "and 3 more" in sentence
    assert "(line 2 of a.json)" in sentence


@settings(max_examples=50)
@given(st.text(max_size=400), st.booleans())
def test_any_text_can_be_searched(text: str, lone: bool) -> None:
    for found in secrets_in(text, lone=lone):
        assert 1 <= found.line <= text.count("\n") + 1
