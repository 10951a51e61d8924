-- The hubs that share this database, and when each last said that it lives.
create table hub (
  name text primary key,
  seen timestamptz not null
);

-- Whose worker runs it.
alter table run add column hub text;
