-- Who says that they are an author of a paper, as which of its authors, and what was decided.
create table author_claim (
  id      bigint generated always as identity primary key,
  person  bigint not null references person (id) on delete cascade,
  paper   text not null references paper (id) on delete cascade,
  name    text not null,
  grounds text not null,
  state   text not null,
  created timestamptz not null,
  decided timestamptz,
  reason  text
);

-- One that was refused, withdrawn or revoked may be made again.
create unique index author_claim_alive on author_claim (paper, person) where state in ('OPEN', 'GRANTED');
create index author_claim_of_person on author_claim (person);
create index author_claim_open on author_claim (id) where state = 'OPEN';
