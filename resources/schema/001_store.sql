-- Schema 1 of a Holdfast store. Every number that a program of this schema writes into a file is explained here.
-- PRAGMA application_id and user_version are set by the program around these files.

-- One row per import, newest last. `undone`: taken back; its facts are gone, its history stays.
CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    seconds REAL NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One row per file (or sheet) and dataset of an import: where facts came from, and what became of its rows.
CREATE TABLE import_files (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES imports(id),
    name TEXT NOT NULL,
    dataset TEXT NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    inserted INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    warnings INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX import_files_of_import ON import_files(import);

CREATE TABLE import_messages (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES imports(id),
    message TEXT NOT NULL
) STRICT;
CREATE INDEX import_messages_of_import ON import_messages(import);

-- Rows that were refused, kept with the reason. The same row of the same file is kept once.
CREATE TABLE rejected_rows (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES imports(id),
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    dataset TEXT NOT NULL,
    "column" TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    row TEXT NOT NULL
) STRICT;
CREATE INDEX rejected_rows_of_line ON rejected_rows(file, line);

-- What rows say about their account. kind: 0 account_id, 1 subscription_id, 2 e-mail, 3 name. A row is an orphan while
-- its key has no row in accounts.
CREATE TABLE account_keys (
    key INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (kind, text)
) STRICT;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
-- What the last import set: the value before it (NULL: none) and the one it set.
CREATE TABLE settings_undo (
    key TEXT PRIMARY KEY,
    before TEXT,
    after TEXT
) STRICT;

CREATE TABLE mappings (
    fingerprint TEXT PRIMARY KEY,
    mapping TEXT NOT NULL
) STRICT;

CREATE TABLE aliases (
    name TEXT PRIMARY KEY,
    account_id TEXT NOT NULL
) STRICT;

-- A number that changes with every landed write.
CREATE TABLE generation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value INTEGER NOT NULL
) STRICT;
INSERT INTO generation VALUES (1, 1);

-- The long datasets, column by column, one row per ISO week (week: days from 1970-01-01 to its Monday).
-- dataset: 3 usage, 4 feature_usage. The two BLOBs are laid out as model/store/chunk_codec.h says.
CREATE TABLE chunks (
    dataset INTEGER NOT NULL,
    week INTEGER NOT NULL,
    keys BLOB NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (dataset, week)
) STRICT;
-- The chunks that the last import replaced; NULL where there was none before it.
CREATE TABLE chunks_undo (
    dataset INTEGER NOT NULL,
    week INTEGER NOT NULL,
    keys BLOB,
    data BLOB,
    PRIMARY KEY (dataset, week)
) STRICT;
CREATE TABLE features (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- Recorded reviews: written as they happen, texts as the program of the day gave them.
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,
    cadence TEXT NOT NULL,
    as_of TEXT NOT NULL,
    from_day TEXT NOT NULL,
    filter TEXT NOT NULL,
    settings TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    frozen TEXT NOT NULL
) STRICT;
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    review INTEGER NOT NULL REFERENCES reviews(id),
    account_id TEXT NOT NULL, -- empty: the portfolio
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    until TEXT,
    note TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX decisions_of_review ON decisions(review);
CREATE TABLE actions (
    id INTEGER PRIMARY KEY,
    decision INTEGER NOT NULL REFERENCES decisions(id),
    account_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    title TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT,
    done_on TEXT
) STRICT;
CREATE INDEX actions_of_decision ON actions(decision);

