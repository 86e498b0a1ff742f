-- What readers propose as a better translation of a sentence. Nothing of it is published before
-- somebody of the newsroom takes it, and nothing is kept of who the reader is.

CREATE TABLE suggestion (
    id @identity@,                         -- people name it by this
    story_id BIGINT NOT NULL REFERENCES story (id), -- whose edition they read
    language TEXT NOT NULL,                -- of the edition
    segment BIGINT NOT NULL,               -- its number in the edition then, from 1
    source_hash TEXT NOT NULL,             -- of the source text it stood for then, 16 digits
    source TEXT NOT NULL,                  -- that text, stored form; '' when it was gone
    present TEXT NOT NULL,                 -- the translation as they saw it, stored form
    proposed TEXT NOT NULL,                -- their words, plain
    proposed_hash TEXT NOT NULL,           -- hash_hex of them
    note TEXT NOT NULL,                    -- why, may be ''
    at_ms BIGINT NOT NULL,                 -- when it came
    state TEXT NOT NULL,                   -- suggestion_state: open, taken, dismissed
    who TEXT NOT NULL,                     -- who took or dismissed it; '' while it is open
    settled_ms BIGINT NOT NULL,            -- and when; 0 while it is open
    ledger_id BIGINT REFERENCES ledger (id), -- the edit that took it
    UNIQUE (story_id, language, source_hash, proposed_hash) -- the same words twice are one
);

CREATE INDEX suggestion_by_state ON suggestion (state, id);

-- What proves that the newsroom itself wrote something it gets back, as a form's time.
CREATE TABLE secret (
    name TEXT NOT NULL PRIMARY KEY,        -- what it is for
    value TEXT NOT NULL                    -- 64 hexadecimal digits
);
