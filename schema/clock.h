/* Time that only goes forward, for measuring and for waiting. */
#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

double clock_now_s(void);
/* For the timed waits of threads, which go by the time of day. */
struct timespec clock_in_ms(int ms);
/* False when the thread has not ended within that time. */
bool clock_join(pthread_t thread, int ms);
