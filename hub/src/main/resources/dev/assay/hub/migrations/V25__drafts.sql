-- Comments that were sent when the session had ended already: they wait here for whoever signs in again, by a link that is a secret.
create table draft (
  hash    bytea primary key,
  path    text not null,
  parent  bigint,
  text    text not null,
  created timestamptz not null
);

create index draft_created on draft (created);
