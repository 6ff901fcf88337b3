-- What somebody chose for their studying: numbers and days (counted from 0001-01-01), no words.
create table learner (
    person_id    text not null primary key,
    new_a_day    bigint not null,
    most_a_day   bigint not null,
    four_buttons bigint not null,
    large_type   bigint not null,
    time_percent bigint not null,
    exam_day     bigint,
    spread_from  bigint,
    spread_days  bigint not null,
    weights      text
);

-- Every answer as it was given, and that one was taken back. Only ever added to: cards are made from it, again each time.
-- An item's id stays here when the item is taken out of the bank.
create table study_entry (
    person_id text not null,
    entry_id  text not null,
    kind      text not null,
    item_id   text not null,
    at        bigint not null,
    answer    bigint not null,
    chosen    bigint,
    kept_at   bigint not null,
    primary key (person_id, entry_id)
);

-- A mock paper: which items, how long it has been open, and for how long it may be. Times in microseconds.
create table study_paper (
    paper_id      text not null primary key,
    person_id     text not null,
    made_at       bigint not null,
    minutes       bigint not null,
    items         text not null,
    running_since bigint,
    used          bigint not null,
    ended_at      bigint
);
create index study_paper_of_person on study_paper (person_id, made_at);

create table study_paper_answer (
    paper_id  text not null references study_paper (paper_id),
    place     bigint not null,
    chosen    bigint,
    flagged   bigint not null,
    late      bigint not null,
    at        bigint not null,
    primary key (paper_id, place)
);

-- How mock papers are made here: one row, once a steward has chosen. Shares are keys of fields and whole numbers.
create table study_blueprint (
    blueprint_id    text not null primary key,
    items           bigint not null,
    minutes         bigint not null,
    percent_to_pass bigint not null,
    shares          text not null,
    changed_at      bigint not null
);

-- Which key seals somebody's own words here. Letting go shreds it; whoever begins again gets another.
create table study_key (
    person_id text not null,
    purpose   text not null,
    key_id    text not null,
    primary key (person_id, purpose)
);

-- Cards of one's own: their words are sealed.
create table study_deck (
    deck_id   text not null primary key,
    person_id text not null,
    made_at   bigint not null,
    name      bytea not null
);
create index study_deck_of_person on study_deck (person_id);

create table study_card (
    card_id   text not null primary key,
    deck_id   text not null references study_deck (deck_id),
    person_id text not null,
    place     bigint not null,
    sealed    bytea not null
);
create index study_card_of_person on study_card (person_id, deck_id, place);

-- A link by which a study group may take a copy of a deck. The link itself stands nowhere.
create table study_deck_share (
    link_hash text not null primary key,
    deck_id   text not null references study_deck (deck_id),
    person_id text not null,
    made_at   bigint not null,
    ends_at   bigint not null
);

-- What somebody notes of their own growth: hours, training, reflections, how they are. Sealed, and theirs alone.
create table growth_entry (
    entry_id  text not null primary key,
    person_id text not null,
    made_at   bigint not null,
    sealed    bytea not null
);
create index growth_entry_of_person on growth_entry (person_id, made_at);
