// What a run on machines is measured by and what it uses: shared by the two ways in which it is simulated.
#pragma once

#include "sim/platform/machine/machine_model.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace coldframe {

class MachineRecord {
public:
  MachineRecord(const MachineModel& machine, const RunInputs& inputs, std::int64_t slots);

  RunMetrics metrics;
  Usage usage;

  // Adds the part of from … to that is measured: after the warm-up and, for streams, inside the window.
  void integrate(double& sum, std::int64_t from, std::int64_t to, double weight = 1) const {
    const std::int64_t begin = std::max(from, m_measuredFrom);
    const std::int64_t end = std::min(to, m_measuredTo);
    if (end > begin)
      sum += static_cast<double>(end - begin) * weight;
  }
  bool measures(std::int64_t arrival) const { return arrival >= m_measuredFrom; }
  std::int64_t measuredFrom() const { return m_measuredFrom; }
  std::int64_t measuredTo() const { return m_measuredTo; }

  // Is there enough memory on a machine for a task that needs `bytes`?
  bool fits(std::int64_t bytes) {
    if (m_memoryBytes == 0)
      return true;
    LimitObservation& seen = m_limits[static_cast<std::size_t>(LimitKind::Memory)];
    seen.meet(static_cast<double>(bytes), bytes > m_memoryBytes);
    return bytes <= m_memoryBytes;
  }
  // One more call would have to wait where `waiting` do: may it?
  bool mayWait(std::int64_t limit, std::int64_t waiting) {
    if (limit < 0)
      return true;
    LimitObservation& seen = m_limits[static_cast<std::size_t>(LimitKind::Queue)];
    seen.meet(static_cast<double>(waiting + 1), waiting >= limit);
    return waiting < limit;
  }
  // A task that took `ns` against the executor's own limit, which is above 0.
  void timed(std::int64_t ns, std::int64_t limitNs, bool firstAttempt);
  // One that had kept its time limit passes it after all, with `ns`.
  void strikes(std::int64_t ns, bool firstAttempt) {
    m_limits[static_cast<std::size_t>(LimitKind::Time)].strikeLater(static_cast<double>(ns), firstAttempt);
  }
  void runs(std::uint64_t running) { metrics.maxRunning = std::max(metrics.maxRunning, running); }

  // `machines` of them were on for so long.
  void rented(std::int64_t ns, std::int64_t machines) { rent(usage, ns, machines); }
  // The reply of a completed request left for the caller.
  void replied(const RequestSpec& request);
  // Requests at the front door, and what it answered from its cache.
  void passedDoor(std::uint64_t requests, std::uint64_t cacheHits);

  // What was used up to `at`, a moment of the window, as if it ended there.
  Usage usageUntil(std::int64_t at) const;

  // Closes the books at `lastDone`, when the last job run was over (0 for streams).
  RunOutput close(std::int64_t lastDone, bool complete);

private:
  void rent(Usage& to, std::int64_t ns, std::int64_t machines) const;
  void closeDoor(Usage& to, Duration length) const;

  const MachineModel& m_machine;
  const RunInputs& m_inputs;
  bool m_stream;
  std::int64_t m_measuredFrom;
  std::int64_t m_measuredTo;
  std::int64_t m_memoryBytes;
  std::array<LimitObservation, kLimitKinds> m_limits{};
};

} // namespace coldframe
