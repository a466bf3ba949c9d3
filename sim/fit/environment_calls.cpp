#include "sim/fit/environment_calls.h"

#include <algorithm>
#include <map>

namespace coldframe {

namespace {

// Numbers environments by their first call, and marks the first and the last call of each.
void numberEnvironments(FunctionHistory& function, const std::vector<std::int64_t>& numbers,
                        const std::vector<Cold>& flags) {
  std::vector<std::int64_t> different = numbers;
  std::sort(different.begin(), different.end());
  different.erase(std::unique(different.begin(), different.end()), different.end());
  constexpr std::size_t kNone = ~std::size_t{0};
  std::vector<std::size_t> lastCall(different.size(), kNone);
  std::vector<std::uint32_t> number(different.size());
  for (std::size_t i = 0; i < function.calls.size(); ++i) {
    const auto which =
        static_cast<std::size_t>(std::lower_bound(different.begin(), different.end(), numbers[i]) - different.begin());
    EnvironmentCall& call = function.calls[i];
    if (lastCall[which] == kNone) {
      number[which] = function.environments++;
      call.first = true;
    } else {
      function.calls[lastCall[which]].last = false;
    }
    call.environment = number[which];
    call.last = true;
    call.cold = flags[i] == Cold::Yes || (flags[i] == Cold::Unknown && call.first && i > 0);
    lastCall[which] = i;
  }
}

} // namespace

EnvironmentHistory environmentHistory(const Trace& trace) {
  EnvironmentHistory history;
  std::map<std::int64_t, std::vector<std::size_t>> rowsOf; // by function
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    if (!trace.count(Count::Environment, row) || !trace.duration(row) || *trace.duration(row) < Duration())
      ++history.left;
    else
      rowsOf[trace.count(Count::Function, row).value_or(0)].push_back(row);
  }
  const auto& start = trace.column(Stamp::Start);
  // The environment of a cold call is asked for before its INIT: what became idle in between says nothing of it.
  const auto takenAt = [&](std::size_t row) {
    const auto invoke = trace.stamp(Stamp::Invoke, row);
    return trace.cold(row) == Cold::Yes && invoke ? std::min(invoke->ns(), start[row]) : start[row];
  };
  for (auto& [name, rows] : rowsOf) {
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return takenAt(a) < takenAt(b); });
    FunctionHistory function;
    std::vector<std::int64_t> numbers;
    std::vector<Cold> flags;
    for (const std::size_t row : rows) {
      function.calls.push_back({takenAt(row), start[row], trace.column(Stamp::End)[row], 0, false, false, false});
      numbers.push_back(trace.column(Count::Environment)[row]);
      flags.push_back(trace.cold(row));
    }
    numberEnvironments(function, numbers, flags);
    history.functions.push_back(std::move(function));
  }
  return history;
}

} // namespace coldframe
