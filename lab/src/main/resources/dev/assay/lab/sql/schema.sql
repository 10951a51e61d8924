-- The lab's tables, beside anybody else's. PostgreSQL 15 and newer.
create schema if not exists assay_lab;

-- Append-only: the first outcome of a trial stays. Text and not jsonb, which refuses \u0000.
create table if not exists assay_lab.outcome (
  key text primary key check (key ~ '^[0-9a-f]{64}$'),
  outcome text not null
);

-- Why a trial that was asked for has no outcome, until it is asked for again.
create table if not exists assay_lab.refusal (
  key text primary key,
  reason text not null
);

-- What db-scheduler keeps of trials that wait or are under way, in its own columns.
create table if not exists assay_lab.trial_queue (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamp with time zone,
  picked boolean not null,
  picked_by text,
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures int,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  state text,
  primary key (task_name, task_instance)
);
create index if not exists trial_queue_execution_time on assay_lab.trial_queue (execution_time);
create index if not exists trial_queue_last_heartbeat on assay_lab.trial_queue (last_heartbeat);
