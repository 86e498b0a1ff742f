-- The newsroom. Portable SQL: words between at-signs are replaced by the database driver. Times
-- are milliseconds since 1970 in UTC, 0 for never; languages are BCP 47 tags; enumerations are the
-- words of the C enum named beside them. Files in this folder are only ever added.

CREATE TABLE section (
    id @identity@,                         -- never given twice, as every id here
    key TEXT NOT NULL UNIQUE,              -- in addresses: "kirola"
    position BIGINT NOT NULL               -- order in menus, smallest first
);

CREATE TABLE section_name (
    section_id BIGINT NOT NULL REFERENCES section (id), -- what is named
    language TEXT NOT NULL,                -- of the name
    name TEXT NOT NULL,                    -- as readers see it: "Kirola"
    origin TEXT NOT NULL,                  -- segment_origin: a machine never replaces a person's
    PRIMARY KEY (section_id, language)
);

CREATE TABLE topic (
    id @identity@,                         -- of no meaning to people
    key TEXT NOT NULL UNIQUE               -- in addresses: "klima-aldaketa"
);

CREATE TABLE topic_name (
    topic_id BIGINT NOT NULL REFERENCES topic (id), -- what is named
    language TEXT NOT NULL,                -- of the name
    name TEXT NOT NULL,                    -- as readers see it above the headline
    origin TEXT NOT NULL,                  -- segment_origin: a machine never replaces a person's
    PRIMARY KEY (topic_id, language)
);

CREATE INDEX topic_name_by_name ON topic_name (language, name);

CREATE TABLE story (
    id @identity@,                         -- in addresses, for ever
    source_language TEXT NOT NULL,         -- what it was written in
    section_id BIGINT NOT NULL REFERENCES section (id), -- where it is filed
    topic_id BIGINT REFERENCES topic (id), -- NULL: no topic
    byline TEXT NOT NULL,                  -- who wrote it, '' when nobody is named
    published_ms BIGINT NOT NULL,          -- the date readers see and lists go by; may lie ahead
    created_ms BIGINT NOT NULL,            -- first saved
    updated_ms BIGINT NOT NULL,            -- last saved
    revision BIGINT NOT NULL,              -- 1, and one more with every save of the source
    import_key TEXT UNIQUE,                -- what an import knows it by, NULL for others
    import_hash TEXT NOT NULL              -- of what was imported, to see that nothing changed
);

-- A story in one language, the source edition included: a page is one read of one row.
CREATE TABLE edition (
    story_id BIGINT NOT NULL REFERENCES story (id), -- what it tells
    language TEXT NOT NULL,                -- the readers'
    text_language TEXT NOT NULL,           -- of what stands here: until a translation
                                           -- is live, the source's
    state TEXT NOT NULL,                   -- edition_state
    label TEXT NOT NULL,                   -- edition_label, computed from the segments
    section_id BIGINT NOT NULL REFERENCES section (id), -- the story's, for lists
    topic_id BIGINT REFERENCES topic (id), -- the story's, for lists
    published_ms BIGINT NOT NULL,          -- the story's, for lists
    headline TEXT NOT NULL,                -- plain text of the document's, for lists
    lead TEXT NOT NULL,                    -- plain text of the document's, for lists; may be ''
    slug TEXT NOT NULL,                    -- of this headline, in addresses
    picture TEXT NOT NULL,                 -- media.name of the first picture, '' without one
    picture_width BIGINT NOT NULL,         -- pixels, 0 when not known
    picture_height BIGINT NOT NULL,        -- pixels, 0 when not known
    picture_alt TEXT NOT NULL,             -- its alternative text, may be ''
    route TEXT NOT NULL,                   -- directions it came by: 'eu-es es-en'; '' of a source
    engine TEXT NOT NULL,                  -- engines of the route and their versions
    revision BIGINT NOT NULL,              -- of the story's source that this is (a translation of)
    saved_ms BIGINT NOT NULL,              -- when that revision of the source was saved
    live_ms BIGINT NOT NULL,               -- when this became visible; 0 when it is not
    problem TEXT NOT NULL,                 -- failed, held, off: a sentence for the desk; else ''
    document TEXT NOT NULL,                -- JSON: the text with its segments; '' where
                                           -- text_language is not language: then it is the
                                           -- source edition's. Last, so that lists never
                                           -- read it
    PRIMARY KEY (story_id, language)
);

-- One for each way stories are listed, in the order they are listed in, so that every page of a
-- list costs the same. Statements repeat the condition word for word: then they may use these.
CREATE INDEX edition_by_language ON edition (language, state, published_ms, story_id)
    WHERE state IN ('live', 'off');
CREATE INDEX edition_by_section ON edition (section_id, language, state, published_ms, story_id)
    WHERE state IN ('live', 'off');
CREATE INDEX edition_by_topic ON edition (topic_id, language, state, published_ms, story_id)
    WHERE state IN ('live', 'off');
CREATE INDEX edition_not_listed ON edition (language, state)
    WHERE state NOT IN ('live', 'off');

CREATE TABLE job (
    id @identity@,                         -- older ones first, within a priority
    kind TEXT NOT NULL,                    -- what is to be done: 'translate'
    story_id BIGINT NOT NULL REFERENCES story (id), -- whose edition it makes
    language TEXT NOT NULL,                -- of the edition it makes
    state TEXT NOT NULL,                   -- job_state: ready, leased, failed
    priority BIGINT NOT NULL,              -- smallest first
    attempts BIGINT NOT NULL,              -- leases since it was last queued
    run_after_ms BIGINT NOT NULL,          -- not before; 0: at once
    lease BIGINT NOT NULL,                 -- one more with every lease; an older one is lost
    lease_owner TEXT NOT NULL,             -- who works on it, for people; '' when nobody does
    lease_until_ms BIGINT NOT NULL,        -- when it is taken from them
    problem TEXT NOT NULL,                 -- why the last attempt failed
    created_ms BIGINT NOT NULL,            -- when it was last queued
    UNIQUE (story_id, language, kind)
);

CREATE INDEX job_by_turn ON job (state, run_after_ms, priority, id);

-- What changed, in the order it was stored: caches of every process follow it.
CREATE TABLE change (
    id @identity@,                         -- the order; readers remember the last they saw
    kind TEXT NOT NULL,                    -- change_kind
    story_id BIGINT NOT NULL,              -- 0 when it is not about a story
    language TEXT NOT NULL,                -- of the edition, '' when it is about all
    at_ms BIGINT NOT NULL                  -- when it was stored
);

CREATE TABLE media (
    name TEXT NOT NULL PRIMARY KEY,        -- of the file: hash of its bytes and the extension
    type TEXT NOT NULL,                    -- 'image/jpeg'
    width BIGINT NOT NULL,                 -- pixels
    height BIGINT NOT NULL,                -- pixels
    bytes BIGINT NOT NULL,                 -- size of the file
    created_ms BIGINT NOT NULL,            -- when it first came
    original_name TEXT NOT NULL            -- what its author called it
);

CREATE TABLE token (
    id @identity@,                         -- for logs: who did it
    hash TEXT NOT NULL UNIQUE,             -- of the secret, which is kept nowhere
    name TEXT NOT NULL,                    -- whom or what it is for
    created_ms BIGINT NOT NULL,            -- when it was given out
    last_used_ms BIGINT NOT NULL           -- to the minute
);
