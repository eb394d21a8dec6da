-- What is measured of each case: when it was done, for when it was promised, and what became of the promise by the
-- last event. The program that migrates makes all rows.
CREATE TABLE measured (
    case_id TEXT PRIMARY KEY REFERENCES case_row (case_id) DEFERRABLE INITIALLY DEFERRED,
    policy_id TEXT NOT NULL,
    policy_sha256 TEXT NOT NULL,
    -- Of the arrival, in the zone of the policy: 2026-Q1.
    quarter TEXT NOT NULL,
    arrived_at INTEGER NOT NULL,
    severity TEXT NOT NULL,
    stage TEXT NOT NULL,
    open INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    acknowledge_done INTEGER,
    acknowledge_due INTEGER,
    acknowledge_verdict TEXT NOT NULL,
    assess_done INTEGER,
    assess_due INTEGER,
    assess_verdict TEXT NOT NULL,
    fix_done INTEGER,
    fix_due INTEGER,
    fix_verdict TEXT NOT NULL,
    publish_done INTEGER,
    publish_due INTEGER,
    publish_verdict TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX measured_by_quarter ON measured (quarter, case_id);
CREATE INDEX measured_by_policy ON measured (policy_id, quarter, case_id);
-- Whose rows change when a release or a holiday moves a date.
CREATE INDEX measured_by_version ON measured (policy_sha256, open);
