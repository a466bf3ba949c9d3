// Fills the columns of a Trace row by row. A column begins to exist with its first value. Rows may be completed later
// (the client's stamps come last). build() hands over the trace; snapshot() copies what is there, for live views.
#pragma once

#include "sim/trace/trace.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace coldframe {

class TraceBuilder {
public:
  TraceBuilder() = default;
  TraceBuilder(const TraceBuilder&) = delete; // its sets look into its own lists
  TraceBuilder& operator=(const TraceBuilder&) = delete;
  ~TraceBuilder() = default;

  std::size_t rowCount() const { return m_trace.m_outcome.size(); }
  std::size_t append(const TraceRow& row); // the row's number
  void set(std::size_t row, Stamp stamp, SimTime at);
  void set(std::size_t row, Count column, std::int64_t value);
  void setOutcome(std::size_t row, CallOutcome outcome) { m_trace.m_outcome[row] = outcome; }
  void setCold(std::size_t row, Cold cold);
  void forgetCold() { m_trace.m_cold.clear(); } // the source turned out not to say which calls were

  // The number of a name in a column whose values the source gives as text: in order of first appearance.
  std::int64_t intern(Count column, std::string_view name);
  const std::vector<std::string>& names(Count column) const { return m_trace.names(column); }
  // All names of a column at once, as a reader has them. No name twice.
  void setNames(Count column, std::vector<std::string> names);

  // A column whose numbers turn out to be names: each number becomes that of its text.
  void nameTheNumbers(Count column);

  void setName(std::string name) { m_trace.m_name = std::move(name); }
  void setSource(std::string source) { m_trace.m_source = std::move(source); }
  void setEpoch(std::int64_t nsSince1970) { m_trace.m_epoch = nsSince1970; }
  void setWorkerSkew(std::int64_t ns) { m_trace.m_workerSkewNs = ns; }
  // Stamps that were counted from 1970 count from the first of them, which becomes t0; its epoch is told unless it lies
  // outside the years 1700 … 2199.
  void startAtFirstStamp();

  Trace snapshot() const { return m_trace; }
  Trace build(); // leaves the builder empty

  // The same trace with another shift of its worker stamps.
  static Trace withWorkerSkew(Trace trace, std::int64_t ns) {
    trace.m_workerSkewNs = ns;
    return trace;
  }
  // The same trace with other stamps of one kind; as many as it has rows.
  static Trace withStamps(Trace trace, Stamp stamp, std::vector<std::int64_t> ns) {
    trace.m_stamps[static_cast<std::size_t>(stamp)] = std::move(ns);
    return trace;
  }

private:
  // The numbers of a column's names, each found by its name: names may be as many as calls, and are kept once.
  struct NameHash {
    using is_transparent = void;
    const std::vector<std::string>* names;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
    std::size_t operator()(std::uint32_t number) const { return (*this)((*names)[number]); }
  };
  struct NameEqual {
    using is_transparent = void;
    const std::vector<std::string>* names;
    bool operator()(std::uint32_t a, std::uint32_t b) const { return a == b; }
    bool operator()(std::string_view name, std::uint32_t number) const { return name == (*names)[number]; }
    bool operator()(std::uint32_t number, std::string_view name) const { return name == (*names)[number]; }
  };
  using Numbers = std::unordered_set<std::uint32_t, NameHash, NameEqual>;

  Trace m_trace;
  std::array<std::optional<Numbers>, kCountCount> m_numbers; // of columns that have names
};

} // namespace coldframe
