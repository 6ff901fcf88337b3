-- What is published for everybody to read: cards and stories. Nothing of anybody's space is ever here.
create table library_entry (
    entry_id     text not null primary key,
    kind         text not null,
    title        text not null,
    words        text not null,
    teller       text,
    notes        text,
    tags         text not null,
    cards        text not null,
    origin       text not null,
    revision     text not null,
    published_at bigint not null,
    withdrawn_at bigint
);
