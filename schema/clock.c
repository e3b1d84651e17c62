/* The clock. */
#include "clock.h"

double clock_now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct timespec clock_in_ms(int ms)
{
    struct timespec then;
    clock_gettime(CLOCK_REALTIME, &then);
    then.tv_nsec += ms * 1000000L;
    then.tv_sec += then.tv_nsec / 1000000000L;
    then.tv_nsec %= 1000000000L;
    return then;
}

bool clock_join(pthread_t thread, int ms)
{
    struct timespec until = clock_in_ms(ms);
    return pthread_timedjoin_np(thread, NULL, &until) == 0;
}
