/* Who the task is, to AWS: the environment, else a web identity (EKS), else what the container's host hands out (ECS,
   EKS). Instance metadata and profiles are not read: a task has a role of its own. */
#pragma once

#include <time.h>

#include "endpoint.h"

typedef struct Credentials {
    char key_id[256], secret[256];
    char token[16384]; /* of the session; empty: none */
    time_t expires;    /* 0: never */
} Credentials;

void credentials_wipe(Credentials *credentials); /* for SCOPED, too */

typedef struct CredentialSource CredentialSource;

CredentialSource *credentials_open(void);
void credentials_close(CredentialSource *source); /* NULL is allowed */

/* The current ones, which last five minutes at least where they can be had anew. `region` is for the web identity, whose
   STS is asked there. Thread-safe: one thread asks, the others wait for it. ERR_CONFIG: there are none; ERR_CONNECT;
   ERR_PERMISSION. */
bool credentials_get(CredentialSource *source, const char *region, Credentials *credentials, Err *err) MUST_CHECK;

/* AWS calls them expired: the next credentials_get asks for others, unless somebody has done so already. False when they
   came from the environment, where nothing will change. */
bool credentials_expired(CredentialSource *source, const Credentials *used);
