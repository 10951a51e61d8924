-- Browsers in which somebody has signed in: there a lock of their account, which others may have brought about, does not hold.
create table known_browser (
  hash     bytea primary key,
  person   bigint not null references person (id) on delete cascade,
  created  timestamptz not null,
  -- Wrong passwords since the last right one.
  failures integer not null default 0
);

create index known_browser_of_person on known_browser (person, created desc);
