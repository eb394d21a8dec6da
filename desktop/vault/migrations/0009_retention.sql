-- Closed cases as a rule on retention looks at them; the program that migrates makes all rows.
CREATE TABLE retained (
    case_id TEXT PRIMARY KEY REFERENCES case_row (case_id) DEFERRABLE INITIALLY DEFERRED,
    policy_id TEXT NOT NULL,
    closed_at INTEGER NOT NULL,
    -- 1 while a legal hold keeps it.
    held INTEGER NOT NULL,
    -- What was purged already, words with a blank around each.
    purged TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX retained_by_closing ON retained (policy_id, closed_at, case_id);
