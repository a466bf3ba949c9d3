// Runs task(0) … task(count - 1) on up to `jobs` threads. Tasks write to slots of their own, indexed by
// their number, so results never depend on the thread count. With jobs <= 1 everything runs on the caller.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace coldframe {

// Tasks are started in index order. Once `stop` is requested no further task is started; the number
// returned is the length of the longest finished prefix: every task below it ran to its end.
// `task` returns false when it gave up early (it then does not count as finished).
// An exception from a task stops the rest and is thrown again on the calling thread, once every running task has
// ended; of several, that of the task with the lowest index.
std::size_t parallelFor(std::size_t count, unsigned jobs, std::stop_token stop,
                        const std::function<bool(std::size_t)>& task);

// How many threads this machine offers; at least 1.
unsigned availableThreads();

} // namespace coldframe
