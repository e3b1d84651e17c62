/* Time that only goes forward, for measuring and for waiting. */
#pragma once

double clock_now_s(void);
