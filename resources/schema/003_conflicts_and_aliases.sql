-- Schema 3: what two sources say differently about one row, and what an alias moved.

-- A source is told by the set of its headers, by the known export that these are, or by its file's name. `columns`: the
-- columns of the dataset that the file gave, between blanks: " arr name ".
ALTER TABLE import_files ADD COLUMN layout TEXT NOT NULL DEFAULT '';
ALTER TABLE import_files ADD COLUMN profile TEXT NOT NULL DEFAULT '';
ALTER TABLE import_files ADD COLUMN columns TEXT NOT NULL DEFAULT '';

-- One value that a later file, or a later line of one file, gave differently. account_key: 0 for none; row_key: the rest of
-- the row's key in words. ended_by: the import with which the sources agreed again or went on to differ otherwise; NULL
-- while they differ so.
CREATE TABLE conflicts (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES imports(id),
    ended_by INTEGER,
    dataset TEXT NOT NULL,
    account_key INTEGER NOT NULL,
    row_key TEXT NOT NULL,
    "column" TEXT NOT NULL,
    lost TEXT NOT NULL,
    lost_file INTEGER NOT NULL REFERENCES import_files(id),
    lost_line INTEGER NOT NULL,
    kept TEXT NOT NULL,
    kept_file INTEGER NOT NULL REFERENCES import_files(id),
    kept_line INTEGER NOT NULL
) STRICT;
CREATE INDEX conflicts_of_dataset ON conflicts(dataset) WHERE ended_by IS NULL;

-- Aliases set outside of an import, newest last, until the next import: each can be taken back. before, after: the
-- account_id, NULL for none.
CREATE TABLE alias_changes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
-- The rows that came home through it, cell by cell as they were before, and the chunks.
CREATE TABLE alias_cells (
    change INTEGER NOT NULL REFERENCES alias_changes(id),
    dataset INTEGER NOT NULL,
    row INTEGER NOT NULL,
    "column" TEXT NOT NULL,
    value ANY,
    PRIMARY KEY (change, dataset, row, "column")
) STRICT;
CREATE TABLE alias_chunks (
    change INTEGER NOT NULL REFERENCES alias_changes(id),
    dataset INTEGER NOT NULL,
    week INTEGER NOT NULL,
    keys BLOB NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (change, dataset, week)
) STRICT;
