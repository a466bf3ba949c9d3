#include "sim/scenario/run_origin.h"

#include "sim/trace/shared_places.h"
#include "sim/units/format.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace coldframe {

namespace {

struct Taking {
  SimTime at;
  bool begins = false; // at one instant ends come before starts
  std::size_t row = 0;
  auto operator<=>(const Taking&) const = default;
};

// When calls take environments and give them back, in order. One is never given back before it was taken.
std::vector<Taking> takingsOf(const Trace& trace) {
  std::vector<Taking> takings;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto start = trace.stamp(Stamp::Start, row);
    const auto end = trace.stamp(Stamp::End, row);
    if (!start)
      continue;
    takings.push_back({*start, true, row});
    if (end && *end >= *start)
      takings.push_back({std::max(*end, *start + Duration::nanoseconds(1)), false, row});
  }
  std::ranges::sort(takings);
  return takings;
}

void countEnvironments(const Trace& trace, RunOrigin& origin) {
  std::unordered_set<std::int64_t> named;
  std::uint64_t left = 0; // by calls that do not name theirs
  for (const Taking& taking : takingsOf(trace)) {
    const auto environment = trace.count(Count::Environment, taking.row);
    if (!taking.begins) {
      left += environment ? 0 : 1;
      continue;
    }
    const Cold cold = trace.cold(taking.row);
    const bool known = environment && !named.insert(*environment).second;
    if (known || cold == Cold::Yes)
      continue;
    if (!environment && left > 0)
      --left;
    else
      ++(cold == Cold::No ? origin.warm : origin.perhapsWarm);
  }
}

} // namespace

RunOrigin originOf(const ImportedTrace& run) {
  RunOrigin origin;
  if (run.format.find("Lithops") != std::string::npos)
    origin.executor = "lithops-3";
  else if (run.format.find("PyWren") != std::string::npos)
    origin.executor = "pywren-0.4";
  if (run.trace.epoch())
    origin.month = "@" + writeInstant(*run.trace.epoch()).substr(0, 7);
  origin.places = sharedPlaces(run.trace).places;
  countEnvironments(run.trace, origin);
  for (std::size_t row = 0; row < run.trace.rows() && origin.memory.inBytes() == 0; ++row)
    if (const auto bytes = run.trace.count(Count::Memory, row))
      origin.memory = Memory::mb(*bytes / 1'048'576);
  return origin;
}

} // namespace coldframe
