// The short way through FaasRun for a stream that nothing disturbs: no limit, retry, noise, trace, front door,
// provisioned environment or ping. The same draws and the same order of events as the general way, without asking
// twenty questions a call; a test runs both and compares every figure. Included by faas_run.cpp alone.
#pragma once

#include "sim/platform/faas/faas_run.h"

namespace coldframe {

inline void FaasRun::arrivePlain(std::int64_t now) {
  const Work work = m_stream->request.work.draw(m_requestSource);
  ++m_calls;
  const std::uint32_t slot = m_flights.take();
  Flight& flight = m_flights[slot];
  flight.arrival = now;
  flight.start = now;
  IdleEnvironment environment;
  const auto died = [&](const IdleEnvironment& e) { integrate(m_metrics.idleNs, e.idleSince, e.diesAt); };
  if (!m_idle.take(now, environment, died)) [[unlikely]] {
    flight = Flight{};
    flight.arrival = now;
    flight.work = work;
    startCold(slot, now);
    --m_metrics.counts.started; // startRunning counts it; here all are counted at the end
    return;
  }
  integrate(m_metrics.idleNs, environment.idleSince, now);
  ++m_running;
  m_metrics.maxRunning = m_running > m_metrics.maxRunning ? m_running : m_metrics.maxRunning;
  flight.duration = Distribution::toWhole(static_cast<double>(work.cpuNs) * m_nsPerCpuNs) + work.ioNs;
  flight.born = environment.born;
  flight.init = 0;
  flight.environment = environment.id;
  schedule(now + flight.duration, Happening::Finish, slot);
}

inline void FaasRun::finishPlain(std::uint32_t slot, std::int64_t now) {
  const Flight& flight = m_flights[slot];
  const Duration duration = Duration::nanoseconds(flight.duration);
  if (flight.init > 0) [[unlikely]]
    m_onDemand.addCold(duration, Duration::nanoseconds(flight.init));
  else
    m_onDemand.addWarm(duration);
  --m_running;
  if (now - flight.born < m_maxAge) [[likely]] {
    const std::int64_t life =
        m_fixedLife >= 0 ? m_fixedLife : std::min(drawIdleLife(m_model.keepAlive, m_lifeSource).ns(), kFarNs);
    const std::int64_t diesAt = std::min(now + life, flight.born + m_maxAge);
    if (diesAt > now)
      m_idle.put({now, diesAt, flight.born, flight.environment, false, false});
  }
  integrate(m_metrics.runningNs, flight.start, now);
  m_metrics.workNs += static_cast<double>(flight.duration);
  ++m_metrics.counts.completed;
  if (flight.arrival >= m_warmUp) [[likely]] {
    m_metrics.service.add(flight.duration);
    m_metrics.response.add(now - flight.arrival);
  }
  m_flights.release(slot);
}

} // namespace coldframe
