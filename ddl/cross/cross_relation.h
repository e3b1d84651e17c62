/* What the rewriting of texts is told of the source's tables. */
#pragma once

#include "cross.h"
#include "rewrite.h"
#include "trial.h"

ValueType cross_value_type(const Cross *cross, const Column *column);
/* A table's columns as the target has them. `inline_generated`: generated ones are said by their expressions. */
RewriteRelation *cross_relation(const Cross *cross, const Object *table, bool inline_generated);
/* From the pair's one dialect to the other; nothing is looked up. */
Rewrite cross_rewrite(const Cross *cross);
/* Has the text tried. The error of the last trial; NULL: there was none, or none yet. */
const char *cross_refused(Cross *cross, const Object *from, const Object *table, CrossPurpose purpose,
                          const char *text);
/* What was tried is desired as the server prints it: then nobody has to find out later whether the two mean the same. */
const char *cross_as_printed(const Cross *cross, const Object *from, CrossPurpose purpose, const char *text);
