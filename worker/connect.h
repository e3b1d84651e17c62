/* From the job's words to a connection: password, TLS, and what to warn about. */
#pragma once

#include "db.h"
#include "job.h"

typedef enum Side { SIDE_SOURCE, SIDE_TARGET } Side;

/* Before the first thread: TLS is verify-full unless a URL or a service says otherwise. */
void connect_defaults(void);

/* Warns once of a password inside the URL and of a connection that is not verified. Errors:
   those of db_connect; ERR_CONFIG when the job names no server or the password cannot be had. */
bool connect_side(Db **db, const Job *job, Side side, Err *err) MUST_CHECK;

/* Without a connection: whether both URLs, as far as the job has them, are such as their drivers read. */
bool connect_can_read_urls(const Job *job, Err *err) MUST_CHECK;

/* The target, for LOAD DATA LOCAL where it is MySQL's or MariaDB's. */
bool connect_loader(Db **db, const Job *job, Err *err) MUST_CHECK;

const char *connect_side_name(Side side); /* "source", "target" */
