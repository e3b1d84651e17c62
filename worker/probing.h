/* The source's rows are asked what its catalog cannot tell. Nothing is written anywhere but to artifacts. */
#pragma once

#include "probe_ask.h"
#include "run.h"

/* Before translating from one engine to another; within one, nothing. What an earlier run has asked is taken from artifacts
   unless run->begins; tables that have changed since are asked anew. What cannot be known is a finding. Errors: ERR_REFUSED
   for a stored probe of another source; those of connecting. */
bool probing_tables(Run *run, const TranslateOptions *options, Err *err) MUST_CHECK;
/* Once more, after translating: of keys whose columns' new collations make fewer differences. *more: there was something
   to ask. */
bool probing_keys(Run *run, bool *more, Err *err) MUST_CHECK;
