-- Every version of the policy that was in force, with the time it began.
create table policy_version (
    version  bigint not null primary key,
    since    bigint not null,
    document text not null
);

-- What a person decided after a conversation ended. No row: the days of the policy. Without keep_until it is kept
-- until its person lets it go. heard_at: they answered whether they felt heard; what they said is not here.
create table afterwards (
    conversation_id text not null primary key references conversation (conversation_id),
    kept            text not null,
    decided_at      bigint not null,
    heard_at        bigint
);

-- A line somebody took with them. Each has a key of its own. A person's names no conversation: it stays when the
-- conversation goes. A specialist's goes with it.
create table carried (
    line_id         text not null primary key,
    owner_id        text not null,
    conversation_id text,
    carried_at      bigint not null,
    sealed          bytea not null
);
create index carried_of on carried (owner_id, carried_at);
create index carried_from on carried (conversation_id) where conversation_id is not null;

-- How many felt heard: counts only, by quarter of a year. Nobody and no conversation stands here.
create table heard_count (
    quarter  text not null,
    question text not null,
    answer   text not null,
    people   bigint not null,
    primary key (quarter, question, answer)
);

-- A piece of what somebody wants to say, in their own order, with a key of its own.
create table fragment (
    fragment_id text not null primary key,
    person_id   text not null,
    place       bigint not null,
    changed_at  bigint not null,
    handed_at   bigint,
    sealed      bytea not null
);
create index fragment_of on fragment (person_id, place);
