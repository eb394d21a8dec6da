-- Facts about the vault: its id, its current writer, its checkpoint key, and whether a new writer is due.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The chains: one for every installation that ever wrote here, each with its signed head.
CREATE TABLE chain (
    writer TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    head TEXT NOT NULL,
    folds_at INTEGER NOT NULL,
    signature TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The truth: headers only, which name no case. `folds_at` orders a fold: recorded-at, never before a known head.
CREATE TABLE journal (
    id TEXT PRIMARY KEY,
    writer TEXT NOT NULL REFERENCES chain (writer) DEFERRABLE INITIALLY DEFERRED,
    sequence INTEGER NOT NULL,
    folds_at INTEGER NOT NULL,
    header BLOB NOT NULL,
    UNIQUE (writer, sequence)
) STRICT;

-- What was said, beside the chain: a retention rule can empty a row while the chain still verifies.
CREATE TABLE payload (
    id TEXT PRIMARY KEY REFERENCES journal (id),
    case_id TEXT,
    case_salt BLOB NOT NULL,
    payload BLOB,
    payload_salt BLOB NOT NULL
) STRICT;
CREATE INDEX payload_of_case ON payload (case_id);

CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE blob_chunk (
    sha256 TEXT NOT NULL REFERENCES blob (sha256),
    part INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (sha256, part)
) STRICT;

-- From here on nothing is truth: every row can be thrown away and rebuilt from the journal.
CREATE TABLE case_row (
    case_id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    reporter TEXT NOT NULL,
    words TEXT NOT NULL,
    grade TEXT NOT NULL,
    policy_id TEXT NOT NULL,
    stage TEXT NOT NULL,
    stage_rank INTEGER NOT NULL,
    severity TEXT NOT NULL,
    severity_rank INTEGER,
    handler TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    next_due INTEGER,
    next_clock TEXT NOT NULL,
    next_state TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX case_by_due ON case_row (next_due, case_id);
CREATE INDEX open_case_by_due ON case_row (next_due, case_id) WHERE is_open = 1;
CREATE INDEX case_by_received ON case_row (received_at, case_id);
CREATE INDEX case_by_title ON case_row (title_key, case_id);
CREATE INDEX case_by_severity ON case_row (severity_rank, case_id);
CREATE INDEX case_by_stage ON case_row (stage_rank, case_id);

CREATE TABLE due (
    case_id TEXT NOT NULL REFERENCES case_row (case_id) DEFERRABLE INITIALLY DEFERRED,
    clock TEXT NOT NULL,
    sentence TEXT NOT NULL,
    clauses TEXT NOT NULL,
    since INTEGER,
    due INTEGER,
    state TEXT NOT NULL,
    PRIMARY KEY (case_id, clock)
) STRICT;
CREATE INDEX due_by_instant ON due (due, case_id, clock);

CREATE TABLE message (
    message_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (message_id, case_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE file (
    sha256 TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (sha256, case_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE reporter_key (
    address TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (address, sha256, case_id)
) STRICT, WITHOUT ROWID;

-- What is being typed: mutable, encrypted, never journalled.
CREATE TABLE desk_state (
    key TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
