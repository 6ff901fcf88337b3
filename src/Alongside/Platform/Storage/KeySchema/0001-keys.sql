-- Data keys, each wrapped by the master key that lives outside every database.
create table sealing_key (
    key_id  text not null primary key,
    wrapped bytea not null,
    made_at bigint not null
);

-- Keys that were erased on purpose. A restore replays this ledger, so that erased stays erased.
create table shredded_key (
    key_id      text not null primary key,
    shredded_at bigint not null
);

-- One row: proves that the master key at hand is the one these keys were wrapped by,
-- and which installation they belong to once its database is complete.
create table master_check (
    check_id        text not null primary key,
    wrapped         bytea not null,
    installation_id text
);
