-- Which database this is: an index of another one is worth nothing here.
create table catalogue (id uuid primary key default gen_random_uuid());
insert into catalogue default values;

-- The models that papers were embedded with, and how far each has come: up to which change of a
-- paper. Whoever embeds holds the row's lock meanwhile, so the numbers below rise as they commit.
create table embedder (
  model  text primary key,
  change bigint not null default 0
);

create sequence embedding_change;

create table embedding (
  model  text not null references embedder (model),
  paper  text not null references paper (id) on delete cascade,
  -- MD5 of the text that was embedded.
  text   uuid not null,
  -- float32, the lowest byte first
  vector bytea not null,
  change bigint not null,
  primary key (model, paper)
);

-- Vectors do not compress.
alter table embedding alter column vector set storage external;

create index embedding_changed on embedding (model, change);
create index embedding_of_paper on embedding (paper);
