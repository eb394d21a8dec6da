"""Everything that somebody who holds the key can do to the rows of a vault."""

import random
import secrets
from datetime import timedelta

import msgspec

from desktop.domain import events as e
from desktop.domain import journal as rules
from desktop.domain.event_codec import encode
from desktop.domain.journal import Header
from desktop.vault.checkpoint import CheckpointKey
from desktop.vault.database import Database
from desktop.vault.journal import Journal

CASES = [f"TST-2026-00000{number}0" for number in range(4)]
"""What the vault that is tampered with holds."""


class Tamper:
    """Ways to change rows by somebody who has the key but not our respect for the rules."""

    def __init__(self, database: Database, chance: random.Random) -> None:
        self.database = database
        self.chance = chance

    def any_event(self) -> tuple[str, str, int, bytes]:
        rows = self.database.rows("SELECT id, writer, sequence, header FROM journal")
        return self.chance.choice(rows)

    def edit_header(self) -> None:
        event_id, _, _, header = self.any_event()
        at = self.chance.randrange(len(header))
        header = header[:at] + bytes([header[at] ^ 1]) + header[at + 1 :]
        self.database.run("UPDATE journal SET header = ? WHERE id = ?", header, event_id)

    def backdate_header_and_id(self) -> None:
        event_id, _, _, sealed = self.any_event()
        header = msgspec.json.decode(sealed, type=Header)
        header = msgspec.structs.replace(header, occurred_at=header.occurred_at - timedelta(days=1))
        sealed = rules.seal(header)
        new_id = rules.event_id(sealed)
        self.database.run("UPDATE journal SET header = ?, id = ? WHERE id = ?", sealed, new_id, event_id)
        self.database.run("UPDATE payload SET id = ? WHERE id = ?", new_id, event_id)

    def edit_content(self) -> None:
        event_id = self.any_event()[0]
        payload = self.database.value("SELECT payload FROM payload WHERE id = ?", event_id)
        at = self.chance.randrange(len(payload))
        payload = payload[:at] + bytes([payload[at] ^ 1]) + payload[at + 1 :]
        self.database.run("UPDATE payload SET payload = ? WHERE id = ?", payload, event_id)

    def move_to_another_case(self) -> None:
        event_id = self.any_event()[0]
        self.database.run("UPDATE payload SET case_id = 'TST-2026-FORGED0' WHERE id = ?", event_id)

    def empty_content(self) -> None:
        self.database.run("UPDATE payload SET payload = NULL WHERE id = ?", self.any_event()[0])

    def delete_content(self) -> None:
        self.database.run("DELETE FROM payload WHERE id = ?", self.any_event()[0])

    def delete(self) -> None:
        event_id = self.any_event()[0]
        self.database.run("DELETE FROM payload WHERE id = ?", event_id)
        self.database.run("DELETE FROM journal WHERE id = ?", event_id)

    def cut_tail(self) -> None:
        writer, sequence = self.any_event()[1:3]
        doomed = "SELECT id FROM journal WHERE writer = ? AND sequence >= ?"
        self.database.run(f"DELETE FROM payload WHERE id IN ({doomed})", writer, sequence)
        self.database.run("DELETE FROM journal WHERE writer = ? AND sequence >= ?", writer, sequence)

    def reorder(self) -> None:
        _, writer, first, _ = self.any_event()
        length = self.database.value("SELECT count(*) FROM journal WHERE writer = ?", writer)
        second = first % length + 1
        move = "UPDATE journal SET sequence = ? WHERE writer = ? AND sequence = ?"
        for new, old in ((-1, first), (first, second), (second, -1)):
            self.database.run(move, new, writer, old)

    def reorder_folds(self) -> None:
        shift = self.chance.choice([-1, 1]) * self.chance.randrange(1, 10**9)
        self.database.run(
            "UPDATE journal SET folds_at = folds_at + ? WHERE id = ?", shift, self.any_event()[0]
        )

    def insert(self) -> None:
        writer = self.any_event()[1]
        length, head, at = self.database.rows(
            "SELECT sequence, head, folds_at FROM chain WHERE writer = ?", writer
        )[0]
        salt, payload = secrets.token_bytes(16), encode(e.NoteAdded("forged"))
        now = Journal(self.database).of_vault()[-1].recorded_at
        case_hash, payload_hash = rules.salted_hash(salt, CASES[0].encode()), rules.salted_hash(salt, payload)
        header = rules.seal(
            Header(1, writer, length + 1, "note.added", now, now, "x", case_hash, payload_hash, head)
        )
        event_id = rules.event_id(header)
        self.database.run(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?)", event_id, writer, length + 1, at, header
        )
        self.database.run(
            "INSERT INTO payload VALUES (?, ?, ?, ?, ?)", event_id, CASES[0], salt, payload, salt
        )
        if self.chance.random() < 0.5:
            self.database.run(
                "UPDATE chain SET sequence = sequence + 1, head = ? WHERE writer = ?", event_id, writer
            )

    def insert_beside(self) -> None:
        self.database.run("INSERT INTO payload VALUES ('forged', ?, x'00', x'00', x'00')", CASES[0])

    def move_the_head_back(self) -> None:
        writer = self.any_event()[1]
        self.cut_tail_of(writer)
        head = self.database.value(
            "SELECT id FROM journal WHERE writer = ? ORDER BY sequence DESC LIMIT 1", writer
        )
        self.database.run("UPDATE chain SET sequence = sequence - 1, head = ? WHERE writer = ?", head, writer)

    def cut_tail_of(self, writer: str) -> None:
        last = "SELECT head FROM chain WHERE writer = ?"
        self.database.run(f"DELETE FROM payload WHERE id = ({last})", writer)
        self.database.run(f"DELETE FROM journal WHERE id = ({last})", writer)

    def drop_a_chain(self) -> None:
        writer = self.any_event()[1]
        ids = "SELECT id FROM journal WHERE writer = ?"
        self.database.run(f"DELETE FROM payload WHERE id IN ({ids})", writer)
        self.database.run("DELETE FROM journal WHERE writer = ?", writer)
        self.database.run("DELETE FROM chain WHERE writer = ?", writer)

    def exchange_the_signing_key(self) -> None:
        key = CheckpointKey.make()
        self.database.run("UPDATE meta SET value = ? WHERE name = 'checkpoint-key'", key)

    def edit_blob(self) -> None:
        sha256 = self.chance.choice(self.database.rows("SELECT sha256 FROM blob"))[0]
        self.database.run(
            "UPDATE blob_chunk SET content = CAST(content || x'00' AS BLOB) WHERE sha256 = ?", sha256
        )

    def delete_blob(self) -> None:
        sha256 = self.chance.choice(self.database.rows("SELECT sha256 FROM blob"))[0]
        self.database.run("DELETE FROM blob_chunk WHERE sha256 = ?", sha256)
        self.database.run("DELETE FROM blob WHERE sha256 = ?", sha256)

    def edit_list(self) -> None:
        self.database.run(
            "UPDATE case_row SET handler = 'mallory' WHERE case_id = ?", self.chance.choice(CASES)
        )

    def hide_from_list(self) -> None:
        table = self.chance.choice(["case_row", "due", "pinned", "message", "file"])
        self.database.run(f"DELETE FROM {table} WHERE case_id = ?", self.chance.choice(CASES))


KINDS = [name for name in vars(Tamper) if name[0] != "_" and name not in ("any_event", "cut_tail_of")]
