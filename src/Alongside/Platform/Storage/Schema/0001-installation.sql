-- One row: which installation this is. The epoch changes when a backup is restored, so that readers
-- with cursors from the lost time know to start again.
create table installation (
    installation_id text not null primary key,
    epoch           text not null,
    made_at         bigint not null
);
