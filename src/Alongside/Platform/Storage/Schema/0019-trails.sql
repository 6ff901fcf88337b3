-- What was used on the way, where, and how it really was: one step a line, its parts with a tab between. Open, like all of the entry.
alter table library_entry add column trail text;
