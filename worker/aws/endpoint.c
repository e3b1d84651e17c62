/* Regions, partitions and host names: as AWS's own tables have them, which a test compares. */
#include "endpoint.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "metadata.h"

const AwsServiceFacts aws_services[AWS_SERVICE_COUNT] = {
    [AWS_SECRETS_MANAGER] = {"Secrets Manager", "secretsmanager", "SECRETS_MANAGER", "secretsmanager", "1.1", false,
                             true},
    [AWS_S3] = {"S3", "s3", "S3", NULL, NULL, false, false},
    [AWS_STATES] = {"Step Functions", "states", "SFN", "AWSStepFunctions", "1.0", true, false},
    [AWS_DMS] = {"DMS", "dms", "DATABASE_MIGRATION_SERVICE", "AmazonDMSv20160101", "1.1", true, false},
    [AWS_STS] = {"STS", "sts", "STS", NULL, NULL, true, false},
};

/* A region is of the first partition whose prefix it has. */
static const struct {
    const char *prefix, *suffix, *dualstack_suffix;
} partitions[] = {
    {"cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"},
    {"eusc-", "amazonaws.eu", "api.amazonwebservices.eu"},
    {"us-iso-", "c2s.ic.gov", "api.aws.ic.gov"},
    {"us-isob-", "sc2s.sgov.gov", "api.aws.scloud"},
    {"eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"},
    {"us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"},
    {"", "amazonaws.com", "api.aws"},
};

const char *endpoint_variable(const char *name)
{
    const char *value = getenv(name);
    return value == NULL || *value == '\0' ? NULL : value;
}

static bool is_true(const char *variable)
{
    const char *value = endpoint_variable(variable);
    return value != NULL && strcasecmp(value, "true") == 0;
}

bool endpoint_is_region(const char *region)
{
    size_t length = strlen(region);
    return length > 0 && length < 40 && strspn(region, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/* ---- the region ---- */

const char *endpoint_region_of_arn(Arena *arena, const char *arn)
{
    const char *at = arn;
    if (strncmp(arn, "arn:", 4) != 0)
        return NULL;
    for (int colons = 0; colons < 3; colons++) {
        at = strchr(at, ':');
        if (at == NULL)
            return NULL;
        at++;
    }
    const char *region = arena_slice(arena, at, strcspn(at, ":"));
    return endpoint_is_region(region) ? region : NULL;
}

/* The task's ARN names it: an availability zone's name need not begin with its region's. */
static const char *region_of_task(Arena *arena)
{
    TaskMetadata task = {0};
    Err why;
    bool is_known = metadata_is_there() && metadata_read(&task, arena, &why) && task.task_arn != NULL;
    return is_known ? endpoint_region_of_arn(arena, task.task_arn) : NULL;
}

bool endpoint_region(Arena *arena, const char **region, Err *err)
{
    static const char *const variables[] = {"AWS_REGION", "AWS_DEFAULT_REGION"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        *region = endpoint_variable(variables[i]);
        if (*region != NULL && endpoint_is_region(*region))
            return true;
        if (*region != NULL) {
            err_set(err, ERR_CONFIG, "%s is not the name of a region", variables[i]);
            return err_hint(err, "set it to a region such as eu-west-1");
        }
    }
    *region = region_of_task(arena);
    if (*region != NULL)
        return true;
    err_set(err, ERR_CONFIG, "no AWS region is given");
    return err_hint(err, "set AWS_REGION (ECS on Fargate does so by itself), or aws.region in the job");
}

/* ---- the host ---- */

static const char *given_url(AwsService service, Arena *arena)
{
    const char *own = arena_printf(arena, "AWS_ENDPOINT_URL_%s", aws_services[service].variable);
    if (is_true("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))
        return NULL;
    const char *url = endpoint_variable(own);
    return url != NULL ? url : endpoint_variable("AWS_ENDPOINT_URL");
}

static const char *host_of(AwsService service, const char *region, Arena *arena)
{
    size_t partition = 0;
    while (strncmp(region, partitions[partition].prefix, strlen(partitions[partition].prefix)) != 0)
        partition++;
    const AwsServiceFacts *facts = &aws_services[service];
    const char *suffix = partitions[partition].suffix;
    bool is_dualstack = is_true("AWS_USE_DUALSTACK_ENDPOINT") && !facts->has_one_name;
    bool is_gov = strncmp(region, "us-gov-", strlen("us-gov-")) == 0;
    bool is_fips = is_true("AWS_USE_FIPS_ENDPOINT") && (is_dualstack || !is_gov || !facts->is_fips_in_gov);
    const char *fips = is_fips ? "-fips" : "";
    if (service == AWS_S3) /* older than the suffix of the others */
        return arena_printf(arena, "s3%s%s.%s.%s", fips, is_dualstack ? ".dualstack" : "", region, suffix);
    return arena_printf(arena, "%s%s.%s.%s", facts->signing, fips, region,
                        is_dualstack ? partitions[partition].dualstack_suffix : suffix);
}

bool endpoint_url(AwsService service, const char *region, Arena *arena, const char **url, bool *is_given, Err *err)
{
    const char *given = given_url(service, arena);
    if (is_given != NULL)
        *is_given = given != NULL;
    *url = given == NULL ? arena_printf(arena, "https://%s", host_of(service, region, arena)) : given;
    if (given == NULL)
        return true;
    bool is_url = strncmp(given, "https://", 8) == 0 || strncmp(given, "http://", 7) == 0;
    size_t length = strlen(given);
    while (length > 0 && given[length - 1] == '/')
        length--;
    *url = arena_slice(arena, given, length);
    if (is_url && strpbrk(given, "?#@ ") == NULL)
        return true;
    err_set(err, ERR_CONFIG, "the endpoint that AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_%s names is not usable",
            aws_services[service].variable);
    return err_hint(err, "write https://host or http://host:port, without parameters");
}
