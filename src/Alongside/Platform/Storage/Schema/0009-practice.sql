-- Practice with fictional people. Whose it is and when, in the open; everything else is sealed with a key of its own.
-- There is no score here, and nothing that could be added up about somebody.
create table practice_scene (
    scene_id   text not null primary key,
    owner_id   text not null references person (person_id),
    made_at    bigint not null,
    changed_at bigint not null,
    version    bigint not null,
    sealed     bytea not null
);
create index practice_scene_of_owner on practice_scene (owner_id, made_at);

-- Two trainees, one of whom plays from a card. The seat is the only road to it besides being its owner.
create table practice_partner (
    scene_id   text not null primary key references practice_scene (scene_id),
    partner_id text references person (person_id),
    token_hash text not null unique
);
