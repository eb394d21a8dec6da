-- Other vaults whose chains were taken in, with the key that signs their heads, as it was first seen.
CREATE TABLE peer (
    vault_id TEXT PRIMARY KEY,
    public_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which of them signed the head of a chain; empty where this vault's own key did.
ALTER TABLE chain ADD COLUMN vault_id TEXT NOT NULL DEFAULT '';

-- Entries of other vaults that came without what they say: their headers prove their chain all the same.
CREATE TABLE withheld (
    id TEXT PRIMARY KEY REFERENCES journal (id)
) STRICT, WITHOUT ROWID;
