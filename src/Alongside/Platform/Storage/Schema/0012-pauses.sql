-- A device and its person rest for a time: who set that, when and until when. Whom it is about stands nowhere: only keyed
-- hashes, sealed with a key of the pause's own that is thrown away with it. No reason and no words, on purpose.
create table pause (
    pause_id text not null primary key,
    set_by   text not null references person (person_id),
    set_at   bigint not null,
    ends_at  bigint not null,
    sealed   bytea not null
);
create index pause_ends on pause (ends_at);

-- A person's consent that stewards read one conversation, and no other, until it is taken back; and each time one of them did.
-- Both go with the conversation.
create table release (
    conversation_id text not null primary key,
    given_by        text not null references person (person_id),
    given_at        bigint not null,
    recalled_at     bigint
);

create table release_reading (
    reading_id      text not null primary key,
    conversation_id text not null,
    reader_id       text not null references person (person_id),
    at              bigint not null
);
create index release_reading_of on release_reading (conversation_id, at);
