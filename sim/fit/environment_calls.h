// What a trace tells of its environments, in the order in which things happened: the calls of each function as they
// took their environments, each with the one it ran on. The ground of everything that is fitted about keeping and
// reusing.
//
// A call that the source does not flag cold or warm counts as cold where it is the first that is seen on its
// environment and not the first of its function. Calls without environment, start or end are left out and counted.
#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <vector>

namespace coldframe {

struct EnvironmentCall {
  std::int64_t at = 0; // ns, the worker's clock: it took its environment; a cold call before INIT, where that is known
  std::int64_t start = 0;
  std::int64_t end = 0;
  std::uint32_t environment = 0; // 0, 1, 2 … within the function
  bool cold = false;
  bool first = false; // on its environment
  bool last = false;
};

struct FunctionHistory {
  std::vector<EnvironmentCall> calls; // by `at`
  std::uint32_t environments = 0;
};

struct EnvironmentHistory {
  std::vector<FunctionHistory> functions;
  std::uint64_t left = 0; // calls that were left out
};

EnvironmentHistory environmentHistory(const Trace& trace);

} // namespace coldframe