-- Schema 1, part of the facts: one table per short dataset. Columns are named like the columns of the dataset
-- (model/datasets/datasets.cpp): dates in days since 1970-01-01, money in cents, rates in ten-billionths, enums as
-- their place, bools as 0 and 1; missing is NULL, in a text of the key the empty text.
-- account_key: what the row said about its account; import: the import that touched the row last; file, line: where
-- its values came from. <table>_undo holds the rows as they were before the last import touched them.

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "name" TEXT,
    "segment" TEXT,
    "industry" TEXT,
    "region" TEXT,
    "owner" TEXT,
    "contract_model" INTEGER,
    "touch" INTEGER,
    "start_date" INTEGER,
    "renewal_date" INTEGER,
    "churn_date" INTEGER,
    "churn_reason" TEXT,
    "arr" INTEGER,
    "currency" TEXT,
    "seats" INTEGER,
    "fit" INTEGER,
    "handoff_date" INTEGER,
    "kickoff_date" INTEGER,
    "onboarding_completed_date" INTEGER,
    "acquisition_cost" INTEGER,
    "gross_margin" REAL,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE (account_key)
) STRICT;
CREATE TABLE accounts_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "name" TEXT,
    "segment" TEXT,
    "industry" TEXT,
    "region" TEXT,
    "owner" TEXT,
    "contract_model" INTEGER,
    "touch" INTEGER,
    "start_date" INTEGER,
    "renewal_date" INTEGER,
    "churn_date" INTEGER,
    "churn_reason" TEXT,
    "arr" INTEGER,
    "currency" TEXT,
    "seats" INTEGER,
    "fit" INTEGER,
    "handoff_date" INTEGER,
    "kickoff_date" INTEGER,
    "onboarding_completed_date" INTEGER,
    "acquisition_cost" INTEGER,
    "gross_margin" REAL,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER accounts_keep BEFORE UPDATE ON accounts WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO accounts_undo (id, account_key, "name", "segment", "industry", "region", "owner",
        "contract_model", "touch", "start_date", "renewal_date", "churn_date", "churn_reason", "arr", "currency",
        "seats", "fit", "handoff_date", "kickoff_date", "onboarding_completed_date", "acquisition_cost",
        "gross_margin", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."name", OLD."segment", OLD."industry", OLD."region", OLD."owner",
        OLD."contract_model", OLD."touch", OLD."start_date", OLD."renewal_date", OLD."churn_date",
        OLD."churn_reason", OLD."arr", OLD."currency", OLD."seats", OLD."fit", OLD."handoff_date",
        OLD."kickoff_date", OLD."onboarding_completed_date", OLD."acquisition_cost", OLD."gross_margin", OLD.import,
        OLD.file, OLD.line);
END;

