// One attempt of a call on its way: waiting to be placed, waiting for an environment, or running on one. Kept in slabs,
// so that memory grows with concurrency and not with calls. What every event reads is apart from what only retries,
// jobs, traces and external limits need.
#pragma once

#include "sim/trace/trace.h"
#include "sim/workload/work.h"

#include <cstdint>
#include <vector>

namespace coldframe {

struct Flight {
  std::int64_t arrival = 0;  // ns: first submit or arrival of the call
  std::int64_t start = 0;    // ns: this attempt's handler starts
  std::int64_t duration = 0; // ns: start → end
  std::int64_t born = 0;     // ns: when its environment was begun
  std::int64_t init = 0;     // ns of INIT billed with this attempt; 0: warm
  std::int64_t extra = 0;    // ns the new environment adds to the running time
  Work work;
  std::uint32_t environment = 0;
  std::uint32_t attempt = 0; // 0: the first
  std::int32_t task = -1;    // of a job; -1: a request of a stream
  CallOutcome outcome = CallOutcome::Ok;
  bool cold : 1 = false;
  bool fresh : 1 = false; // the first call on its environment
  bool provisioned : 1 = false;
  bool ping : 1 = false;
  bool duplicate : 1 = false;
  bool resetEnvironment : 1 = false; // it runs INIT again inside its running time
  bool putsPaid : 1 = false;         // its store requests at the end have passed the store's limits
};

struct FlightDetail {
  std::int64_t attemptSubmit = 0; // ns: this attempt was made
  std::int64_t setup = 0;         // ns: start → set-up done
  std::int64_t before = 0;        // ns: start → user's function begins
  std::int64_t around = 0;        // ns the executor adds to the user's function itself
  std::int64_t after = 0;         // ns: user's function ends → end
  std::uint64_t call = 0;         // number of the logical call
  std::uint32_t jobRun = 0;
  std::uint32_t receives = 0; // tries that ended in an error
  double cpuFactor = 1;       // running time of its CPU part ÷ CPU time on the reference vCPU
  // where items meet at an external limit
  std::int64_t nextItem = 0; // of the task
  std::uint64_t ticket = 0;  // it stands in the line; 0: it does not
  bool atExternal = false;   // its item is at the site
};

// A warm call of a stream that nothing disturbs (faas_plain.h).
struct WarmCall {
  std::int64_t start = 0; // ns: it arrived and its handler started
  std::int64_t born = 0;  // ns: when its environment was begun
  std::uint32_t environment = 0;
};

// Things in numbered slots that are used again.
template <class Thing>
class Slab {
public:
  // A slot with whatever its last user left in it.
  std::uint32_t take() {
    if (!m_free.empty()) [[likely]] {
      const std::uint32_t slot = m_free.back();
      m_free.pop_back();
      return slot;
    }
    m_things.emplace_back();
    return static_cast<std::uint32_t>(m_things.size() - 1);
  }
  void release(std::uint32_t slot) { m_free.push_back(slot); }
  std::size_t size() const { return m_things.size(); }
  Thing& operator[](std::uint32_t slot) { return m_things[slot]; }

private:
  std::vector<Thing> m_things;
  std::vector<std::uint32_t> m_free;
};

class FlightSlab {
public:
  // Details are kept only where something needs them.
  explicit FlightSlab(bool withDetails) : m_withDetails(withDetails) {}

  std::uint32_t make() {
    const std::uint32_t slot = m_flights.take();
    m_flights[slot] = Flight{};
    if (m_withDetails) {
      m_details.resize(m_flights.size());
      m_details[slot] = FlightDetail{};
    }
    return slot;
  }
  void release(std::uint32_t slot) { m_flights.release(slot); }
  Flight& operator[](std::uint32_t slot) { return m_flights[slot]; }
  FlightDetail& detail(std::uint32_t slot) { return m_details[slot]; }

private:
  bool m_withDetails;
  Slab<Flight> m_flights;
  std::vector<FlightDetail> m_details;
};

} // namespace coldframe
