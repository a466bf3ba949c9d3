// Traces made stamp by stamp, in seconds, for tests of fits.
#pragma once

#include "sim/trace/trace_builder.h"

#include <cmath>
#include <initializer_list>
#include <utility>
#include <vector>

namespace coldframe::test {

class JobTrace {
public:
  // One more call with these stamps.
  JobTrace& call(std::initializer_list<std::pair<Stamp, double>> stamps, Cold cold = Cold::Unknown,
                 std::initializer_list<std::pair<Count, std::int64_t>> counts = {}) {
    TraceRow row;
    row.cold = cold;
    for (const auto& [stamp, seconds] : stamps)
      row.set(stamp, SimTime::atNanoseconds(std::llround(seconds * 1e9)));
    for (const auto& [count, value] : counts)
      row.set(count, value);
    m_builder.append(row);
    return *this;
  }
  Trace build() { return m_builder.build(); }

private:
  TraceBuilder m_builder;
};

} // namespace coldframe::test
