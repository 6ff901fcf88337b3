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
