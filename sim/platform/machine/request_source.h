// The requests of a stream as a fleet sees them: past the front door (cache hits never get through), each with its work
// in this machine's time. The draws are those that every platform makes: work at arrival, in arrival order.
#pragma once

#include "sim/platform/machine/machine_model.h"
#include "sim/platform/run_inputs.h"

namespace coldframe {

struct ArrivingRequest {
  std::int64_t at = 0; // ns
  std::uint64_t call = 0;
  std::int64_t cpuNs = 0; // on one vCPU of this machine that has its core to itself
  std::int64_t ioNs = 0;
  std::int64_t bytes = 0; // of memory
};

class RequestSource {
public:
  RequestSource(const MachineModel& machine, const RunInputs& inputs, const StreamDemand& demand, Seed seed)
      : m_inputs(inputs), m_demand(demand), m_noise(machine.noise), m_windowNs(inputs.window.ns()),
        m_nsPerCpuNs(1 / machine.speed), m_noisy(!std::holds_alternative<Scalar>(machine.noise.kind()) ||
                                                 std::get<Scalar>(machine.noise.kind()).value != 1),
        m_arrivals(demand.arrivals, seed, inputs.windowStart), m_workSource(seed, Cause::Request),
        m_hitSource(seed, Cause::CacheHit), m_noiseSource(seed, Cause::Noise, hashName(inputs.platformId)) {}

  // The next request inside the window; false: there is none.
  bool next(ArrivingRequest& request) {
    const bool door = m_inputs.frontDoor.kind != FrontDoorKind::None;
    for (;;) {
      const std::int64_t at = m_arrivals.next().ns();
      if (at >= m_windowNs)
        return false;
      if (door) {
        ++m_doorRequests;
        if (m_inputs.frontDoor.cacheHitRatio > 0 && m_hitSource.uniform() < m_inputs.frontDoor.cacheHitRatio) {
          if (interactive())
            m_arrivals.answered(SimTime::atNanoseconds(at), ArrivalProcess::kCached + m_cacheHits);
          ++m_cacheHits;
          continue;
        }
      }
      request.at = at;
      break;
    }
    request.call = m_calls++;
    const RequestSpec& spec = m_demand.request;
    Work work;
    if (spec.work.recorded && request.call < spec.work.recorded->size()) [[unlikely]]
      work = (*spec.work.recorded)[request.call];
    else
      work = spec.work.draw(m_workSource);
    double factor = m_nsPerCpuNs;
    if (m_noisy)
      factor *= m_noise.sampleReal(m_noiseSource);
    request.cpuNs = Distribution::toWhole(static_cast<double>(work.cpuNs) * factor);
    request.ioNs = work.ioNs;
    request.bytes = spec.baseMemory.inBytes() + work.memoryBytes;
    return true;
  }

  // Where users wait for answers (workload/arrivals.h).
  bool interactive() const { return isInteractive(m_demand.arrivals); }
  void answered(std::int64_t at, std::uint64_t call) { m_arrivals.answered(SimTime::atNanoseconds(at), call); }
  // `planned`, which next() gave, may come earlier than it was thought to.
  void bringForward(ArrivingRequest& planned) {
    planned.at = m_arrivals.earliest(SimTime::atNanoseconds(planned.at)).ns();
  }

  std::uint64_t calls() const { return m_calls; }
  std::uint64_t cacheHits() const { return m_cacheHits; }
  std::uint64_t doorRequests() const { return m_doorRequests; }

private:
  const RunInputs& m_inputs;
  const StreamDemand& m_demand;
  const Distribution& m_noise;
  std::int64_t m_windowNs;
  double m_nsPerCpuNs;
  bool m_noisy;
  ArrivalProcess m_arrivals;
  Generator m_workSource;
  Generator m_hitSource;
  Generator m_noiseSource;
  std::uint64_t m_calls = 0;
  std::uint64_t m_cacheHits = 0;
  std::uint64_t m_doorRequests = 0;
};

} // namespace coldframe
