/** The tables of codes, their mails, and sessions, for the list of migrations. */
export const EMAIL_TABLES = `
  CREATE TABLE code (
    id text COLLATE "C" PRIMARY KEY,
    site text NOT NULL,
    email text NOT NULL,
    spelling text NOT NULL,
    asker text COLLATE "C" NOT NULL,
    proof text NOT NULL,
    session text,
    tries integer NOT NULL DEFAULT 0,
    until bigint NOT NULL
  );
  CREATE INDEX code_asker ON code (asker, site);
  CREATE INDEX code_until ON code (until);
  CREATE INDEX code_spelling ON code (spelling);

  CREATE TABLE mail (
    id text COLLATE "C" PRIMARY KEY,
    spelling text NOT NULL,
    body text NOT NULL,
    taken boolean NOT NULL DEFAULT false,
    tries integer NOT NULL DEFAULT 0,
    due_at bigint NOT NULL,
    until bigint NOT NULL
  );
  CREATE INDEX mail_due ON mail (due_at) WHERE NOT taken;
  CREATE INDEX mail_until ON mail (until);
  CREATE INDEX mail_spelling ON mail (spelling);

  CREATE TABLE confirmation (
    submission text COLLATE "C" PRIMARY KEY,
    asker text COLLATE "C" NOT NULL,
    site text NOT NULL,
    spelling text NOT NULL,
    confirmed boolean NOT NULL,
    held_until bigint,
    note text,
    copy text,
    until bigint NOT NULL
  );
  CREATE INDEX confirmation_asker ON confirmation (asker, site, spelling);
  CREATE INDEX confirmation_held ON confirmation (held_until) WHERE held_until IS NOT NULL;
  CREATE INDEX confirmation_until ON confirmation (until);
  CREATE INDEX confirmation_spelling ON confirmation (spelling);

  CREATE TABLE session (
    hash text COLLATE "C" PRIMARY KEY,
    site text NOT NULL,
    email text NOT NULL,
    spelling text NOT NULL,
    opened_at bigint NOT NULL,
    used_at bigint NOT NULL
  );
  CREATE INDEX session_spelling ON session (spelling);
  CREATE INDEX session_used ON session (used_at);
`
