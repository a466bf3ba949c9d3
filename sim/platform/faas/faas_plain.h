// The short way through FaasRun for a stream that nothing disturbs: no limit, retry, noise, trace, front door,
// provisioned environment or ping. The same draws and the same order of events as the general way, without asking
// twenty questions a call; a test runs both and compares every figure. A call that finds an idle environment runs at
// once, so all there is to know of it is a WarmCall, and its response is its service time; a cold one is a Flight as
// everywhere. Included by faas_run.cpp alone.
#pragma once

#include "sim/platform/faas/faas_run.h"

namespace coldframe {

inline void FaasRun::arrivePlain(std::int64_t now) {
  const WorkSpec& spec = m_stream->request.work;
  const std::int64_t cpuNs = spec.cpu.sample(m_requestSource);
  const std::int64_t ioNs = spec.io.sample(m_requestSource);
  ++m_calls;
  IdleEnvironment environment;
  const auto died = [&](const IdleEnvironment& e) { integrate(m_metrics.idleNs, e.idleSince, e.diesAt); };
  if (!m_idle.take(now, environment, died)) [[unlikely]] {
    const std::uint32_t slot = m_flights.make();
    m_flights[slot].arrival = now;
    m_flights[slot].work = {cpuNs, ioNs, 0};
    startCold(slot, now);
    --m_metrics.counts.started; // startRunning counts it; here all are counted at the end
    return;
  }
  integrate(m_metrics.idleNs, environment.idleSince, now);
  ++m_running;
  m_metrics.maxRunning = m_running > m_metrics.maxRunning ? m_running : m_metrics.maxRunning;
  const std::uint32_t slot = m_warmCalls.take();
  m_warmCalls[slot] = {now, environment.born, environment.id};
  schedule(now + Distribution::toWhole(static_cast<double>(cpuNs) * m_nsPerCpuNs) + ioNs, Happening::FinishWarm, slot);
}

inline void FaasRun::finishWarm(std::uint32_t slot, std::int64_t now) {
  const WarmCall call = m_warmCalls[slot];
  m_warmCalls.release(slot);
  const std::int64_t duration = now - call.start;
  m_onDemand.addWarm(Duration::nanoseconds(duration));
  keepPlain(call.born, call.environment, now);
  integrate(m_metrics.runningNs, call.start, now);
  m_metrics.workNs += static_cast<double>(duration);
  ++m_metrics.counts.completed;
  if (call.start >= m_warmUp) [[likely]]
    m_warmTimes.add(duration);
}

inline void FaasRun::finishPlainCold(std::uint32_t slot, std::int64_t now) {
  const Flight& flight = m_flights[slot];
  const Duration duration = Duration::nanoseconds(flight.duration);
  if (flight.init > 0)
    m_onDemand.addCold(duration, Duration::nanoseconds(flight.init));
  else
    m_onDemand.addWarm(duration);
  keepPlain(flight.born, flight.environment, now);
  integrate(m_metrics.runningNs, flight.start, now);
  m_metrics.workNs += static_cast<double>(flight.duration);
  ++m_metrics.counts.completed;
  if (flight.arrival >= m_warmUp) {
    m_metrics.service.add(flight.duration);
    m_metrics.response.add(now - flight.arrival);
  }
  m_flights.release(slot);
}

inline void FaasRun::keepPlain(std::int64_t born, std::uint32_t environment, std::int64_t now) {
  --m_running;
  if (now - born >= m_maxAge) [[unlikely]]
    return;
  const std::int64_t life =
      m_fixedLife >= 0 ? m_fixedLife : std::min(drawIdleLife(m_model.keepAlive, m_lifeSource).ns(), kFarNs);
  const std::int64_t diesAt = std::min(now + life, born + m_maxAge);
  if (diesAt > now)
    m_idle.put({now, diesAt, born, environment, false, false});
}

inline void FaasRun::finishPlain(const Event& event) { // it has no other events
  const std::uint32_t slot = event.payload >> kHappeningBits;
  if (happeningOf(event) == Happening::FinishWarm) [[likely]]
    finishWarm(slot, event.time);
  else
    finishPlainCold(slot, event.time);
}

} // namespace coldframe
