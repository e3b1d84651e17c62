/* What a run was, as numbers for CloudWatch: one line of the Embedded Metric Format, which CloudWatch Logs makes metrics
   of (Amazon CloudWatch User Guide, "Embedded metric format specification"). */
#pragma once

#include "run_end.h"

/* An ECS task tells them, or whoever says UNDERSTUDY_METRICS=emf; UNDERSTUDY_METRICS=off silences them. */
bool metrics_are_wanted(void);

/* Namespace Understudy; dimensions Job and Command. ExitCode, Failed (0 or 1), Duration (seconds), Rows, Bytes, Objects,
   ObjectsFailed, Differences, FindingsCritical, FindingsWarning. A line, with its end. */
void metrics_write(Buf *out, const RunEnd *end);
