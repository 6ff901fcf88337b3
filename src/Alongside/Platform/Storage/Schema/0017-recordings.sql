-- What somebody said beside the words of a page, sealed with the page's key. It stands apart, so that no list of pages loads a
-- sound. The version is the one it was kept with; the sealed words of each version say which recording belongs to it.
create table recording (
    page_id text not null references page (page_id),
    version bigint not null,
    sealed  bytea not null,
    primary key (page_id, version)
);
