-- Everybody who has a part here. A guest carries a name we gave them; a specialist or steward chose theirs (sealed).
create table person (
    person_id   text not null primary key,
    role        text not null,
    given_name  text,
    sealed_name bytea,
    made_at     bigint not null,
    closed_at   bigint
);

-- A device that is let in as somebody. The cookie's token itself stands nowhere.
create table session (
    token_hash text not null primary key,
    person_id  text not null references person (person_id),
    device     text not null,
    opened_at  bigint not null,
    seen_at    bigint not null,
    ends_at    bigint not null
);
create index session_of_person on session (person_id);

-- How somebody comes back on another device. The words stand here only as a keyed hash.
create table return_words (
    person_id text not null primary key references person (person_id),
    lookup    text not null unique,
    made_at   bigint not null
);

-- How a specialist or steward signs in. The sign-in name is a keyed hash, the authenticator key is sealed.
create table account (
    person_id          text not null primary key references person (person_id),
    name_lookup        text unique,
    password_hash      text,
    authenticator      bytea,
    authenticator_step bigint not null,
    stamp              text not null,
    failed             bigint not null,
    locked_until       bigint
);

create table recovery_code (
    person_id text not null references person (person_id),
    lookup    text not null,
    primary key (person_id, lookup)
);

create table passkey (
    credential_id text not null primary key,
    person_id     text not null references person (person_id),
    public_key    bytea not null,
    sign_count    bigint not null,
    transports    text not null,
    verified      bigint not null,
    can_back_up   bigint not null,
    backed_up     bigint not null,
    made_at       bigint not null
);
create index passkey_of_person on passkey (person_id);

-- What a passkey is asked for, between the question and the answer; used once.
create table passkey_question (
    token_hash text not null primary key,
    about      text not null,
    state      text not null,
    ends_at    bigint not null
);

create table invitation (
    token_hash text not null primary key,
    role       text not null,
    made_at    bigint not null,
    ends_at    bigint not null,
    used_at    bigint
);
