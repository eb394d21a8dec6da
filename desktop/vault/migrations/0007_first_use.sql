-- Which addresses and keys came together, in which case, and when first; the program that migrates makes all rows.
-- An address alone has no fingerprint; a key that came without an address has no address.
CREATE TABLE sighting (
    case_id TEXT NOT NULL REFERENCES case_row (case_id) DEFERRABLE INITIALLY DEFERRED,
    address TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    -- 1 where the key made a signature or was taken in, 0 where it only lay in a message that anybody may have written.
    proved INTEGER NOT NULL,
    PRIMARY KEY (case_id, address, fingerprint)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_by_address ON sighting (address, fingerprint, seen_at);
CREATE INDEX sighting_by_key ON sighting (fingerprint, address, seen_at);

-- Whose cases these are.
CREATE INDEX case_by_handler ON case_row (handler, case_id);

-- By the hashes of messages and the keys taken in whether a case has to be looked through anew.
CREATE TABLE sighted_case (
    case_id TEXT PRIMARY KEY REFERENCES case_row (case_id) DEFERRABLE INITIALLY DEFERRED,
    digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
