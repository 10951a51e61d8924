-- What a person keeps to read, and what they have read.
create table reading (
  person bigint not null references person (id) on delete cascade,
  paper  text not null references paper (id) on delete cascade,
  -- Since when it is on the list, null where it is not.
  listed timestamptz,
  -- When it was marked as read, null where it was not.
  read   timestamptz,
  primary key (person, paper),
  check (listed is not null or read is not null)
);

create index reading_list on reading (person, listed desc) where listed is not null;
create index reading_of_paper on reading (paper);

create table collection (
  id          bigint generated always as identity primary key,
  owner       bigint not null references person (id) on delete cascade,
  title       text not null,
  description text not null,
  public      boolean not null,
  created     timestamptz not null,
  updated     timestamptz not null,
  -- By its owner, who can take that back for some time.
  deleted     timestamptz,
  -- By an administrator.
  hidden      timestamptz
);

create index collection_of_owner on collection (owner);
create index collection_shown on collection (updated desc)
  where public and deleted is null and hidden is null;

create table collection_paper (
  collection bigint not null references collection (id) on delete cascade,
  paper      text not null references paper (id) on delete cascade,
  place      integer not null,
  note       text not null,
  added      timestamptz not null,
  -- By the owner, who can put it back.
  removed    timestamptz,
  primary key (collection, paper)
);

create index collection_paper_of_paper on collection_paper (paper);
