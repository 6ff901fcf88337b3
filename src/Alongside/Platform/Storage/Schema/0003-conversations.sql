-- Two people and an ordered, append-only log. last_seq is the gapless counter of the log.
create table conversation (
    conversation_id text not null primary key,
    opened_at       bigint not null,
    last_seq        bigint not null,
    ended_at        bigint,
    ended_by        text
);

-- A seat is the only road to a conversation: who holds none cannot learn that it exists.
create table seat (
    conversation_id text not null references conversation (conversation_id),
    person_id       text not null,
    side            text not null,
    taken_at        bigint not null,
    left_at         bigint,
    read_seq        bigint not null default 0,
    primary key (conversation_id, person_id)
);
create index seat_of_person on seat (person_id, left_at);
create index seat_left on seat (left_at) where left_at is not null;

-- Never two specialists.
create unique index seat_one_specialist on seat (conversation_id) where side = 'specialist' and left_at is null;

create table moment (
    conversation_id text not null,
    seq             bigint not null,
    author_id       text not null,
    client_id       text not null,
    kind            text not null,
    at              bigint not null,
    sealed          bytea not null
);
create unique index moment_order on moment (conversation_id, seq);
-- A retry is the same moment.
create unique index moment_once on moment (conversation_id, author_id, client_id);
