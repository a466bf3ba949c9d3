// Stamps of both clocks on the client's: the known skew is added to those of the worker.
#pragma once

#include "sim/trace/trace.h"

#include <optional>

namespace coldframe {

// ns from t0; nothing where the stamp is missing or leaves the range.
inline std::optional<std::int64_t> onClientClock(const Trace& trace, Stamp stamp, std::size_t row) {
  const auto& column = trace.column(stamp);
  if (column.empty() || column[row] == kMissing)
    return std::nullopt;
  std::int64_t ns = column[row];
  if (!isClientStamp(stamp) && __builtin_add_overflow(ns, trace.workerSkewNs(), &ns))
    return std::nullopt;
  return ns;
}

} // namespace coldframe
