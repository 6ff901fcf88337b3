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
