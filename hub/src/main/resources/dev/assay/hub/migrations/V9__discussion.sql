create table comment (
  id      bigint generated always as identity primary key,
  paper   text not null references paper (id) on delete cascade,
  parent  bigint references comment (id) on delete cascade,
  -- The comment that its thread begins with, null where it is that itself.
  thread  bigint references comment (id) on delete cascade,
  author  bigint references person (id),
  -- Null once its author has deleted it: its place stays for the answers.
  text    text,
  created timestamptz not null,
  edited  timestamptz,
  hidden  timestamptz,
  check ((text is null) = (author is null)),
  check ((parent is null) = (thread is null))
);

create index comment_of_paper on comment (paper, id);
create index comment_of_thread on comment (thread, id);
create index comment_of_parent on comment (parent);
create index comment_of_author on comment (author, id);

-- What a comment said before it was changed.
create table comment_version (
  comment bigint not null references comment (id) on delete cascade,
  number  integer not null,
  text    text not null,
  written timestamptz not null,
  primary key (comment, number)
);

create table comment_report (
  comment bigint not null references comment (id) on delete cascade,
  person  bigint not null references person (id) on delete cascade,
  reason  text not null,
  created timestamptz not null,
  settled timestamptz,
  primary key (comment, person)
);

create index comment_report_open on comment_report (comment) where settled is null;

-- What moderators did. It names people and comments by number alone, so that who goes takes their name along.
create table moderation (
  id        bigint generated always as identity primary key,
  at        timestamptz not null,
  moderator bigint not null,
  action    text not null,
  paper     text not null,
  comment   bigint,
  person    bigint,
  reason    text not null
);

create function keep_moderation() returns trigger language plpgsql as $$
begin
  raise exception 'what moderators did is kept as it is';
end
$$;

create trigger moderation_is_kept before update or delete or truncate on moderation
  for each statement execute function keep_moderation();

create table notification (
  id      bigint generated always as identity primary key,
  person  bigint not null references person (id) on delete cascade,
  kind    text not null,
  -- What it is about: nobody is told the same thing twice.
  key     text not null,
  -- Whose doing it is, and in which comment: it goes with them.
  actor   bigint references person (id) on delete cascade,
  comment bigint references comment (id) on delete cascade,
  sentence text not null,
  path    text not null,
  created timestamptz not null,
  read    timestamptz,
  unique (person, key)
);

create index notification_of_person on notification (person, id desc);
create index notification_unread on notification (person) where read is null;
create index notification_of_comment on notification (comment);
create index notification_of_actor on notification (actor);

-- The kinds of notifications that also go to a person's address.
create table notification_letters (
  person bigint primary key references person (id) on delete cascade,
  kinds  text[] not null
);
