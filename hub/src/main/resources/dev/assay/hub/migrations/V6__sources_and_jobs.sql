-- What feeds this hub, how far it was read and how that went.
create table source (
  name          text primary key,
  -- Another address than the source's own: a mirror, say.
  address       text,
  -- Where the first reading begins, null for thirty days before it.
  since         date,
  every_minutes integer not null,
  position      text not null default '',
  status        text not null default 'NEW',
  message       text,
  began         timestamptz,
  ended         timestamptz,
  succeeded     timestamptz,
  next          timestamptz,
  failures      integer not null default 0,
  -- Of the latest reading.
  added         integer not null default 0,
  updated       integer not null default 0,
  unchanged     integer not null default 0,
  skipped       integer not null default 0,
  problems      jsonb not null default '[]'
);

insert into source (name, every_minutes) values ('hugging-face', 180), ('arxiv-details', 360);

-- When each operator's servers were last asked: the pause between requests is kept by all processes.
create table operator_turn (
  operator     text primary key,
  last_request timestamptz not null
);

-- What db-scheduler keeps of jobs, in its own columns.
create table job (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  state                text,
  primary key (task_name, task_instance)
);
create index job_execution_time on job (execution_time);
create index job_last_heartbeat on job (last_heartbeat);
