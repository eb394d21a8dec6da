-- Facts that a filter asks for; the program that migrates makes all rows again.
ALTER TABLE case_row ADD COLUMN has_attachment INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_row ADD COLUMN is_embargoed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_row ADD COLUMN is_published INTEGER NOT NULL DEFAULT 0;

-- Numbers of cases in the index, the newest case highest; they stay while rows are replaced. `digest` tells by
-- the hashes of reports and the words beside them whether a case has to be indexed anew.
CREATE TABLE searched_case (
    id INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL
) STRICT;

-- One entry for each case with a column for each source, so that words that stand in different sources are found
-- together. It holds the texts themselves: hits are shown in them, SQLite's own check compares the index with
-- them, and secure-delete takes what was purged out of both at once.
CREATE VIRTUAL TABLE search USING fts5 (
    report, letter, note, decision, advisory, product, title, reporter, handler,
    prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
