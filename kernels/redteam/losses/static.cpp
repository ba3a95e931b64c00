// A function that nothing calls is judged as one that anybody may call, a `static` one too.
// ==== a helper that nothing calls
static AICORE inline void never() { pipe_barrier(PIPE_V); }
// ---- in the kernel
// ---- after
static AICORE inline void never() { }
// ---- in the kernel
