-- The order that curators gave a day's page: these papers come first, in this order.
create table day_page (
  day     date primary key,
  papers  text[] not null,
  version integer not null
);

-- Who did what to it. Rows are added and stay as they are.
create table curation_event (
  day     date not null references day_page (day),
  -- The version that it led to.
  version integer not null,
  person  bigint references person (id) on delete set null,
  at      timestamptz not null,
  action  text not null,
  paper   text,
  -- The version that it took back.
  undone  integer,
  before  text[] not null,
  after   text[] not null,
  primary key (day, version)
);

create index curation_event_of_person on curation_event (person);

create function keep_curation_event() returns trigger language plpgsql as $$
begin
  -- A person who deletes their account leaves what they did, without their name.
  if tg_op = 'UPDATE' and new.person is null
      and to_jsonb(new) - 'person' = to_jsonb(old) - 'person' then
    return new;
  end if;
  raise exception 'what curators did is kept as it was';
end
$$;

create trigger curation_event_kept before update or delete on curation_event
  for each row execute function keep_curation_event();
