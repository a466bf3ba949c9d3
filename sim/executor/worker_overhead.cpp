#include "sim/executor/job_client.h"

#include <algorithm>

namespace coldframe {

WorkerOverhead workerOverhead(const ExecutorProfile& executor, bool freshEnvironment, Duration work, Seed seed,
                              std::uint64_t platform, std::uint64_t task, std::uint64_t attempt) {
  // A stream for each draw: a set-up that draws more never shifts the others.
  const auto draw = [&](const Distribution& law, std::uint64_t which) {
    KeyedGenerator source(seed, Cause::Setup, platform ^ mix64(task), attempt * 4 + which);
    return law.sample(source);
  };
  WorkerOverhead overhead;
  overhead.start = Duration::nanoseconds(draw(executor.workerStart, 0));
  overhead.setup = Duration::nanoseconds(draw(freshEnvironment ? executor.setupFresh : executor.setupCached, 1));
  std::int64_t around = draw(executor.callOverhead, 2);
  if (const std::int64_t quantum = executor.workQuantum.ns(); quantum > 0) {
    // The loop rests a whole quantum before it looks for the first time.
    const std::int64_t running = work.ns() + around;
    around = std::max<std::int64_t>(1, (running + quantum - 1) / quantum) * quantum - work.ns();
  }
  overhead.around = Duration::nanoseconds(around);
  overhead.finish = Duration::nanoseconds(draw(executor.finish, 3));
  return overhead;
}

} // namespace coldframe
