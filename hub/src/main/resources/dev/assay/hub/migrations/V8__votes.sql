create table vote (
  person bigint not null references person (id) on delete cascade,
  paper  text not null references paper (id) on delete cascade,
  at     timestamptz not null,
  primary key (person, paper)
);

create index vote_of_paper on vote (paper);
