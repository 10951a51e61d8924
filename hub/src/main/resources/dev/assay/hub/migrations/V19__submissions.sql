-- A paper that somebody looks at before they put it on the day's page: as arXiv told it, kept for them alone.
create table submission_draft (
  person  bigint not null references person (id) on delete cascade,
  paper   text not null,
  content jsonb not null,
  fetched timestamptz not null,
  primary key (person, paper)
);

create table submission (
  id        bigint generated always as identity primary key,
  paper     text not null references paper (id) on delete cascade,
  person    bigint not null references person (id) on delete cascade,
  day       date not null,
  posted    timestamptz not null,
  withdrawn timestamptz
);

-- A paper is on one day's page, put there by one person.
create unique index submission_standing on submission (paper) where withdrawn is null;
create index submission_of_person on submission (person, posted);
