// Throttles and errors, by how the call was invoked. Synchronous: the caller's SDK tries again after a throttle, with
// back-off and full jitter; an error is the caller's. Asynchronous: throttled events go back to the service's own queue
// (1 s doubling to 5 min, up to the event age); errors are tried again after the rule's delays, each try billed. Queue:
// a poller with a growing limit on what it has in flight; failed messages reappear after the visibility time.
#include "sim/platform/faas/faas_run.h"

#include <algorithm>

namespace coldframe {

namespace {

// first, 2 × first, 4 × first … at most `most`.
std::int64_t doubled(Duration first, Duration most, std::uint32_t times) {
  std::int64_t delay = first.ns();
  for (std::uint32_t i = 0; i < times && delay < most.ns(); ++i)
    delay *= 2;
  return std::min(delay, most.ns());
}

} // namespace

void FaasRun::throttled(std::uint32_t slot, std::int64_t now) {
  Flight& flight = m_flights[slot];
  ++m_metrics.counts.throttled;
  ++m_limits[static_cast<std::size_t>(m_refusedBy)].over;
  switch (m_model.invocation) {
  case Invocation::Sync: {
    const std::int64_t most = doubled(m_model.sync.backoffFirst, m_model.sync.backoffMost, flight.attempt);
    if (static_cast<std::int64_t>(flight.attempt) + 1 >= m_model.sync.attempts)
      return giveUp(slot, now, true);
    return retryAt(slot, now, now + scaledJitter(most));
  }
  case Invocation::Async: {
    const std::int64_t at = now + doubled(m_model.async.backoffFirst, m_model.async.backoffMost, flight.attempt);
    if (at - flight.arrival > m_model.async.eventAge.ns()) {
      limit(LimitKind::EventAge, static_cast<double>(m_model.async.eventAge.ns()))
          .meet(static_cast<double>(at - flight.arrival), true);
      return giveUp(slot, now, true);
    }
    return retryAt(slot, now, at);
  }
  case Invocation::Queue:
    ++flight.attempt;
    m_queued.push_front(slot);
    if (!m_pollPlanned)
      planPoll(now + Duration::seconds(1).ns());
    return;
  }
}

std::int64_t FaasRun::scaledJitter(std::int64_t most) {
  return Distribution::toWhole(static_cast<double>(most) * m_retrySource.uniform());
}

void FaasRun::failedAttempt(std::uint32_t slot, std::int64_t now) {
  Flight& flight = m_flights[slot];
  Counts& counts = m_metrics.counts;
  counts.timedOut += flight.outcome == CallOutcome::Timeout ? 1 : 0;
  counts.outOfMemory += flight.outcome == CallOutcome::OutOfMemory ? 1 : 0;
  counts.errors += flight.outcome == CallOutcome::Error ? 1 : 0;
  if (flight.outcome == CallOutcome::Timeout && m_model.executorsTimeout)
    return giveUp(slot, now, false); // the library ended it: to the platform it ended well
  switch (m_model.invocation) {
  case Invocation::Sync:
    return giveUp(slot, now, false);
  case Invocation::Async: {
    const std::uint32_t tries = m_flights.detail(slot).receives++;
    if (static_cast<std::int64_t>(tries) >= m_model.async.errorRetries)
      return giveUp(slot, now, false);
    const auto& delays = m_model.async.errorDelays;
    const Duration delay = delays.empty() ? Duration() : delays[std::min<std::size_t>(tries, delays.size() - 1)];
    return now + delay.ns() - flight.arrival > m_model.async.eventAge.ns() ? giveUp(slot, now, false)
                                                                           : retryAt(slot, now, now + delay.ns());
  }
  case Invocation::Queue: {
    if (static_cast<std::int64_t>(++m_flights.detail(slot).receives) >= m_model.queue.maxReceives)
      return giveUp(slot, now, false);
    const double visibility =
        m_model.queue.visibilityFactor * (m_model.timeout < Duration::max() ? m_model.timeout.inSeconds() : 5.0);
    const std::int64_t back =
        std::max(now, m_flights.detail(slot).attemptSubmit + Duration::fromSeconds(visibility).ns());
    return retryAt(slot, now, back);
  }
  }
}

// The call is tried again at `at`: what the last attempt left behind is cleared, the work stays.
void FaasRun::retryAt(std::uint32_t slot, std::int64_t now, std::int64_t at) {
  Flight& flight = m_flights[slot];
  Flight next;
  next.arrival = flight.arrival;
  next.attempt = flight.attempt + 1;
  next.task = flight.task;
  next.duplicate = flight.duplicate;
  next.work = flight.work;
  flight = next;
  FlightDetail& detail = m_flights.detail(slot);
  FlightDetail nextDetail;
  nextDetail.call = detail.call;
  nextDetail.jobRun = detail.jobRun;
  nextDetail.receives = detail.receives;
  detail = nextDetail;
  integrate(m_metrics.waitingNs, now, at);
  schedule(at, Happening::Attempt, slot);
}

void FaasRun::giveUp(std::uint32_t slot, std::int64_t now, bool dropped) {
  Flight& flight = m_flights[slot];
  if (!flight.duplicate) {
    ++(dropped ? m_metrics.counts.dropped : m_metrics.counts.failed);
    if (m_timeline)
      m_timeline->lost(flight.arrival);
    --m_openCalls;
    if (flight.task >= 0)
      taskDone(slot, now, false);
    else if (m_interactive)
      answerUser(now, m_flights.detail(slot).call);
  }
  m_flights.release(slot);
}

// A message reaches the queue, or is seen there again.
void FaasRun::enqueue(std::uint32_t slot, std::int64_t now) {
  if (m_flights[slot].attempt == 0)
    ++m_usage.queueRequests; // sent
  m_flights.detail(slot).attemptSubmit = now;
  m_queued.push_back(slot);
  if (!m_pollPlanned)
    planPoll(now + m_model.queue.pollDelay.sample(m_platformSource));
}

void FaasRun::planPoll(std::int64_t at) {
  m_pollPlanned = true;
  schedule(at, Happening::Poll, 0);
}

// How many messages the poller may have in flight: it starts small, grows while there is a backlog, and gives back as
// slowly what the load no longer needs.
std::int64_t FaasRun::pollerLimit(std::int64_t now) {
  const QueueRules& rules = m_model.queue;
  const double change = rules.ramp.inPerSecond() * static_cast<double>(now - m_pollerLimitAt) / 1e9;
  const auto least = static_cast<double>(std::max(rules.startConcurrency, static_cast<std::int64_t>(m_running)));
  const auto most = static_cast<double>(rules.maxConcurrency);
  m_pollerLimit = std::min(std::max(m_pollerLimit + (m_backlog ? change : -change), least), most);
  m_pollerLimitAt = now;
  constexpr double kRounding = 1e-6; // growing in steps must not lose a place to it
  return static_cast<std::int64_t>(m_pollerLimit + kRounding);
}

void FaasRun::takeMessages(std::int64_t now) {
  while (!m_queued.empty() && static_cast<std::int64_t>(m_running) < pollerLimit(now)) {
    const std::uint32_t slot = m_queued.front();
    m_queued.pop_front();
    integrate(m_metrics.waitingNs, m_flights.detail(slot).attemptSubmit, now);
    const std::uint64_t throttledBefore = m_metrics.counts.throttled;
    attempt(slot, now);
    if (m_metrics.counts.throttled > throttledBefore)
      return;
    ++m_usage.queueRequests; // received
  }
  pollerLimit(now); // what it came to until now, by the backlog that was
  m_backlog = !m_queued.empty();
  if (m_backlog && !m_pollPlanned) // looks again when it may have more in flight
    planPoll(now + Duration::fromSeconds(1 / std::max(m_model.queue.ramp.inPerSecond(), 0.1)).ns());
}

} // namespace coldframe
