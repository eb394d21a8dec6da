-- What of each case is compared with others to find duplicates (domain/triage): one row for each token, so that
-- the cases that share a rare one are found at once, and how rare it is.
CREATE TABLE trait (
    token TEXT NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (token, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX trait_of_case ON trait (id, token);

-- In how many cases each word of the search index stands.
CREATE VIRTUAL TABLE search_word USING fts5vocab(search, 'row');

-- Who sent it, to tell one reporter from another; and whether it was rejected as a duplicate.
ALTER TABLE case_row ADD COLUMN reporter_address TEXT NOT NULL DEFAULT '';
ALTER TABLE case_row ADD COLUMN is_duplicate INTEGER NOT NULL DEFAULT 0;
