-- The memory: what people wrote or approved as the translation of a sentence, for other texts.

CREATE TABLE memory (
    id @identity@,                         -- never given twice
    key BIGINT NOT NULL,                   -- memory_shape_key of languages and words
    source_language TEXT NOT NULL,         -- of the sentence
    target_language TEXT NOT NULL,         -- of its translation
    words TEXT NOT NULL,                   -- the sentence without marks
    source TEXT NOT NULL,                  -- with them, stored form
    target TEXT NOT NULL,                  -- its translation, stored form
    target_hash BIGINT NOT NULL,           -- memory_shape_target of the translation's words
    story_id BIGINT NOT NULL,              -- where it was written; 0: it came from outside
    section_id BIGINT NOT NULL,            -- that story's section then, 0 without one
    who TEXT NOT NULL,                     -- who answers for it, may be ''
    role TEXT NOT NULL,                    -- what they do in the newsroom, may be ''
    origin TEXT NOT NULL,                  -- memory_origin: edit, approve, import
    approved BIGINT NOT NULL,              -- 1: they stand for the whole text, not its spelling only
    at_ms BIGINT NOT NULL,                 -- when they wrote or approved it, or it was withdrawn
    withdrawn BIGINT NOT NULL,             -- 1: somebody rejected it since; it stays as a sign that
                                           -- what the story said of it before is not to come back
    UNIQUE (key, story_id, target_hash)
);

CREATE INDEX memory_by_direction ON memory (source_language, target_language, id);
CREATE INDEX memory_by_story ON memory (story_id, target_hash);

-- Sentences that are almost the same share some of these (memory_shape.h), others hardly ever.
CREATE TABLE memory_band (
    band BIGINT NOT NULL,
    memory_id BIGINT NOT NULL REFERENCES memory (id),
    PRIMARY KEY (band, memory_id)
) @clustered@;

-- Which editions show words of the memory.
CREATE TABLE memory_use (
    story_id BIGINT NOT NULL REFERENCES story (id), -- of the edition
    language TEXT NOT NULL,                         -- of the edition
    memory_id BIGINT NOT NULL REFERENCES memory (id),
    PRIMARY KEY (story_id, language, memory_id)
);

CREATE INDEX memory_use_by_memory ON memory_use (memory_id);

-- What people rejected: it never comes back where they did, nor anywhere before somebody writes or
-- approves it again.
CREATE TABLE memory_refusal (
    key BIGINT NOT NULL,                   -- as in memory
    target_hash BIGINT NOT NULL,           -- as in memory
    story_id BIGINT NOT NULL,              -- where; 0: it was taken out of the memory
    at_ms BIGINT NOT NULL,                 -- when
    PRIMARY KEY (key, target_hash, story_id)
);
