/* A password for RDS and Aurora that AWS knows by its signature: fifteen minutes to log in with it, and a new one for each
   connection. */
#pragma once

#include <time.h>

#include "credentials.h"

enum { RDS_TOKEN_MAX = 24 << 10 };

typedef struct RdsLogin {
    const char *region; /* the server's */
    const char *host;   /* RDS's own name of it: an alias is another one to the signature */
    unsigned port;
    const char *user;
    time_t now;
} RdsLogin;

void rds_token(const RdsLogin *login, const Credentials *credentials, char token[RDS_TOKEN_MAX]);

/* "eu-west-1" of "orders.c1x2y3.eu-west-1.rds.amazonaws.com"; NULL where the name says none. */
const char *rds_region_of_host(Arena *arena, const char *host);
