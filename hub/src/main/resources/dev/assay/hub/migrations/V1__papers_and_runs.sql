create table paper (
  seq          bigint generated always as identity unique,
  id           text primary key,
  title        text not null,
  abstract     text not null,
  authors      text[] not null default '{}',
  author_count integer,
  published    date,
  precision    text,
  date_text    text,
  added        timestamptz not null default now()
);

create index paper_newest on paper (published desc nulls last, seq);

create table run (
  id             bigint generated always as identity primary key,
  paper          text not null references paper (id),
  claim          text,
  tier           text not null,
  state          text not null,
  message        text,
  worker         bigint,
  worker_started timestamptz,
  created        timestamptz not null default now(),
  updated        timestamptz not null default now()
);

-- A second start of what is already under way joins it.
create unique index run_active on run (paper, coalesce(claim, ''), tier)
  where state in ('QUEUED', 'RUNNING');

create index run_of_paper on run (paper, id desc);

create table run_event (
  run  bigint not null references run (id) on delete cascade,
  seq  integer not null,
  at   timestamptz not null default now(),
  line jsonb not null,
  primary key (run, seq)
);
