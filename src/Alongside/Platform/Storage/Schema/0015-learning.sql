-- What stewards wrote into the question bank: one entry of YAML each, as in our own files, and every version stays.
-- These are words for everybody who studies, not anybody's own: they lie open. Only ever added to.
create table study_item (
    item_id    text not null,
    version    bigint not null,
    words      text not null,
    written_at bigint not null,
    written_by text not null,
    primary key (item_id, version)
);

-- Two specialists look back, each at themselves. The moment is one that was invented, or one that the person agreed to
-- look at; nothing about it or about anybody else stands here. A link lets the second side in, once.
create table co_reflection (
    pair_id    text not null primary key,
    moment     text not null,
    made_at    bigint not null,
    touched_at bigint not null,
    token_hash text unique,
    taken_at   bigint,
    opened_at  bigint
);

-- One side: what they wrote about themselves, sealed with a key of its own that leaving shreds, and their yes to opening it.
create table co_reflection_side (
    pair_id   text not null references co_reflection (pair_id),
    person_id text not null references person (person_id),
    key_id    text not null,
    sealed    bytea,
    agreed_at bigint,
    primary key (pair_id, person_id)
);
create index co_reflection_side_of_person on co_reflection_side (person_id);
