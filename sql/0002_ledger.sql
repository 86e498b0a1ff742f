-- What people did to segments of translations. Rows are only ever added: this is the newsroom's
-- evidence of who answered for which text, and when.

CREATE TABLE ledger (
    id @identity@,                         -- the order of the acts
    story_id BIGINT NOT NULL REFERENCES story (id), -- whose edition it was
    language TEXT NOT NULL,                -- of the edition
    revision BIGINT NOT NULL,              -- of the source that the edition was a translation of
    segment BIGINT NOT NULL,               -- its number in the edition then, from 1
    act TEXT NOT NULL,                     -- segment_act; drop is nobody's
    who TEXT NOT NULL,                     -- a person's name, as they gave it
    role TEXT NOT NULL,                    -- what they do in the newsroom, may be ''
    source_hash TEXT NOT NULL,             -- segment.source_hash after the act, 16 digits
    source TEXT NOT NULL,                  -- the source text then, stored form; '' when it was gone
    text_before TEXT NOT NULL,             -- stored form, with its marks
    text_after TEXT NOT NULL,              -- the same where the act did not change it
    text_hash TEXT NOT NULL,               -- hash_hex (BLAKE2b-256) of the bytes of text_after
    at_ms BIGINT NOT NULL,                 -- when it was stored
    seal TEXT NOT NULL                     -- hash_hex of this row and the seal of the one before:
                                           -- a row that was changed or taken out shows
);

CREATE INDEX ledger_by_story ON ledger (story_id, language, id);
CREATE INDEX ledger_by_time ON ledger (at_ms, id);
