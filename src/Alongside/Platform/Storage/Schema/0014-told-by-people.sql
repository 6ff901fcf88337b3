-- A story somebody tells for the library, with what helped them as a card. It is sealed, with a key of its own, and read by
-- a second pair of eyes before anybody else reads it; only then does it stand open in library_entry, until it is taken back.
create table telling (
    telling_id   text not null primary key,
    teller_id    text not null references person (person_id),
    key_id       text not null,
    state        text not null,
    version      bigint not null,
    sealed       bytea not null,
    card_id      text,
    consented_at bigint not null,
    read_by      text,
    read_at      bigint
);
create index telling_of_teller on telling (teller_id);
create index telling_of_state on telling (state);

-- How many people kept or tried a card, and what is said of it: a multiple of eleven, looked at anew once a day at most.
create table library_company (
    entry_id text not null primary key,
    people   bigint not null,
    told     bigint not null,
    told_at  bigint not null
);

-- A reader who may also write on the page they are shown: the share says who and until when.
create table share_pen (
    share_id text not null primary key
);

-- Whose pen a version of a page was, when it was not its owner's.
create table page_pen (
    page_id   text not null,
    version   bigint not null,
    author_id text not null,
    primary key (page_id, version)
);
