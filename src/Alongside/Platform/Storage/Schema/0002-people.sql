-- Everybody who has a part here. A guest carries a name we gave them; a specialist or steward chose theirs (sealed).
create table person (
    person_id   text not null primary key,
    role        text not null,
    given_name  text,
    sealed_name bytea,
    made_at     bigint not null,
    closed_at   bigint
);

-- A device that is let in as somebody. The cookie's token itself stands nowhere.
create table session (
    token_hash text not null primary key,
    person_id  text not null references person (person_id),
    device     text not null,
    opened_at  bigint not null,
    seen_at    bigint not null,
    ends_at    bigint not null
);
create index session_of_person on session (person_id);
