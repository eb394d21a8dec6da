-- Who sees a case that not everybody sees; a case without a row is seen by all. The program that migrates makes
-- all rows.
CREATE TABLE case_reader (
    case_id TEXT NOT NULL REFERENCES case_row (case_id) DEFERRABLE INITIALLY DEFERRED,
    reader TEXT NOT NULL,
    PRIMARY KEY (case_id, reader)
) STRICT, WITHOUT ROWID;
