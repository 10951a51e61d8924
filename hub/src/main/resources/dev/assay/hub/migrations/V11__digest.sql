-- Addresses that mail servers refused for good, or that an administrator marked: in lower case. Whose suspended is set
-- gets no more than the letters that they ask for.
create table refused_address (
  email     text primary key,
  times     integer not null,
  reason    text not null,
  latest    timestamptz not null,
  suspended timestamptz
);

-- Who gets the digest. The key stands in every letter: whoever has it has the letter, and may confirm, change and end
-- the subscription, no more.
create table subscription (
  id        bigint generated always as identity primary key,
  email     text not null,
  key       text not null unique,
  frequency text not null,
  -- From 1, Monday; of a weekly one.
  weekday   smallint not null,
  hour      smallint not null,
  zone      text not null,
  created   timestamptz not null,
  confirmed timestamptz,
  ended     timestamptz,
  next      timestamptz
);

create unique index subscription_email on subscription (lower(email));
create index subscription_due on subscription (next) where confirmed is not null and ended is null;

-- What was sent to whom: one digest a subscription and day, and no paper twice.
create table digest_issue (
  subscription bigint not null references subscription (id) on delete cascade,
  day          date not null,
  made         timestamptz not null,
  papers       text[] not null,
  primary key (subscription, day)
);

-- Who deletes their account wants no digest either.
create function end_digest() returns trigger language plpgsql as $$
begin
  delete from subscription where lower(email) = lower(old.email);
  return old;
end
$$;

create trigger person_gone after delete on person
  for each row execute function end_digest();
