// Who gets which environment. In this order: a provisioned one, an idle one, a new one, a throttle.
#include "sim/platform/faas/faas_run.h"

#include <algorithm>
#include <cassert>

namespace coldframe {

void FaasRun::attempt(std::uint32_t slot, std::int64_t now) {
  ++m_metrics.counts.attempts;
  if (m_needsDetail) {
    m_flights.detail(slot).attemptSubmit = now;
    m_metrics.counts.retried += m_flights[slot].attempt > 0 ? 1 : 0;
  }
  if (!place(slot, now)) [[unlikely]]
    throttled(slot, now);
}

// False when the attempt is throttled.
bool FaasRun::place(std::uint32_t slot, std::int64_t now) {
  Flight& flight = m_flights[slot];
  if (m_model.invocation == Invocation::Sync && !flight.ping && !m_requestBucket.take(SimTime::atNanoseconds(now)))
    return refuse(LimitKind::RequestRate);
  // Provisioned environments count against the limit whether they are busy, idle or on their way.
  const std::int64_t reserved = m_provisionedIdle.empty() ? m_provisionedComing : 0;
  if (m_model.concurrency >= 0 && static_cast<std::int64_t>(m_running) + reserved >= m_model.concurrency)
    return refuse(LimitKind::Concurrency);
  if (!m_provisionedIdle.empty()) {
    const IdleEnvironment environment = m_provisionedIdle.back();
    m_provisionedIdle.pop_back();
    flight.provisioned = true;
    startWarm(slot, now, environment);
    return true;
  }
  endQuiet(now);
  const auto died = [&](const IdleEnvironment& e) { integrate(m_metrics.idleNs, e.idleSince, e.diesAt); };
  IdleEnvironment environment;
  if (m_idle.take(now, environment, died)) [[likely]] {
    integrate(m_metrics.idleNs, environment.idleSince, now);
    startWarm(slot, now, environment);
    return true;
  }
  if (!m_scaling.take(SimTime::atNanoseconds(now)))
    return refuse(LimitKind::Scaling);
  startCold(slot, now);
  return true;
}

void FaasRun::startWarm(std::uint32_t slot, std::int64_t now, const IdleEnvironment& environment) {
  Flight& flight = m_flights[slot];
  ++m_running;
  flight.environment = environment.id;
  flight.born = environment.born;
  flight.resetEnvironment = environment.needsInit;
  flight.fresh = environment.unused;
  flight.extra = environment.unused ? m_model.firstRunExtra.ns() : 0;
  startRunning(slot, now + (m_model.warmStart.isZero() ? 0 : m_model.warmStart.sample(m_platformSource)));
}

std::int64_t FaasRun::drawInit() {
  return m_model.init.sample(m_platformSource) + m_model.userInit.sample(m_platformSource);
}

void FaasRun::startCold(std::uint32_t slot, std::int64_t now) {
  ++m_running;
  const std::uint32_t id = m_environments++;
  const std::int64_t made = now + m_model.allocation.sample(m_platformSource) + m_model.download.ns();
  const std::int64_t whole = drawInit();
  const std::int64_t init = std::min(whole, m_model.initLimit.ns());
  const bool stopped = init < whole; // at the limit, and run again inside the first call
  const std::int64_t extra = m_model.firstRunExtra.ns() + (stopped ? whole : 0);
  if (m_model.eagerAssignment) {
    std::uint32_t starting;
    if (m_freeStarting.empty()) {
      starting = static_cast<std::uint32_t>(m_starting.size());
      m_starting.emplace_back();
    } else {
      starting = m_freeStarting.back();
      m_freeStarting.pop_back();
    }
    m_starting[starting] = {now, init, extra, id, stopped};
    m_waitingForEnvironment.push_back(slot);
    schedule(made + init, Happening::EnvironmentReady, starting);
    return;
  }
  Flight& flight = m_flights[slot];
  flight.cold = true;
  flight.fresh = true;
  flight.init = init;
  flight.environment = id;
  flight.born = now;
  flight.extra = extra;
  startRunning(slot, made + init);
}

// The INIT of a new environment is over: the call that waits longest takes it; if none waits any more, it is idle.
void FaasRun::environmentReady(std::uint32_t starting, std::int64_t now) {
  const Starting environment = m_starting[starting];
  m_freeStarting.push_back(starting);
  if (m_waitingForEnvironment.empty()) {
    makeIdle({now, 0, environment.born, environment.id, true, environment.needsInit}, now);
    return;
  }
  const std::uint32_t slot = m_waitingForEnvironment.front();
  m_waitingForEnvironment.pop_front();
  Flight& flight = m_flights[slot];
  flight.cold = true;
  flight.fresh = true;
  flight.init = environment.init;
  flight.environment = environment.id;
  flight.born = environment.born;
  flight.extra = environment.extra;
  startRunning(slot, now);
}

void FaasRun::releaseEnvironment(const Flight& flight, std::int64_t now) {
  if (--m_running == 0)
    m_quietSince = now;
  const bool crashed = (flight.outcome == CallOutcome::Timeout && !m_model.executorsTimeout) ||
                       flight.outcome == CallOutcome::OutOfMemory;
  IdleEnvironment environment{now, 0, flight.born, flight.environment, false, crashed};
  if (flight.provisioned) {
    if (m_provisionedLive > m_provisionedTarget)
      --m_provisionedLive; // the schedule asked for fewer while it was busy
    else
      m_provisionedIdle.push_back(environment);
    return;
  }
  giveEnvironment(environment, now);
}

// An environment that is free: to the call that waits longest for a new one, where the platform does that, else idle.
void FaasRun::giveEnvironment(const IdleEnvironment& environment, std::int64_t now) {
  if (now - environment.born >= m_maxAge)
    return; // retired
  if (!m_waitingForEnvironment.empty()) [[unlikely]] {
    const std::uint32_t slot = m_waitingForEnvironment.front();
    m_waitingForEnvironment.pop_front();
    --m_running; // counted when it began to wait
    startWarm(slot, now, environment);
    return;
  }
  makeIdle(environment, now);
}

// Environments of a function that was quiet for too long are gone, whatever each had left.
void FaasRun::endQuiet(std::int64_t now) {
  if (m_quietEnds < kFarNs && m_running == 0 && now - m_quietSince >= m_quietEnds) [[unlikely]]
    m_idle.endAll(m_quietSince + m_quietEnds);
}

void FaasRun::makeIdle(const IdleEnvironment& environment, std::int64_t now) {
  const std::int64_t life =
      m_fixedLife >= 0 ? m_fixedLife : std::min(drawIdleLife(m_model.keepAlive, m_lifeSource).ns(), kFarNs);
  const std::int64_t diesAt = std::min(now + life, environment.born + m_maxAge);
  if (diesAt <= now)
    return;
  IdleEnvironment idle = environment;
  idle.idleSince = now;
  idle.diesAt = diesAt;
  m_idle.put(idle);
}

// `initial.warm` environments, idle since the window's start.
void FaasRun::warmUpEnvironments() {
  for (std::int64_t i = 0; i < m_inputs.initial.warm; ++i)
    makeIdle({0, 0, 0, m_environments++, false, false}, 0);
}

void FaasRun::provisionedStep(std::size_t index, std::int64_t now) {
  const std::int64_t until = index + 1 < m_model.provisioned.size() ? m_model.provisioned[index + 1].at.ns() : m_window;
  m_provisionedTarget = m_model.provisioned[index].environments;
  // Paid for from the step to the next, rounded up to five minutes.
  constexpr std::int64_t kFiveMinutes = 300'000'000'000;
  const std::int64_t paid = (std::max<std::int64_t>(0, until - now) + kFiveMinutes - 1) / kFiveMinutes * kFiveMinutes;
  m_usage.provisionedMbMs +=
      m_provisionedTarget * static_cast<std::int64_t>(m_model.key.memory.inMb()) * (paid / 1'000'000);
  m_provisionedPaidTo = now + paid;
  while (m_provisionedLive > m_provisionedTarget && !m_provisionedIdle.empty()) {
    m_provisionedIdle.pop_back();
    --m_provisionedLive;
  }
  for (std::int64_t i = m_provisionedLive + m_provisionedComing; i < m_provisionedTarget; ++i) {
    ++m_provisionedComing;
    schedule(now + m_model.provisionedDelay.sample(m_platformSource), Happening::ProvisionedReady, 0);
  }
}

void FaasRun::provisionedReady(std::int64_t now) {
  --m_provisionedComing;
  if (m_provisionedLive >= m_provisionedTarget)
    return;
  ++m_provisionedLive;
  m_onProvisioned.addInit(Duration::nanoseconds(drawInit()));
  m_provisionedIdle.push_back({now, SimTime::max().ns(), now, m_environments++, true, false});
}

} // namespace coldframe
