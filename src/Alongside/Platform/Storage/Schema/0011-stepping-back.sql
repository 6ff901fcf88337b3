-- A specialist who stepped back from a conversation of their own will is not brought into it again by the line.
alter table seat add column stepped_back_at bigint;
