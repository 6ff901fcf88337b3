-- When a teller said that they wish to be thanked; null: they do not, or not any more.
alter table telling add column thanks_wished_at bigint;

-- A line of thanks to a teller, sealed with the key of what they told. Who sent it stands nowhere but in their own sealed pages.
create table thanks (
    thanks_id  text not null primary key,
    telling_id text not null references telling (telling_id),
    at         bigint not null,
    sealed     bytea not null
);
create index thanks_of_telling on thanks (telling_id);
