alter table run
  -- Who asked for it, null where nobody or somebody who has gone did.
  add column person  bigint references person (id) on delete set null,
  add column queued  timestamptz not null default now(),
  add column taken   timestamptz,
  -- Raised for each worker: what an earlier one still says is known by it.
  add column attempt integer not null default 0,
  -- How often a hub went away with it since somebody asked for it.
  add column losses  integer not null default 0;

update run set queued = created;

create index run_waiting on run (queued) where state = 'QUEUED';
create index run_taken on run (coalesce(person, 0), taken);
create index run_of_person on run (person);
create index run_updated on run (updated);

-- The processor time that a person's runs took, by days of UTC.
create table run_usage (
  person  bigint not null references person (id) on delete cascade,
  day     date not null,
  seconds double precision not null,
  primary key (person, day)
);
