// A trace as load: its calls in the order in which they came, each with the work that was recorded. As a stream they
// come again at the same distances; as a job they are handed over at once, as a map() does.
#pragma once

#include "sim/base/result.h"
#include "sim/trace/trace.h"
#include "sim/workload/work.h"

#include <cstdint>
#include <vector>

namespace coldframe {

struct RecordedLoad {
  std::vector<std::int64_t> at; // ns from the first call, ascending
  std::vector<Work> works;
  std::uint64_t withoutTime = 0; // calls whose running time was not recorded
};

// Calls are the first attempts; one comes at its submit, invoke or start, the first of them that it has. Its running
// time is func_start → func_end, else start → end; `cpuShare` of it is CPU. Calls without a running time do a draw of
// `unrecorded`, by their number, the same in every replication; where that takes no time they are left out.
// Errors: no calls with such stamps and times.
Result<RecordedLoad> loadFromTrace(const Trace& trace, double cpuShare, const WorkSpec& unrecorded = {});

} // namespace coldframe
