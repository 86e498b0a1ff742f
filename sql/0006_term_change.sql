-- What tells which texts a change of the glossary touches.

-- word_sieve of the source text: stories that cannot have a term are not read. NULL: not known.
ALTER TABLE story ADD COLUMN words @blob@;

-- glossary.version that last changed the term; 0: before that was kept.
ALTER TABLE term ADD COLUMN version BIGINT NOT NULL DEFAULT 0;

-- Terms as they were found until they were taken out, or were found in another way.
CREATE TABLE term_gone (
    language TEXT NOT NULL,                -- of the term, as all here
    text TEXT NOT NULL,
    section TEXT NOT NULL,
    kind TEXT NOT NULL,
    any_case BIGINT NOT NULL,
    version BIGINT NOT NULL,               -- glossary.version that ended it
    PRIMARY KEY (language, text, section, kind, any_case)
);