CREATE TABLE subscriptions (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "subscription_id" TEXT NOT NULL,
    "product" TEXT,
    "start_date" INTEGER,
    "end_date" INTEGER,
    "arr" INTEGER,
    "currency" TEXT,
    "seats" INTEGER,
    "notice_date" INTEGER,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE ("subscription_id")
) STRICT;
CREATE TABLE subscriptions_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "subscription_id" TEXT,
    "product" TEXT,
    "start_date" INTEGER,
    "end_date" INTEGER,
    "arr" INTEGER,
    "currency" TEXT,
    "seats" INTEGER,
    "notice_date" INTEGER,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER subscriptions_keep BEFORE UPDATE ON subscriptions WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO subscriptions_undo (id, account_key, "subscription_id", "product", "start_date",
        "end_date", "arr", "currency", "seats", "notice_date", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."subscription_id", OLD."product", OLD."start_date", OLD."end_date",
        OLD."arr", OLD."currency", OLD."seats", OLD."notice_date", OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE arr_snapshots (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "date" INTEGER NOT NULL,
    "arr" INTEGER,
    "currency" TEXT,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE (account_key, "date")
) STRICT;
CREATE TABLE arr_snapshots_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "date" INTEGER,
    "arr" INTEGER,
    "currency" TEXT,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER arr_snapshots_keep BEFORE UPDATE ON arr_snapshots WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO arr_snapshots_undo (id, account_key, "date", "arr", "currency", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."date", OLD."arr", OLD."currency", OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE milestones (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "milestone_id" TEXT NOT NULL,
    "name" TEXT,
    "side" INTEGER,
    "core" INTEGER,
    "first_value" INTEGER,
    "planned_date" INTEGER,
    "completed_date" INTEGER,
    "blocked_since" INTEGER,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE ("milestone_id")
) STRICT;
CREATE TABLE milestones_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "milestone_id" TEXT,
    "name" TEXT,
    "side" INTEGER,
    "core" INTEGER,
    "first_value" INTEGER,
    "planned_date" INTEGER,
    "completed_date" INTEGER,
    "blocked_since" INTEGER,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER milestones_keep BEFORE UPDATE ON milestones WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO milestones_undo (id, account_key, "milestone_id", "name", "side", "core", "first_value",
        "planned_date", "completed_date", "blocked_since", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."milestone_id", OLD."name", OLD."side", OLD."core", OLD."first_value",
        OLD."planned_date", OLD."completed_date", OLD."blocked_since", OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE outcomes (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "outcome_id" TEXT NOT NULL,
    "name" TEXT,
    "metric" TEXT,
    "unit" TEXT,
    "baseline" REAL,
    "target" REAL,
    "current" REAL,
    "measured_date" INTEGER,
    "agreed_date" INTEGER,
    "due_date" INTEGER,
    "achieved_date" INTEGER,
    "annual_value" INTEGER,
    "recognised_date" INTEGER,
    "recognised_how" TEXT,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE ("outcome_id")
) STRICT;
CREATE TABLE outcomes_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "outcome_id" TEXT,
    "name" TEXT,
    "metric" TEXT,
    "unit" TEXT,
    "baseline" REAL,
    "target" REAL,
    "current" REAL,
    "measured_date" INTEGER,
    "agreed_date" INTEGER,
    "due_date" INTEGER,
    "achieved_date" INTEGER,
    "annual_value" INTEGER,
    "recognised_date" INTEGER,
    "recognised_how" TEXT,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER outcomes_keep BEFORE UPDATE ON outcomes WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO outcomes_undo (id, account_key, "outcome_id", "name", "metric", "unit", "baseline",
        "target", "current", "measured_date", "agreed_date", "due_date", "achieved_date", "annual_value",
        "recognised_date", "recognised_how", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."outcome_id", OLD."name", OLD."metric", OLD."unit", OLD."baseline",
        OLD."target", OLD."current", OLD."measured_date", OLD."agreed_date", OLD."due_date", OLD."achieved_date",
        OLD."annual_value", OLD."recognised_date", OLD."recognised_how", OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE contacts (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "contact_id" TEXT NOT NULL,
    "name" TEXT,
    "role" INTEGER,
    "title" TEXT,
    "email" TEXT,
    "joined_date" INTEGER,
    "left_date" INTEGER,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE ("contact_id")
) STRICT;
CREATE TABLE contacts_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "contact_id" TEXT,
    "name" TEXT,
    "role" INTEGER,
    "title" TEXT,
    "email" TEXT,
    "joined_date" INTEGER,
    "left_date" INTEGER,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER contacts_keep BEFORE UPDATE ON contacts WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO contacts_undo (id, account_key, "contact_id", "name", "role", "title", "email",
        "joined_date", "left_date", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."contact_id", OLD."name", OLD."role", OLD."title", OLD."email",
        OLD."joined_date", OLD."left_date", OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE interactions (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "interaction_id" TEXT NOT NULL,
    "date" INTEGER,
    "kind" INTEGER,
    "held" INTEGER,
    "sponsor_attended" INTEGER,
    "sentiment" REAL,
    "notes" TEXT,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE ("interaction_id")
) STRICT;
CREATE TABLE interactions_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "interaction_id" TEXT,
    "date" INTEGER,
    "kind" INTEGER,
    "held" INTEGER,
    "sponsor_attended" INTEGER,
    "sentiment" REAL,
    "notes" TEXT,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER interactions_keep BEFORE UPDATE ON interactions WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO interactions_undo (id, account_key, "interaction_id", "date", "kind", "held",
        "sponsor_attended", "sentiment", "notes", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."interaction_id", OLD."date", OLD."kind", OLD."held",
        OLD."sponsor_attended", OLD."sentiment", OLD."notes", OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE tickets (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "ticket_id" TEXT NOT NULL,
    "opened_date" INTEGER,
    "closed_date" INTEGER,
    "severity" INTEGER,
    "escalated" INTEGER,
    "category" TEXT,
    "subject" TEXT,
    "csat" REAL,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE ("ticket_id")
) STRICT;
CREATE TABLE tickets_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "ticket_id" TEXT,
    "opened_date" INTEGER,
    "closed_date" INTEGER,
    "severity" INTEGER,
    "escalated" INTEGER,
    "category" TEXT,
    "subject" TEXT,
    "csat" REAL,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER tickets_keep BEFORE UPDATE ON tickets WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO tickets_undo (id, account_key, "ticket_id", "opened_date", "closed_date", "severity",
        "escalated", "category", "subject", "csat", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."ticket_id", OLD."opened_date", OLD."closed_date", OLD."severity",
        OLD."escalated", OLD."category", OLD."subject", OLD."csat", OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE surveys (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "date" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "score" REAL,
    "respondent" TEXT NOT NULL,
    "comment" TEXT,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE (account_key, "date", "kind", "respondent")
) STRICT;
CREATE TABLE surveys_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "date" INTEGER,
    "kind" INTEGER,
    "score" REAL,
    "respondent" TEXT,
    "comment" TEXT,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER surveys_keep BEFORE UPDATE ON surveys WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO surveys_undo (id, account_key, "date", "kind", "score", "respondent", "comment", import,
        file, line)
    VALUES (OLD.id, OLD.account_key, OLD."date", OLD."kind", OLD."score", OLD."respondent", OLD."comment",
        OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE invoices (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "invoice_id" TEXT NOT NULL,
    "issued_date" INTEGER,
    "due_date" INTEGER,
    "paid_date" INTEGER,
    "amount" INTEGER,
    "currency" TEXT,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE ("invoice_id")
) STRICT;
CREATE TABLE invoices_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "invoice_id" TEXT,
    "issued_date" INTEGER,
    "due_date" INTEGER,
    "paid_date" INTEGER,
    "amount" INTEGER,
    "currency" TEXT,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER invoices_keep BEFORE UPDATE ON invoices WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO invoices_undo (id, account_key, "invoice_id", "issued_date", "due_date", "paid_date",
        "amount", "currency", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."invoice_id", OLD."issued_date", OLD."due_date", OLD."paid_date",
        OLD."amount", OLD."currency", OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE opportunities (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "opportunity_id" TEXT NOT NULL,
    "kind" INTEGER,
    "name" TEXT,
    "created_date" INTEGER,
    "close_date" INTEGER,
    "stage" INTEGER,
    "amount" INTEGER,
    "currency" TEXT,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE ("opportunity_id")
) STRICT;
CREATE TABLE opportunities_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "opportunity_id" TEXT,
    "kind" INTEGER,
    "name" TEXT,
    "created_date" INTEGER,
    "close_date" INTEGER,
    "stage" INTEGER,
    "amount" INTEGER,
    "currency" TEXT,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER opportunities_keep BEFORE UPDATE ON opportunities WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO opportunities_undo (id, account_key, "opportunity_id", "kind", "name", "created_date",
        "close_date", "stage", "amount", "currency", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."opportunity_id", OLD."kind", OLD."name", OLD."created_date",
        OLD."close_date", OLD."stage", OLD."amount", OLD."currency", OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE signals (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "signal_id" TEXT NOT NULL,
    "date" INTEGER,
    "kind" INTEGER,
    "source" TEXT,
    "note" TEXT,
    "handled_date" INTEGER,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE ("signal_id")
) STRICT;
CREATE TABLE signals_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "signal_id" TEXT,
    "date" INTEGER,
    "kind" INTEGER,
    "source" TEXT,
    "note" TEXT,
    "handled_date" INTEGER,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER signals_keep BEFORE UPDATE ON signals WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO signals_undo (id, account_key, "signal_id", "date", "kind", "source", "note",
        "handled_date", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."signal_id", OLD."date", OLD."kind", OLD."source", OLD."note",
        OLD."handled_date", OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE health (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "date" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "status" INTEGER,
    "score" REAL,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE (account_key, "date", "source")
) STRICT;
CREATE TABLE health_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "date" INTEGER,
    "source" TEXT,
    "status" INTEGER,
    "score" REAL,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER health_keep BEFORE UPDATE ON health WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO health_undo (id, account_key, "date", "source", "status", "score", import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."date", OLD."source", OLD."status", OLD."score", OLD.import, OLD.file,
        OLD.line);
END;

CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    account_key INTEGER NOT NULL REFERENCES account_keys(key),
    "feedback_id" TEXT NOT NULL,
    "date" INTEGER,
    "category" TEXT,
    "text" TEXT,
    "status" INTEGER,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE ("feedback_id")
) STRICT;
CREATE TABLE feedback_undo (
    id INTEGER PRIMARY KEY,
    account_key INTEGER,
    "feedback_id" TEXT,
    "date" INTEGER,
    "category" TEXT,
    "text" TEXT,
    "status" INTEGER,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER feedback_keep BEFORE UPDATE ON feedback WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO feedback_undo (id, account_key, "feedback_id", "date", "category", "text", "status",
        import, file, line)
    VALUES (OLD.id, OLD.account_key, OLD."feedback_id", OLD."date", OLD."category", OLD."text", OLD."status",
        OLD.import, OLD.file, OLD.line);
END;

CREATE TABLE fx_rates (
    id INTEGER PRIMARY KEY,
    "currency" TEXT NOT NULL,
    "date" INTEGER NOT NULL,
    "rate" INTEGER,
    import INTEGER NOT NULL REFERENCES imports(id),
    file INTEGER NOT NULL REFERENCES import_files(id),
    line INTEGER NOT NULL,
    UNIQUE ("currency", "date")
) STRICT;
CREATE TABLE fx_rates_undo (
    id INTEGER PRIMARY KEY,
    "currency" TEXT,
    "date" INTEGER,
    "rate" INTEGER,
    import INTEGER,
    file INTEGER,
    line INTEGER
) STRICT;
CREATE TRIGGER fx_rates_keep BEFORE UPDATE ON fx_rates WHEN OLD.import <> NEW.import
BEGIN
    INSERT OR IGNORE INTO fx_rates_undo (id, "currency", "date", "rate", import, file, line)
    VALUES (OLD.id, OLD."currency", OLD."date", OLD."rate", OLD.import, OLD.file, OLD.line);
END;
