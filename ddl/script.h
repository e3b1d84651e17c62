/* Statements as they are sent, and as scripts say them. */
#pragma once

#include "dialect.h"

/* Its sql in the character set that its session is given: bytes for the server alone. */
void script_encode(Buf *out, const Statement *statement);
/* With what its session is given, as the engine's own client reads it from a file; or in UTF-8 throughout, for people. */
void script_put(Buf *out, const Dialect *dialect, const Statement *statement, bool for_people);
