alter table paper
  add column categories        text[] not null default '{}',
  -- [{"number": 1, "submitted": "2023-10-02T17:59:00Z"}, ...], oldest first
  add column versions          jsonb not null default '[]',
  add column updated           timestamptz,
  add column withdrawn         boolean not null default false,
  add column comment           text,
  add column journal_reference text,
  add column doi               text,
  add column code_url          text,
  add column project_url       text,
  add column upvotes           integer,
  add column submitter         text,
  add column featured_on       date,
  -- The day under which lists show it.
  add column listed            date generated always as
    (coalesce(featured_on, published, date '0001-01-01')) stored,
  add column change            bigint;

drop index paper_newest;
create index paper_newest on paper (listed, (-seq));
create index paper_categories on paper using gin (categories);

-- Who follows the changes must not miss one that was numbered earlier and committed later. So
-- writers take turns: the lock is held until the transaction has ended.
create sequence paper_change;

create function number_paper_change() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(4702111234474983745);
  new.change := nextval('paper_change');
  return new;
end
$$;

create trigger paper_changed before insert or update on paper
  for each row execute function number_paper_change();

update paper set change = 0;

alter table paper alter column change set not null;
create unique index paper_changed on paper (change);
