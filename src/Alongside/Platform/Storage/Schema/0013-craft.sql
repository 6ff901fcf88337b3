-- A piece of a specialist's own story, prepared so that it can be told with purpose. Sealed with a key of its own, and theirs alone.
create table story_piece (
    piece_id   text not null primary key,
    owner_id   text not null references person (person_id),
    key_id     text not null,
    version    bigint not null,
    made_at    bigint not null,
    sealed     bytea not null
);
create index story_piece_of_owner on story_piece (owner_id, made_at);
