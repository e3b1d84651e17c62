/* Where AWS's services are, and how they are spoken to. */
#pragma once

#include "arena.h"

typedef enum AwsService { AWS_SECRETS_MANAGER, AWS_S3, AWS_STATES, AWS_DMS, AWS_STS, AWS_SERVICE_COUNT } AwsService;

typedef struct AwsServiceFacts {
    const char *name;         /* in messages: "Secrets Manager" */
    const char *signing;      /* in signatures, and in front of host names */
    const char *variable;     /* AWS_ENDPOINT_URL_<variable> */
    const char *target;       /* x-amz-target is this, a dot and the operation; NULL: it does not speak JSON */
    const char *json_version; /* in the content type */
    bool is_fips_in_gov;      /* GovCloud has no other of it, by the plain name */
    bool has_one_name;        /* also for IPv6 */
} AwsServiceFacts;

extern const AwsServiceFacts aws_services[AWS_SERVICE_COUNT];

/* "https://secretsmanager.eu-west-1.amazonaws.com", without a slash at its end. AWS_ENDPOINT_URL_<SERVICE> and
   AWS_ENDPOINT_URL come first (unless AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is true), then AWS_USE_FIPS_ENDPOINT,
   AWS_USE_DUALSTACK_ENDPOINT and the region's partition. *is_given, which may be NULL: a variable named it, so that
   buckets have no host names of their own there. ERR_CONFIG. */
bool endpoint_url(AwsService service, const char *region, Arena *arena, const char **url, bool *is_given, Err *err)
    MUST_CHECK;

/* Letters, digits and hyphens: what may stand in a host name. */
bool endpoint_is_region(const char *region);

/* Of the environment: AWS_REGION, AWS_DEFAULT_REGION, else where ECS's metadata says that the task runs. ERR_CONFIG. */
bool endpoint_region(Arena *arena, const char **region, Err *err) MUST_CHECK;

/* "eu-west-1" of "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x"; NULL where an ARN names none, or it is none. */
const char *endpoint_region_of_arn(Arena *arena, const char *arn);

/* A variable of the environment, NULL when it is absent or empty. */
const char *endpoint_variable(const char *name);
