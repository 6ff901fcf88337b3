-- A specialist on duty, and how many conversations they chose to hold. The beat is raised while they are here;
-- whoever watches it judges by a clock of their own, so that a wrong clock takes nobody's seat.
create table duty (
    specialist_id text not null primary key,
    state         text not null,
    seats         bigint not null,
    beat          bigint not null,
    last_met      bigint not null,
    changed_at    bigint not null
);

-- A person between arriving and being met. Their words are in the conversation's log from the first on.
create table waiting (
    conversation_id text not null primary key references conversation (conversation_id),
    person_id       text not null,
    wants_id        text,
    arrived_at      bigint not null,
    beat            bigint not null,
    met_at          bigint,
    returned_at     bigint
);
create index waiting_now on waiting (arrived_at) where met_at is null;
create index waiting_of_person on waiting (person_id);
