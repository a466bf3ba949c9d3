#include "sim/platform/faas/faas_plain.h"
#include "sim/platform/front_door_usage.h"

#include <algorithm>
#include <cassert>

namespace coldframe {

namespace {

const ArrivalSpec& arrivalsOf(const Demand& demand) {
  static const ArrivalSpec none = Timestamps{std::make_shared<const std::vector<std::int64_t>>()};
  const auto* stream = std::get_if<StreamDemand>(&demand);
  return stream ? stream->arrivals : none;
}

// Whether an attempt can be cut short, refused or fail: then its limits are looked at, and its work may be needed
// again.
bool attemptsCanFail(const FaasModel& model, const RunInputs& inputs) {
  if (model.concurrency >= 0 || model.scaling.burst >= 0 || model.requestRate < Rate::unlimited())
    return true;
  const auto* stream = std::get_if<StreamDemand>(&inputs.demand);
  if (!stream || model.invocation != Invocation::Sync || model.timeout < Duration::max())
    return true;
  const RequestSpec& request = stream->request;
  return request.failureProbability > 0 || request.disk.count() > 0 || model.payloadIn.count() >= 0 ||
         model.payloadOut.count() >= 0 || request.work.recorded || !request.work.memory.isZero() ||
         request.baseMemory > model.key.memory;
}

} // namespace

FaasRun::FaasRun(const FaasModel& model, const RunInputs& inputs, Seed seed, TraceBuilder* trace,
                 const RunContext& context)
    : m_model(model), m_inputs(inputs), m_context(context), m_job(std::get_if<JobDemand>(&inputs.demand)),
      m_stream(std::get_if<StreamDemand>(&inputs.demand)), m_seed(seed), m_platform(hashName(inputs.platformId)),
      m_trace(trace), m_timeline(context.timeline), m_window(inputs.window.ns()), m_warmUp(inputs.warmUp.ns()),
      m_countedTo(m_stream ? m_window : SimTime::max().ns()), m_canFail(attemptsCanFail(model, inputs)),
      m_interactive(m_stream && isInteractive(m_stream->arrivals)),
      m_needsDetail(m_canFail || m_trace || inputs.external.any() || m_interactive),
      m_limitsPayload(model.payloadIn.count() >= 0 || model.payloadOut.count() >= 0),
      m_noisy(model.stragglerShare > 0 || !(model.noise == Distribution(Scalar{1}))), m_flights(m_needsDetail),
      m_idle(model.reuse, seed, m_platform), m_scaling(model.scaling.burst, model.scaling.refill),
      m_requestBucket(model.requestRate == Rate::unlimited()
                          ? -1
                          : std::max<std::int64_t>(1, static_cast<std::int64_t>(model.requestRate.inPerSecond())),
                      model.requestRate),
      m_store(inputs.store), m_arrivals(arrivalsOf(inputs.demand), seed, inputs.windowStart),
      m_requestSource(seed, Cause::Request), m_hitSource(seed, Cause::CacheHit),
      m_frontSource(seed, Cause::Client, m_platform), m_platformSource(seed, Cause::Init, m_platform),
      m_lifeSource(seed, Cause::KeepAlive, m_platform), m_noiseSource(seed, Cause::Noise, m_platform),
      m_retrySource(seed, Cause::Retry, m_platform), m_externalGate(inputs.external.maxRate) {
  const auto* fixed = std::get_if<FixedKeepAlive>(&model.keepAlive);
  m_fixedLife = fixed ? std::min(fixed->idle.ns(), kFarNs) : -1;
  m_maxAge = std::min(model.maxAge.ns(), kFarNs);
  const auto* quiet = std::get_if<QuietFunctionKeepAlive>(&model.keepAlive);
  m_quietEnds = quiet ? std::min(quiet->quiet.ns(), kFarNs) : kFarNs;
  const double parallel = m_job ? m_job->job.item.parallelFraction : m_stream->request.work.parallelFraction;
  m_nsPerCpuNs = 1 / model.cpuSpeed(parallel);
  m_plain = m_stream && !m_interactive && !quiet && !m_timeline && !m_needsDetail && !m_noisy && !m_limitsPayload &&
            !model.eagerAssignment && model.concurrency < 0 && model.requestRate == Rate::unlimited() &&
            model.scaling.burst < 0 && model.provisioned.empty() && model.keepWarm.interval == Duration() &&
            model.warmStart.isZero() && model.tmp <= Memory::mb(512) && inputs.frontDoor.kind == FrontDoorKind::None &&
            inputs.frontDoor.latency.isZero();
}

RunOutput FaasRun::run() {
  begin();
  for (;;) {
    const bool arrivalNext = m_nextArrival.time < m_window && (m_events.empty() || m_nextArrival < m_events.top());
    if (m_timeline) [[unlikely]]
      cutDaysBefore(arrivalNext);
    if (arrivalNext) {
      arrive();
    } else {
      if (m_events.empty())
        break;
      const Event event = m_events.top();
      // A stream ends with its window; job runs that began in it go on to their end.
      if (event.time >= m_window && (m_stream || m_openCalls == 0))
        break;
      m_events.pop();
      if (m_plain) [[likely]]
        finishPlain(event);
      else
        dispatch(event);
    }
    if (--m_untilLook == 0) [[unlikely]]
      if (!lookAround())
        break;
  }
  finishWindow();
  return {std::move(m_metrics), std::move(m_usage), !m_stopped};
}

void FaasRun::dispatch(const Event& event) {
  const std::uint32_t who = event.payload >> kHappeningBits;
  switch (happeningOf(event)) {
  case Happening::Finish:
    return finish(who, event.time);
  case Happening::FinishWarm:
    return finishWarm(who, event.time);
  case Happening::Attempt:
    return m_model.invocation == Invocation::Queue ? enqueue(who, event.time) : attempt(who, event.time);
  case Happening::EnvironmentReady:
    return environmentReady(who, event.time);
  case Happening::JobStart:
    return jobStart(who, event.time);
  case Happening::JobInvoke:
    return jobInvoke(who, event.time);
  case Happening::ProvisionedStep:
    return provisionedStep(who, event.time);
  case Happening::ProvisionedReady:
    return provisionedReady(event.time);
  case Happening::Poll:
    m_pollPlanned = false;
    return takeMessages(event.time);
  case Happening::TaskReads:
    return taskReads(who, event.time);
  case Happening::ItemBegins:
    return beginItem(who, event.time);
  case Happening::ItemWaited:
    return itemWaited(who, event.time);
  case Happening::ExternalTurn:
    return callExternal(event.time);
  case Happening::CutInLine:
    return cutInLine(who, event.time);
  case Happening::Ping:
    for (std::int64_t i = 0; i < m_model.keepWarm.concurrent; ++i) {
      const std::uint32_t slot = m_flights.make();
      m_flights[slot].ping = true;
      m_flights[slot].arrival = event.time;
      ++m_metrics.counts.pings;
      if (!place(slot, event.time))
        m_flights.release(slot); // a throttled ping is simply lost
    }
    if (event.time + m_model.keepWarm.interval.ns() < m_window)
      schedule(event.time + m_model.keepWarm.interval.ns(), Happening::Ping, 0);
    return;
  }
}

void FaasRun::begin() {
  m_nextArrival.time = SimTime::max().ns();
  warmUpEnvironments();
  for (std::size_t i = 0; i < m_model.provisioned.size(); ++i)
    schedule(m_model.provisioned[i].at.ns(), Happening::ProvisionedStep, static_cast<std::uint32_t>(i));
  if (m_model.keepWarm.interval > Duration())
    schedule(0, Happening::Ping, 0);
  if (m_job) {
    m_jobRuns.resize(m_job->starts.size());
    for (std::size_t run = 0; run < m_job->starts.size(); ++run)
      schedule(m_job->starts[run].ns(), Happening::JobStart, static_cast<std::uint32_t>(run));
    m_openCalls += m_job->starts.size(); // until each has begun
  } else {
    planNextArrival();
  }
}

void FaasRun::arrive() {
  const std::int64_t now = m_nextArrival.time;
  planNextArrival();
  if (m_plain) [[likely]]
    return arrivePlain(now);
  if (m_inputs.frontDoor.kind != FrontDoorKind::None) {
    ++m_usage.frontDoor.requests;
    if (m_inputs.frontDoor.cacheHitRatio > 0 && m_hitSource.uniform() < m_inputs.frontDoor.cacheHitRatio) {
      if (m_interactive) [[unlikely]]
        answerUser(now, ArrivalProcess::kCached + m_metrics.counts.cacheHits);
      ++m_metrics.counts.cacheHits;
      m_usage.bytesToInternet += m_inputs.frontDoor.reply(m_stream->request.output).count();
      return;
    }
  }
  const RequestSpec& request = m_stream->request;
  const std::uint32_t slot = m_flights.make();
  Flight& flight = m_flights[slot];
  flight.arrival = now;
  const std::uint64_t call = m_calls++;
  if (m_needsDetail)
    m_flights.detail(slot).call = call;
  if (request.work.recorded && call < request.work.recorded->size())
    flight.work = (*request.work.recorded)[call];
  else
    flight.work = request.work.draw(m_requestSource);
  ++m_metrics.counts.arrivals;
  ++m_openCalls;
  if (m_timeline)
    m_timeline->arrived(now);
  if (m_limitsPayload && refusedForPayload(request.input, request.output)) [[unlikely]] {
    ++m_metrics.counts.attempts;
    return giveUp(slot, now, false);
  }
  if (m_model.invocation == Invocation::Queue)
    return enqueue(slot, now);
  if (m_model.invocation == Invocation::Async)
    deliverTwice(slot, now);
  attempt(slot, now);
}

// The user who made this call has an answer, good or bad, and may think of an earlier request than the one planned.
void FaasRun::answerUser(std::int64_t at, std::uint64_t request) {
  m_arrivals.answered(SimTime::atNanoseconds(at), request);
  const std::int64_t next = m_arrivals.earliest(SimTime::atNanoseconds(m_nextArrival.time)).ns();
  if (next == m_nextArrival.time)
    return;
  m_nextArrival.time = next;
  m_nextArrival.sequence = m_events.takeSequence();
}

// Calls that carry more than the platform takes are refused before they start.
bool FaasRun::refusedForPayload(Bytes input, Bytes output) {
  const auto over = [&](LimitKind kind, Bytes most, Bytes size) {
    if (most.count() < 0)
      return false;
    limit(kind, static_cast<double>(most.count())).meet(static_cast<double>(size.count()), size > most);
    return size > most;
  };
  const bool in = over(LimitKind::PayloadIn, m_model.payloadIn, input);
  const bool out = over(LimitKind::PayloadOut, m_model.payloadOut, output);
  return in || out;
}

// At-least-once delivery: now and then an asynchronous event runs twice. The twin is billed, but no call waits for it.
void FaasRun::deliverTwice(std::uint32_t slot, std::int64_t now) {
  if (m_model.async.duplicateShare <= 0)
    return;
  KeyedGenerator source(m_seed, Cause::Retry, m_platform ^ mix64(m_flights.detail(slot).call));
  if (source.uniform() >= m_model.async.duplicateShare)
    return;
  const std::uint32_t twin = m_flights.make();
  m_flights[twin] = m_flights[slot];
  m_flights.detail(twin) = m_flights.detail(slot);
  m_flights[twin].duplicate = true;
  ++m_metrics.counts.duplicates;
  attempt(twin, now);
}

bool FaasRun::lookAround() {
  m_untilLook = kEventsBetweenLooks;
  if (m_context.stop.stop_requested()) {
    m_stopped = true;
    return false;
  }
  if (m_context.progress) {
    const std::int64_t now = m_events.empty() ? m_nextArrival.time : m_events.top().time;
    const double fraction = m_window > 0 ? static_cast<double>(now) / static_cast<double>(m_window) : 0;
    m_context.progress(std::min(1.0, fraction), m_metrics.counts.attempts);
  }
  return true;
}

void FaasRun::addMeters(Usage& usage) const {
  FunctionKey key = m_model.key;
  key.provisioned = false;
  m_onDemand.addTo(usage, key);
  key.provisioned = true;
  m_onProvisioned.addTo(usage, key);
  if (m_stream && std::holds_alternative<Schedule>(m_stream->arrivals))
    usage.scheduleEvents += static_cast<std::int64_t>(m_metrics.counts.arrivals);
}

// The usage up to each end of a day that the next event is not before. What is paid for ahead belongs to later days.
// Out of the loop's way: few runs keep a timeline.
[[gnu::noinline]] void FaasRun::cutDaysBefore(bool arrivalNext) {
  if (arrivalNext || !m_events.empty())
    cutDays(arrivalNext ? m_nextArrival.time : m_events.top().time);
}

void FaasRun::cutDays(std::int64_t now) {
  while (m_timeline->nextCut() <= now) {
    const std::int64_t at = m_timeline->nextCut();
    Usage usage = m_usage;
    addMeters(usage);
    const std::int64_t ahead = std::max<std::int64_t>(0, m_provisionedPaidTo - at);
    usage.provisionedMbMs -=
        m_provisionedTarget * static_cast<std::int64_t>(m_model.key.memory.inMb()) * (ahead / 1'000'000);
    if (m_stream)
      closeFrontDoor(usage, m_inputs.frontDoor, Duration::nanoseconds(at), *m_stream, BehindTheDoor::Functions);
    m_timeline->cut(std::move(usage));
  }
}

// What is still going on when the window ends counts as running or waiting; its time up to there is in the integrals.
void FaasRun::finishWindow() {
  if (m_timeline && !m_stopped)
    cutDays(m_window);
  while (!m_events.empty()) {
    const Event event = m_events.pop();
    const std::uint32_t who = event.payload >> kHappeningBits;
    switch (happeningOf(event)) {
    case Happening::FinishWarm:
      ++m_metrics.counts.running;
      integrate(m_metrics.runningNs, m_warmCalls[who].start, event.time);
      break;
    case Happening::Finish:
    case Happening::TaskReads:
    case Happening::ItemBegins:
    case Happening::ItemWaited: {
      const Flight& flight = m_flights[who];
      if (!flight.ping && !flight.duplicate) {
        ++m_metrics.counts.running;
        integrate(m_metrics.runningNs, flight.start, event.time);
        if (m_timeline)
          m_timeline->ran(flight.start, event.time);
      }
      break;
    }
    case Happening::Attempt:
      m_metrics.counts.waiting += m_flights[who].duplicate ? 0 : 1;
      break;
    default:
      break;
    }
  }
  m_metrics.counts.waiting += m_queued.size();
  for (const InLine& waiter : m_externalLine)
    if (standsInLine(waiter) && !m_flights[waiter.slot].duplicate) {
      ++m_metrics.counts.running;
      integrate(m_metrics.runningNs, m_flights[waiter.slot].start, m_window);
    }
  for (const std::uint32_t slot : m_waitingForEnvironment)
    m_metrics.counts.waiting += m_flights[slot].ping || m_flights[slot].duplicate ? 0 : 1;
  endQuiet(m_window);
  m_idle.drain(
      [&](const IdleEnvironment& e) { integrate(m_metrics.idleNs, e.idleSince, std::min(e.diesAt, m_window)); });

  const std::int64_t end = m_stream ? m_window : std::max(m_window, m_lastDone);
  m_metrics.window = Duration::nanoseconds(std::max<std::int64_t>(0, end - m_warmUp));
  if (m_plain) { // every arrival started at once
    m_metrics.service.merge(m_warmTimes);
    m_metrics.response.merge(m_warmTimes);
    m_metrics.counts.arrivals = m_calls;
    m_metrics.counts.attempts = m_calls;
    m_metrics.counts.started = m_calls;
    m_usage.bytesToInternet += m_stream->request.output.count() * static_cast<std::int64_t>(m_metrics.counts.completed);
  }
  closeLimits();
  m_metrics.jobRuns = m_jobRuns.size();
  addMeters(m_usage);
  m_metrics.counts.environmentsStarted = m_environments;
  m_metrics.paidVcpuNs = 0; // pay per use: nothing is paid for that does not run
  if (m_stream)             // a job's calls do not come through the door
    closeFrontDoor(m_usage, m_inputs.frontDoor, Duration::nanoseconds(m_window), *m_stream, BehindTheDoor::Functions);
}

// What throttled attempts met, as shares of the attempts; of events too old, as a share of the calls.
void FaasRun::closeLimits() {
  const auto ofAttempts = [&](LimitKind kind, double value, double largest) {
    LimitObservation& seen = limit(kind, value);
    seen.of = seen.over > 0 ? m_metrics.counts.attempts : 0;
    seen.largest = largest;
  };
  const auto running = static_cast<double>(m_metrics.maxRunning);
  ofAttempts(LimitKind::Concurrency, static_cast<double>(m_model.concurrency), running);
  ofAttempts(LimitKind::Scaling, static_cast<double>(m_model.scaling.burst), running);
  ofAttempts(LimitKind::RequestRate, m_model.requestRate.inPerSecond(), m_model.requestRate.inPerSecond());
  if (LimitObservation& old = m_limits[static_cast<std::size_t>(LimitKind::EventAge)]; old.over > 0)
    old.of = m_metrics.counts.arrivals;
  for (const LimitObservation& seen : m_limits)
    if (seen.of > 0 && seen.limit > 0)
      m_metrics.limits.push_back(seen);
}

RunOutput simulateFaas(const FaasModel& model, const RunInputs& inputs, Seed seed, TraceBuilder* trace,
                       const RunContext& context) {
  return FaasRun(model, inputs, seed, trace, context).run();
}

} // namespace coldframe
