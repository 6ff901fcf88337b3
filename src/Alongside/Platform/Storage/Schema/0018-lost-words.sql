-- Whoever holds a session alone may not put other return words in the place of those that are there: only right after
-- making them in that very session, or a while after asking for it, so that whoever has the words can say no.
alter table return_words add column made_in text;
alter table return_words add column lost_at bigint;
