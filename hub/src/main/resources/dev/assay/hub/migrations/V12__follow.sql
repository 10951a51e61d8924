create table follow (
  id       bigint generated always as identity primary key,
  person   bigint not null references person (id) on delete cascade,
  kind     text not null,
  target   text not null,
  created  timestamptz not null,
  -- Of a claim or a board: where it stood when it was last looked at, and when that was measured.
  known    text,
  known_at timestamptz,
  unique (person, kind, target)
);

create index follow_of_target on follow (kind, target);

-- What has happened to followed claims and boards.
create table follow_news (
  id       bigint generated always as identity primary key,
  follow   bigint not null references follow (id) on delete cascade,
  at       timestamptz not null,
  sentence text not null,
  path     text not null
);

create index follow_news_of_follow on follow_news (follow, at desc);
