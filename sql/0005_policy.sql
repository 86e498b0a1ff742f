-- What becomes of stories in other languages: what was said, and what follows of it for editions.

CREATE TABLE policy (
    level TEXT NOT NULL,                   -- policy_level: newsroom, section, story
    owner_id BIGINT NOT NULL,              -- section.id or story.id; 0 for the newsroom
    rules TEXT NOT NULL,                   -- as language_policy_text writes them, never ''
    PRIMARY KEY (level, owner_id)
);

-- Only of editions that are not as they always are. A table of its own: what stands behind an
-- edition's document would make lists read the document.
CREATE TABLE edition_policy (
    story_id BIGINT NOT NULL REFERENCES story (id), -- of the edition
    language TEXT NOT NULL,                -- of the edition
    scope TEXT NOT NULL,                   -- edition_scope of what readers are shown
    review BIGINT NOT NULL,                -- 1: readers get it once a person has approved it
    delay_ms BIGINT NOT NULL,              -- the edition's published_ms is so much later than
                                           -- the story's
    noindex BIGINT NOT NULL,               -- 1: search engines get it once it is revised
    PRIMARY KEY (story_id, language)
);
