"""What tests of policies on the command line share: profiles of one's own, and ways to use the verbs."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import PASSPHRASE, Embargo
from tests.histories import POLICIES

MINE = (
    (POLICIES / "mushin.toml")
    .read_text()
    .replace('id = "mushin"', 'id = "mine"')
    .replace("security@mushinai.com", "security@mine.example")
)
BROKEN = MINE.replace('within = "48h"', 'within = "48 hours"').replace("[calendar]", "[calender]")
MAIL = (
    b"From: Ada <ada@example.net>\r\nTo: %s\r\nSubject: A hole\r\n"
    b"Date: Mon, 05 Jan 2026 09:00:00 +0000\r\nMessage-ID: <%s>\r\n\r\nIt is broken.\r\n"
)


def receive(embargo: Embargo, tmp_path: Path, to: bytes = b"security@mushinai.com", *words: str) -> Any:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(MAIL % (to, to))
    return embargo("import", str(mail), "--json", *words, secret=PASSPHRASE)


def run(embargo: Embargo, *words: str) -> Any:
    result = embargo("policy", *words, "--json", secret=PASSPHRASE)
    assert result.code == 0, result.err
    return json.loads(result.out)


def clocks(embargo: Embargo, case: str) -> dict[str, Any]:
    shown = embargo("show", case, "--json", secret=PASSPHRASE)
    return {clock["clock"]: clock for clock in json.loads(shown.out)["clocks"]}
