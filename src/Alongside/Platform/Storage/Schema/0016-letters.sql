-- Somebody who wants a letter when there is something new to read: an address and nothing else of them. It is sealed with a
-- key of the row's own that ending shreds, and found again by a keyed hash. The two links stand here only as hashes.
create table subscription (
    subscription_id text not null primary key,
    address_lookup  text not null,
    sealed          bytea not null,
    asked_at        bigint not null,
    beginning_hash  text not null unique,
    ending_hash     text not null unique,
    confirmed_at    bigint
);
create index subscription_of_address on subscription (address_lookup);
-- One address has one subscription, however often it was asked for.
create unique index subscription_confirmed on subscription (address_lookup) where confirmed_at is not null;

-- An article that a steward sent as a letter, once, and what became of it in numbers. Who got it stands nowhere.
create table article_letter (
    article_id  text not null primary key,
    sent_by     text not null references person (person_id),
    sent_at     bigint not null,
    delivered   bigint not null,
    undelivered bigint not null
);

-- Letters still to be handed to the mail server; a row is gone when it took the letter. Without an article: the letter that
-- asks whether somebody wants them.
create table letter_due (
    subscription_id text not null,
    article_id      text not null,
    tries           bigint not null,
    made_at         bigint not null,
    due_at          bigint not null,
    primary key (subscription_id, article_id)
);
create index letter_due_at on letter_due (due_at);
