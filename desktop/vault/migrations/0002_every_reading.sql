-- Promises of open cases, whatever their state; all rows are made again by the program that migrates.
DROP TABLE due;
CREATE TABLE due (
    case_id TEXT NOT NULL REFERENCES case_row (case_id) DEFERRABLE INITIALLY DEFERRED,
    policy_id TEXT NOT NULL,
    clock TEXT NOT NULL,
    sentence TEXT NOT NULL,
    clauses TEXT NOT NULL,
    since INTEGER,
    due INTEGER,
    -- While a clock is paused: how much of its time is left; it has no due instant then.
    remaining INTEGER,
    state TEXT NOT NULL,
    original_due INTEGER,
    met_at INTEGER,
    why TEXT NOT NULL,
    proof TEXT,
    lateness TEXT NOT NULL,
    force TEXT NOT NULL,
    owed_by TEXT NOT NULL,
    audience TEXT NOT NULL,
    -- What it says once its due instant has passed without an event, as JSON; NULL where that changes nothing.
    later TEXT,
    -- Until when it asks for something: 1 until it is met, 2 until it is due (a hold), NULL no longer.
    owed INTEGER,
    -- When it is due, or the end of time, so that one index sorts what has no date behind all that has.
    falls_at INTEGER NOT NULL,
    PRIMARY KEY (case_id, policy_id, clock)
) STRICT;
CREATE INDEX due_by_instant ON due (falls_at, case_id, policy_id, clock);
CREATE INDEX owed_by_instant ON due (owed, falls_at, case_id, policy_id, clock) WHERE owed IS NOT NULL;

-- Which versions of which policies and packs open cases are held to.
CREATE TABLE pinned (
    sha256 TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (sha256, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pinned_by_case ON pinned (case_id);

-- Rows of one case are replaced with every act: finding them must not take longer in a larger vault.
CREATE INDEX message_by_case ON message (case_id);
CREATE INDEX file_by_case ON file (case_id);
CREATE INDEX reporter_key_by_case ON reporter_key (case_id);
