-- One piece of somebody's space. What it says is sealed with a key of its own, so that erasing it destroys nothing else.
create table page (
    page_id    text not null primary key,
    owner_id   text not null references person (person_id),
    kind       text not null,
    key_id     text not null,
    version    bigint not null,
    made_at    bigint not null,
    changed_at bigint not null
);
create index page_of_owner on page (owner_id, kind, changed_at);

-- What a page said each time it was kept.
create table page_version (
    page_id text not null references page (page_id),
    version bigint not null,
    at      bigint not null,
    sealed  bytea not null,
    primary key (page_id, version)
);

-- The owner's consent that one reader sees one page for a time. The code stands here only as a hash, until it is taken.
create table share (
    share_id    text not null primary key,
    page_id     text not null,
    owner_id    text not null,
    code_hash   text unique,
    reader_id   text,
    made_at     bigint not null,
    taken_at    bigint,
    ends_at     bigint not null,
    recalled_at bigint
);
create index share_of_page on share (page_id);
create index share_of_reader on share (reader_id);

-- Each time a page was read by somebody else. The owner sees all of them.
create table reading (
    reading_id text not null primary key,
    share_id   text not null,
    page_id    text not null,
    at         bigint not null
);
create index reading_of_page on reading (page_id);

-- What a reader wrote beneath a page that was shown to them. It belongs to the page, and so to its owner.
create table reply (
    reply_id  text not null primary key,
    page_id   text not null,
    author_id text not null,
    at        bigint not null,
    sealed    bytea not null
);
create index reply_of_page on reply (page_id);

-- Keys that are to be destroyed: noted in the same unit that lets the words go, so that a crash in between forgets none.
create table shred_due (
    key_id text not null primary key,
    due_at bigint not null
);
