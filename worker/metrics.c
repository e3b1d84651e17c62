/* One line of metrics. */
#include "metrics.h"

#include <string.h>
#include <time.h>

#include "endpoint.h"
#include "log.h"
#include "metadata.h"
#include "report_json.h"

bool metrics_are_wanted(void)
{
    const char *said = endpoint_variable("UNDERSTUDY_METRICS");
    return said != NULL ? strcmp(said, "emf") == 0 : metadata_is_there();
}

typedef struct Metric {
    const char *name, *unit;
    double value;
} Metric;

static void put_values(Buf *out, const Metric *metrics, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_printf(out, ",\"%s\":%.15g", metrics[i].name, metrics[i].value);
}

static void put_metrics(Buf *out, const RunEnd *end, const Metric *metrics, size_t count)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    buf_printf(out,
               "{\"_aws\":{\"Timestamp\":%lld,\"CloudWatchMetrics\":[{\"Namespace\":\"Understudy\","
               "\"Dimensions\":[[\"Job\",\"Command\"]],\"Metrics\":[",
               (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000);
    for (size_t i = 0; i < count; i++) {
        json_put_member(out, i == 0 ? "{" : ",{", "Name", metrics[i].name);
        json_put_member(out, ",", "Unit", metrics[i].unit);
        buf_putc(out, '}');
    }
    buf_puts(out, "]}]}");
    json_put_member(out, ",", "Job", end->run->job.name == NULL ? "none" : end->run->job.name);
    json_put_member(out, ",", "Command", end->run->command);
    json_put_member(out, ",", "run_id", log_run_id());
    json_put_member(out, ",", "outcome", run_end_word(end));
    put_values(out, metrics, count);
    buf_puts(out, "}\n");
}

void metrics_write(Buf *out, const RunEnd *end)
{
    const Run *run = end->run;
    const Metric metrics[] = {
        {"ExitCode", "None", end->exit_code},
        {"Failed", "Count", end->ok ? 0 : 1},
        {"Duration", "Seconds", run_seconds(run)},
        {"Rows", "Count", (double)run->rows},
        {"Bytes", "Bytes", (double)run->bytes},
        {"Objects", "Count", (double)ledger_total(&run->ledger, KIND_COUNT)},
        {"ObjectsFailed", "Count", (double)ledger_count(&run->ledger, KIND_COUNT, LEDGER_FAILED)},
        {"Differences", "Count", (double)run->differences},
        {"FindingsCritical", "Count", (double)finding_count(&run->findings, SEVERITY_CRITICAL)},
        {"FindingsWarning", "Count", (double)finding_count(&run->findings, SEVERITY_WARNING)},
    };
    put_metrics(out, end, metrics, sizeof metrics / sizeof *metrics);
}
