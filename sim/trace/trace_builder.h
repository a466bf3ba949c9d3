// Fills the columns of a Trace row by row. A column begins to exist with its first value. Rows may be completed later
// (the client's stamps come last). build() hands over the trace; snapshot() copies what is there, for live views.
#pragma once

#include "sim/trace/trace.h"

namespace coldframe {

class TraceBuilder {
public:
  std::size_t rowCount() const { return m_trace.m_outcome.size(); }
  std::size_t append(const TraceRow& row); // the row's number
  void set(std::size_t row, Stamp stamp, SimTime at);
  void set(std::size_t row, Count column, std::int64_t value);
  void setOutcome(std::size_t row, CallOutcome outcome) { m_trace.m_outcome[row] = outcome; }
  void setCold(std::size_t row, Cold cold);

  void setName(std::string name) { m_trace.m_name = std::move(name); }
  void setSource(std::string source) { m_trace.m_source = std::move(source); }
  void setEpoch(std::int64_t nsSince1970) { m_trace.m_epoch = nsSince1970; }
  void setWorkerSkew(std::int64_t ns) { m_trace.m_workerSkewNs = ns; }

  Trace snapshot() const { return m_trace; }
  Trace build(); // leaves the builder empty

private:
  Trace m_trace;
};

} // namespace coldframe
