"""What detect-secrets finds, our own search finds too.

The product itself does without it: each of its detectors imports a library for the network, to ask issuers
whether a secret still works, and no such module may be loaded there.
"""

import pytest
from detect_secrets.core.plugins.initialize import from_plugin_classname
from detect_secrets.settings import transient_settings

from desktop.domain.leaving.secrets import secrets_in

HEXADECIMAL, DRAWN = "0123456789abcdef" * 2, "q7Zt0pXc9LmN2vRb5KsW8yHd3JfG6aE1uT4oI"
SAMPLES = {
    "AWSKeyDetector": "AKIA" + "IOSFODNN7EXAMPLE",
    "ArtifactoryDetector": 'token="AKC' + DRAWN + '"',
    "AzureStorageKeyDetector": "AccountKey=" + DRAWN[:20] * 4 + "a1B2c3==",
    "BasicAuthDetector": "https://ada:hunter2@example.org/",
    "DiscordBotTokenDetector": f"M{DRAWN[:23]}.{DRAWN[:6]}.{DRAWN[:27]}",
    "GitHubTokenDetector": "ghp_" + "a1B2" * 9,
    "GitLabTokenDetector": "glpat-" + "a1B2" * 5,
    "JwtTokenDetector": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0."
    "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    "KeywordDetector": f'api_key = "{DRAWN}"',
    "MailchimpDetector": f"{HEXADECIMAL}-us12",
    "NpmDetector": "//packages.example.org/:_authToken=npm_" + "a1B2" * 9,
    "OpenAIDetector": "sk-" + DRAWN[:20] + "T3BlbkFJ" + DRAWN[:20],
    "PrivateKeyDetector": "-----BEGIN RSA PRIVATE KEY-----",
    "PypiTokenDetector": "pypi-AgEIcHlwaS5vcmc" + "a1B2c3D4" * 10,
    "SendGridDetector": "SG." + "a1B2c3D4e5F6g7H8i9J0k1" + "." + "a1B2c3D4e5F" * 3 + "a1B2c3D4e5",
    "SlackDetector": "xoxb-" + "123456789012-abcdefGHIJKL",
    "SquareOAuthDetector": "sq0csp-" + DRAWN + "a1B2c3",
    "StripeDetector": "sk_live_" + "a1B2c3" * 4,
    "TelegramBotTokenDetector": "110201543:" + "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawq"[:35],
    "TwilioKeyDetector": "AC" + HEXADECIMAL,
}  # fmt: skip


@pytest.mark.clause("AUM-5a")
@pytest.mark.parametrize("name", SAMPLES)
def test_what_another_scanner_finds_is_found(name: str) -> None:
    with transient_settings({"plugins_used": [{"name": name}]}):
        theirs = from_plugin_classname(name).analyze_line("", SAMPLES[name], 1)
    assert theirs, "the sample is none that the other scanner knows"
    assert secrets_in(SAMPLES[name])
