-- The glossary: names and terms that have to come out as the newsroom wants them.

CREATE TABLE term (
    id @identity@,                         -- of no meaning to people
    language TEXT NOT NULL,                -- of the term
    text TEXT NOT NULL,                    -- as dictionaries write it: "muga-zerga"
    section TEXT NOT NULL,                 -- key of the only section it holds in; '' for all
    kind TEXT NOT NULL,                    -- term_kind: person, place, organisation, noun
    keep BIGINT NOT NULL,                  -- 1: stands in every language as it is
    any_case BIGINT NOT NULL,              -- 1: found whatever its capitals
    note TEXT NOT NULL,                    -- for people
    UNIQUE (language, text, section)
);

CREATE TABLE term_rendering (
    term_id BIGINT NOT NULL REFERENCES term (id), -- what is rendered
    language TEXT NOT NULL,                -- into which
    text TEXT NOT NULL,                    -- what stands there: "arancel"
    plural TEXT NOT NULL,                  -- its plural, '' when it has none of its own
    gender TEXT NOT NULL,                  -- 'm', 'f' or ''
    PRIMARY KEY (term_id, language)
);

CREATE TABLE glossary (
    id BIGINT NOT NULL PRIMARY KEY,        -- 1: there is one row
    version BIGINT NOT NULL                -- one more with every change of the terms
);

INSERT INTO glossary (id, version) VALUES (1, 0);
