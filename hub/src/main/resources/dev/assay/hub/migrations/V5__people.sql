create table person (
  id           bigint generated always as identity primary key,
  name         text not null,
  email        text,
  confirmed    timestamptz,
  password     text,
  role         text not null,
  created      timestamptz not null,
  disabled     timestamptz,
  failures     integer not null default 0,
  locked_until timestamptz
);

create unique index person_name on person (lower(name));
create unique index person_email on person (lower(email));

-- Who a person is to another site that they sign in with.
create table person_identity (
  issuer  text not null,
  subject text not null,
  person  bigint not null references person (id) on delete cascade,
  primary key (issuer, subject)
);

create table one_time_link (
  hash    bytea primary key,
  kind    text not null,
  person  bigint references person (id) on delete cascade,
  email   text,
  role    text not null,
  created timestamptz not null,
  expires timestamptz not null,
  used    timestamptz
);

create table session (
  id      bigint generated always as identity unique,
  hash    bytea primary key,
  person  bigint not null references person (id) on delete cascade,
  created timestamptz not null,
  seen    timestamptz not null,
  expires timestamptz not null,
  agent   text not null
);

create index session_of_person on session (person);

create table api_token (
  id      bigint generated always as identity primary key,
  person  bigint not null references person (id) on delete cascade,
  name    text not null,
  hash    bytea not null unique,
  scopes  text[] not null,
  created timestamptz not null,
  used    timestamptz
);

create index api_token_of_person on api_token (person);

create table site_setting (
  name  text primary key,
  value text not null
);

-- Letters wait here until they are sent: who asks for one does not wait for the mail server, and one that is down
-- loses nothing. The key says what a letter is about, so that the same one is not written twice.
create table letter (
  id        bigint generated always as identity primary key,
  key       text not null unique,
  recipient text not null,
  subject   text not null,
  text      text not null,
  html      text,
  headers   jsonb not null default '{}',
  created   timestamptz not null,
  attempts  integer not null default 0,
  next_try  timestamptz not null,
  sent      timestamptz,
  given_up  timestamptz,
  error     text
);

create index letter_due on letter (next_try) where sent is null and given_up is null;
