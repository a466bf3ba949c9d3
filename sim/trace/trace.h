// A run, call by call: simulated, imported or recorded live, the same columns. Immutable once built. One row an
// attempt.
//
// The nine stamps of a call, in their order: submit (the client has its payload ready), invoke (the platform has it),
// start (its handler begins), setup_done, func_start, func_end (the user's own function), end (the worker is done),
// status_seen, result_done (at the client). They are int64 ns from the trace's t0, whose epoch is kept beside.
// submit, invoke, status_seen and result_done are read on the client's clock, the others on the worker's;
// `workerSkewNs` is what is known to be added to worker stamps to bring them to the client's clock (0 for simulated
// runs: one clock).
//
// A column that the source never has is empty; a single missing value is seen only as std::nullopt.
#pragma once

#include "sim/units/data_size.h"
#include "sim/units/time.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

enum class Stamp : std::uint8_t { Submit, Invoke, Start, SetupDone, FuncStart, FuncEnd, End, StatusSeen, ResultDone };
inline constexpr std::size_t kStampCount = 9;
inline constexpr std::array<std::string_view, kStampCount> kStampNames{
    "submit", "invoke", "start", "setup_done", "func_start", "func_end", "end", "status_seen", "result_done"};
constexpr bool isClientStamp(Stamp stamp) {
  return stamp == Stamp::Submit || stamp == Stamp::Invoke || stamp == Stamp::StatusSeen || stamp == Stamp::ResultDone;
}

enum class Cold : std::uint8_t { Unknown, Yes, No };
enum class CallOutcome : std::uint8_t { Ok, Error, Timeout, OutOfMemory, Throttled, Dropped };
inline constexpr std::array<std::string_view, 3> kColdNames{"unknown", "yes", "no"};
inline constexpr std::array<std::string_view, 6> kOutcomeNames{"ok",        "error",  "timeout", "out_of_memory",
                                                               "throttled", "dropped"};

// Whole-number columns besides the stamps.
enum class Count : std::uint8_t {
  Call,    // number of the logical call
  Attempt, // 0: the first
  Stage,
  Environment, // number of the sandbox, in order of first appearance unless the source says otherwise
  Worker,
  FirstItem,
  Items,
  Memory,     // configured, bytes
  PeakMemory, // bytes
  Billed,     // ns
  BytesIn,
  BytesOut,
  Function, // number of the function, in order of first appearance
};
inline constexpr std::size_t kCountCount = 13;
inline constexpr std::array<std::string_view, kCountCount> kCountNames{
    "call",   "attempt",     "stage",  "environment", "worker",    "first_item", "items",
    "memory", "peak_memory", "billed", "bytes_in",    "bytes_out", "function"};

inline constexpr std::int64_t kMissing = std::numeric_limits<std::int64_t>::min();

// What is filled in to make a row; anything may be missing.
struct TraceRow {
  std::array<std::int64_t, kStampCount> stamps;
  std::array<std::int64_t, kCountCount> counts;
  Cold cold = Cold::Unknown;
  CallOutcome outcome = CallOutcome::Ok;

  TraceRow() {
    stamps.fill(kMissing);
    counts.fill(kMissing);
  }
  void set(Stamp stamp, SimTime at) { stamps[static_cast<std::size_t>(stamp)] = at.ns(); }
  void set(Count column, std::int64_t value) { counts[static_cast<std::size_t>(column)] = value; }
};

class Trace {
public:
  std::size_t rows() const { return m_outcome.size(); }

  std::optional<SimTime> stamp(Stamp stamp, std::size_t row) const {
    const auto& column = m_stamps[static_cast<std::size_t>(stamp)];
    if (column.empty() || column[row] == kMissing)
      return std::nullopt;
    return SimTime::atNanoseconds(column[row]);
  }
  std::optional<std::int64_t> count(Count which, std::size_t row) const {
    const auto& column = m_counts[static_cast<std::size_t>(which)];
    if (column.empty() || column[row] == kMissing)
      return std::nullopt;
    return column[row];
  }
  Cold cold(std::size_t row) const { return m_cold.empty() ? Cold::Unknown : m_cold[row]; }
  CallOutcome outcome(std::size_t row) const { return m_outcome[row]; }
  // end − start, or nothing.
  std::optional<Duration> duration(std::size_t row) const {
    const auto from = stamp(Stamp::Start, row);
    const auto to = stamp(Stamp::End, row);
    if (!from || !to)
      return std::nullopt;
    return *to - *from;
  }

  bool has(Stamp stamp) const { return !m_stamps[static_cast<std::size_t>(stamp)].empty(); }
  bool has(Count column) const { return !m_counts[static_cast<std::size_t>(column)].empty(); }
  bool hasCold() const { return !m_cold.empty(); }

  // What the source calls the numbers of a column (functions, environments …): name i is of number i. Empty: numbers
  // only.
  const std::vector<std::string>& names(Count column) const { return m_names[static_cast<std::size_t>(column)]; }

  // Whole columns, for walks over many rows; kMissing where a value is missing, empty where the source has none.
  const std::vector<std::int64_t>& column(Stamp stamp) const { return m_stamps[static_cast<std::size_t>(stamp)]; }
  const std::vector<std::int64_t>& column(Count column) const { return m_counts[static_cast<std::size_t>(column)]; }

  const std::string& name() const { return m_name; }            // of the run, for people
  const std::string& source() const { return m_source; }        // "simulated", a file's name, "live"
  std::optional<std::int64_t> epoch() const { return m_epoch; } // t0 as ns since 1970
  std::int64_t workerSkewNs() const { return m_workerSkewNs; }

  bool operator==(const Trace&) const = default;

private:
  friend class TraceBuilder;
  std::string m_name;
  std::string m_source = "simulated";
  std::optional<std::int64_t> m_epoch;
  std::int64_t m_workerSkewNs = 0;
  std::array<std::vector<std::int64_t>, kStampCount> m_stamps;
  std::array<std::vector<std::int64_t>, kCountCount> m_counts;
  std::array<std::vector<std::string>, kCountCount> m_names;
  std::vector<Cold> m_cold;
  std::vector<CallOutcome> m_outcome;
};

} // namespace coldframe
