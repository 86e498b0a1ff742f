-- What readers search: words of live editions whose date has come, and of no others. A worker keeps
-- all of this up to date by following the change log (store/search_write.h), so that nobody who
-- saves a story waits for it.

CREATE TABLE search_edition (
    id BIGINT NOT NULL PRIMARY KEY,        -- the minute of published_ms times 16384 and a number,
                                           -- so that search_text is in the order of time
    story_id BIGINT NOT NULL,              -- whose words
    language TEXT NOT NULL,                -- of the edition, and of its words
    published_ms BIGINT NOT NULL,          -- the story's when it was indexed
    UNIQUE (story_id, language)
);

-- Made by the driver: headline, body and filing of each search_edition.id, as words in the form of
-- sql/search_words.h. Filing is the section's id.
@search_table@;

-- Every form of every word in search_text, with the number of editions it stands in.
CREATE TABLE search_word (
    language TEXT NOT NULL,                -- of the editions
    form TEXT NOT NULL,                    -- folded: a stem, or a word as it is written
    uses BIGINT NOT NULL,                  -- editions; rows with 0 are taken out
    PRIMARY KEY (language, form)
);

-- Names of topics from each of their words on: "klima aldaketa", "aldaketa".
CREATE TABLE search_topic (
    topic_id BIGINT NOT NULL REFERENCES topic (id), -- whose name
    language TEXT NOT NULL,                -- of the name
    form TEXT NOT NULL,                    -- folded words with spaces between
    PRIMARY KEY (topic_id, language, form)
);

CREATE INDEX search_topic_by_form ON search_topic (language, form, topic_id);

-- How far the index has come: there is one row.
CREATE TABLE search_state (
    id BIGINT NOT NULL PRIMARY KEY,        -- 1
    form TEXT NOT NULL,                    -- of words; another one than the program's: all anew
    change_id BIGINT NOT NULL,             -- the last change that is in the index
    due_ms BIGINT NOT NULL,                -- stories dated up to then are in the index
    next_story_id BIGINT NOT NULL          -- while all is made anew: where to go on; 0: done
);

INSERT INTO search_state (id, form, change_id, due_ms, next_story_id) VALUES (1, '', 0, 0, 0);
