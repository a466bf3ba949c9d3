// How long an attempt runs on its environment, what may cut it short, and what its end does.
#include "sim/platform/faas/faas_run.h"

#include <algorithm>
#include <cassert>

namespace coldframe {

// The I/O part of an attempt.
std::int64_t FaasRun::ioTime(const Flight& flight) const {
  return flight.fresh ? scaledTime(flight.work.ioNs, m_model.firstRunIoFactor) : flight.work.ioNs;
}

// The handler of `slot` starts at `start`.
void FaasRun::startRunning(std::uint32_t slot, std::int64_t start) {
  Flight& flight = m_flights[slot];
  flight.start = start;
  if (flight.ping) [[unlikely]] {
    flight.duration = m_model.keepWarm.duration.ns() + flight.extra;
    schedule(start + flight.duration, Happening::Finish, slot);
    return;
  }
  ++m_metrics.counts.started;
  m_metrics.counts.cold += flight.cold ? 1 : 0;
  m_metrics.maxRunning = std::max(m_metrics.maxRunning, m_running);
  if (m_timeline) [[unlikely]]
    m_timeline->started(start, flight.cold, m_running);
  flight.duration = bareRunningTime(slot);
  if (flight.task >= 0 && m_store.holdUpReads(m_inputs.executor) &&
      m_flights.detail(slot).setup <= m_model.timeout.ns()) {
    schedule(start + m_flights.detail(slot).setup, Happening::TaskReads, slot);
    return;
  }
  runOn(slot, start);
}

// Set-up is over, and the task asks the store for its function and data: it passes the store's request rate and total
// bandwidth in the order of the clock, whichever task began first.
void FaasRun::taskReads(std::uint32_t slot, std::int64_t now) {
  const Bytes input = m_job->job.inputPerItem * m_job->job.itemsOf(m_flights[slot].task);
  const std::int64_t wait = m_store.waitToRead(now, m_inputs.executor.getsPerCall, input);
  m_flights.detail(slot).before += wait;
  m_flights[slot].duration += wait;
  runOn(slot, now);
}

// Plans the end of an attempt whose time is known, or its first item where items meet at an external limit.
void FaasRun::runOn(std::uint32_t slot, std::int64_t now) {
  Flight& flight = m_flights[slot];
  if (m_inputs.external.any()) [[unlikely]] {
    // Its own time so far is what is not the items'; the items follow one by one.
    m_flights.detail(slot).nextItem = 0;
    schedule(flight.start + m_flights.detail(slot).before, Happening::ItemBegins, slot);
    return;
  }
  planEnd(slot, now);
}

// The attempt ends after its duration, or where a limit strikes before; neither lies in the past.
void FaasRun::planEnd(std::uint32_t slot, std::int64_t now) {
  Flight& flight = m_flights[slot];
  if (m_canFail) [[unlikely]] {
    applyLimits(slot);
    flight.duration = std::max(flight.duration, now - flight.start);
  }
  schedule(flight.start + flight.duration, Happening::Finish, slot);
}

// Start → end with no limit in the way.
std::int64_t FaasRun::bareRunningTime(std::uint32_t slot) {
  Flight& flight = m_flights[slot];
  double factor = m_nsPerCpuNs;
  if (m_noisy) [[unlikely]] {
    factor *= m_model.noise.sampleReal(m_noiseSource);
    if (m_model.stragglerShare > 0 && m_noiseSource.uniform() < m_model.stragglerShare)
      factor *= m_model.stragglerFactor.sampleReal(m_noiseSource);
  }
  std::int64_t before = flight.extra;
  if (flight.fresh)
    factor *= m_model.firstRunFactor;
  if (flight.resetEnvironment) [[unlikely]]
    before += drawInit();
  if (m_needsDetail) {
    m_flights.detail(slot).before = before;
    m_flights.detail(slot).setup = before;
    m_flights.detail(slot).cpuFactor = factor;
  }
  if (flight.task >= 0)
    return taskRunningTime(slot, factor);
  return before + scaledTime(flight.work.cpuNs, factor) + ioTime(flight);
}

// A task of a job: the executor's own work, and its requests of the object store, surround the user's function.
std::int64_t FaasRun::taskRunningTime(std::uint32_t slot, double factor) {
  const Flight& flight = m_flights[slot];
  FlightDetail& detail = m_flights.detail(slot);
  const JobSpec& job = m_job->job;
  const ExecutorProfile& executor = m_inputs.executor;
  const std::int64_t items = job.itemsOf(flight.task);
  const Bytes input = job.inputPerItem * items;
  const Bytes output = job.outputPerItem * items;
  const std::int64_t bare = scaledTime(flight.work.cpuNs, factor) + ioTime(flight);
  const WorkerOverhead overhead = workerOverhead(executor, flight.fresh, Duration::nanoseconds(bare), m_seed,
                                                 m_platform, detail.call, flight.attempt);
  detail.setup += overhead.start.ns() + overhead.setup.ns();
  const std::int64_t fetch = storeTime(executor.getsPerCall, m_inputs.store.getLatency, input, slot, 0);
  const bool inlineResult = output <= executor.inlineLimit;
  const std::int64_t deliver =
      storeTime(executor.putsPerCall, m_inputs.store.putLatency, inlineResult ? Bytes() : output, slot, 1);
  detail.before = detail.setup + fetch;
  detail.around = overhead.around.ns();
  detail.after = overhead.finish.ns() + deliver;
  return detail.before + bare + detail.around + detail.after;
}

// `requests` one after another, then the bytes at the worker's own bandwidth.
std::int64_t FaasRun::storeTime(std::int64_t requests, const Distribution& latency, Bytes bytes, std::uint32_t slot,
                                std::uint64_t which) {
  KeyedGenerator source(m_seed, Cause::ObjectStore, m_platform ^ mix64(m_flights.detail(slot).call),
                        m_flights[slot].attempt * 2 + which);
  std::int64_t total = 0;
  for (std::int64_t i = 0; i < requests; ++i)
    total += latency.sample(source);
  if (requests > 0 && bytes.count() > 0)
    total += m_inputs.store.transferTime(bytes).ns();
  return total;
}

// Memory, /tmp, payload, own failures and the time cap, in the order in which they would strike.
void FaasRun::applyLimits(std::uint32_t slot) {
  Flight& flight = m_flights[slot];
  const bool isTask = flight.task >= 0;
  const auto entity = m_platform ^ mix64(m_flights.detail(slot).call);
  if (m_model.key.memory > Memory()) {
    const std::int64_t base = isTask ? 0 : m_stream->request.baseMemory.inBytes();
    const std::int64_t needs = base + flight.work.memoryBytes;
    LimitObservation& seen = limit(LimitKind::Memory, static_cast<double>(m_model.key.memory.inBytes()));
    const bool over = needs > m_model.key.memory.inBytes();
    seen.meet(static_cast<double>(needs), over, firstRun(slot));
    if (over) {
      flight.outcome = CallOutcome::OutOfMemory;
      // Where in its run an attempt outgrows its memory is not known: anywhere with equal chance.
      KeyedGenerator source(m_seed, Cause::Failure, entity, flight.attempt * 2 + 1);
      flight.duration = scaledTime(flight.duration, source.uniform());
    }
  }
  const Bytes disk = isTask ? m_job->job.disk : m_stream->request.disk;
  if (disk.count() > 0) {
    LimitObservation& seen = limit(LimitKind::Disk, static_cast<double>(m_model.tmp.inBytes()));
    const bool over = disk.count() > m_model.tmp.inBytes();
    seen.meet(static_cast<double>(disk.count()), over, firstRun(slot));
    if (over && flight.outcome == CallOutcome::Ok)
      flight.outcome = CallOutcome::Error;
  }
  const double failure = isTask ? m_job->job.failureProbability : m_stream->request.failureProbability;
  if (failure > 0 && flight.outcome == CallOutcome::Ok) {
    KeyedGenerator source(m_seed, Cause::Failure, entity, flight.attempt * 2);
    if (source.uniform() < failure)
      flight.outcome = CallOutcome::Error;
  }
  if (m_model.timeout < Duration::max()) {
    LimitObservation& seen = limit(LimitKind::Time, static_cast<double>(m_model.timeout.ns()));
    const bool over = flight.duration > m_model.timeout.ns();
    seen.meet(static_cast<double>(flight.duration), over, firstRun(slot));
    if (over) {
      flight.outcome = CallOutcome::Timeout;
      flight.duration = m_model.timeout.ns();
    }
  }
}

void FaasRun::finish(std::uint32_t slot, std::int64_t now) {
  Flight& flight = m_flights[slot];
  if (flight.task >= 0 && waitsToWrite(slot, now))
    return;
  if (flight.task >= 0)
    countStoreRequests(flight);
  if (m_inputs.external.any()) [[unlikely]]
    leaveExternal(slot, now);
  const Duration duration = Duration::nanoseconds(flight.duration);
  FunctionMeter& meter = flight.provisioned ? m_onProvisioned : m_onDemand;
  if (flight.init > 0)
    meter.addCold(duration, Duration::nanoseconds(flight.init));
  else
    meter.addWarm(duration);
  if (m_model.tmp > Memory::mb(512)) [[unlikely]]
    m_usage.tmpMbMs += static_cast<std::int64_t>(m_model.tmp.inMb() - 512) * ((flight.duration + 999'999) / 1'000'000);
  releaseEnvironment(flight, now);
  if (flight.ping) [[unlikely]] {
    m_flights.release(slot);
    return;
  }
  integrate(m_metrics.runningNs, flight.start, now);
  if (m_timeline) [[unlikely]]
    m_timeline->ran(flight.start, now);
  if (flight.arrival >= m_warmUp)
    m_metrics.service.add(flight.duration);
  if (m_trace) [[unlikely]]
    record(slot, now);
  if (m_model.invocation == Invocation::Queue && !m_queued.empty())
    takeMessages(now);
  if (flight.outcome == CallOutcome::Ok) [[likely]]
    completed(slot, now);
  else
    failedAttempt(slot, now);
}

// Results pass the store's request rate and its total bandwidth when they are written, and the time cap may strike
// while they wait. True: the attempt goes on, and its end is planned anew.
bool FaasRun::waitsToWrite(std::uint32_t slot, std::int64_t now) {
  Flight& flight = m_flights[slot];
  if (flight.putsPaid || flight.outcome != CallOutcome::Ok || !m_store.holdUpWrites(m_inputs.executor))
    return false;
  flight.putsPaid = true;
  const Bytes output = m_job->job.outputPerItem * m_job->job.itemsOf(flight.task);
  const std::int64_t wait = m_store.waitToWrite(now, m_inputs.executor.putsPerCall, output);
  if (wait == 0)
    return false;
  flight.duration += wait;
  m_flights.detail(slot).after += wait;
  if (flight.duration > m_model.timeout.ns()) {
    limit(LimitKind::Time, static_cast<double>(m_model.timeout.ns()))
        .strikeLater(static_cast<double>(flight.duration), firstRun(slot));
    flight.outcome = CallOutcome::Timeout;
    flight.duration = m_model.timeout.ns();
  }
  schedule(std::max(now, flight.start + flight.duration), Happening::Finish, slot);
  return true;
}

LimitObservation& FaasRun::limit(LimitKind kind, double value) {
  LimitObservation& seen = m_limits[static_cast<std::size_t>(kind)];
  seen.kind = kind;
  seen.limit = value;
  return seen;
}

// Every attempt of a task reads its input; one that ends well writes its output.
void FaasRun::countStoreRequests(const Flight& flight) {
  const ExecutorProfile& executor = m_inputs.executor;
  const std::int64_t items = m_job->job.itemsOf(flight.task);
  ObjectStoreUsage& store = m_usage.objectStore;
  store.gets += executor.getsPerCall;
  if (executor.getsPerCall > 0)
    store.bytesOut += (m_job->job.inputPerItem * items).count();
  if (flight.outcome != CallOutcome::Ok)
    return;
  store.puts += executor.putsPerCall;
  if (executor.putsPerCall > 0)
    store.bytesIn += (m_job->job.outputPerItem * items).count();
}

void FaasRun::completed(std::uint32_t slot, std::int64_t now) {
  Flight& flight = m_flights[slot];
  if (flight.duplicate) {
    m_flights.release(slot);
    return;
  }
  ++m_metrics.counts.completed;
  m_usage.queueRequests += m_model.invocation == Invocation::Queue ? 1 : 0; // deleted
  --m_openCalls;
  m_metrics.workNs += static_cast<double>(flight.duration);
  if (flight.task >= 0) {
    taskDone(slot, now, true);
    m_flights.release(slot);
    return;
  }
  std::int64_t response = now - flight.arrival;
  if (!m_inputs.frontDoor.latency.isZero() && (flight.arrival >= m_warmUp || m_interactive))
    response += m_inputs.frontDoor.latency.sample(m_frontSource);
  if (m_interactive) [[unlikely]]
    answerUser(flight.arrival + response, m_flights.detail(slot).call);
  if (flight.arrival >= m_warmUp) [[likely]] {
    m_metrics.response.add(response);
    if (m_timeline) [[unlikely]]
      m_timeline->answered(flight.arrival, response);
  }
  m_usage.bytesToInternet += m_inputs.frontDoor.reply(m_stream->request.output).count();
  m_flights.release(slot);
}

void FaasRun::record(std::uint32_t slot, std::int64_t end) {
  const Flight& flight = m_flights[slot];
  const FlightDetail& detail = m_flights.detail(slot);
  TraceRow row;
  const auto at = [](std::int64_t ns) { return SimTime::atNanoseconds(ns); };
  row.cold = flight.cold ? Cold::Yes : Cold::No;
  row.outcome = flight.outcome;
  row.set(Count::Call, static_cast<std::int64_t>(detail.call));
  row.set(Count::Attempt, flight.attempt);
  row.set(Count::Environment, flight.environment);
  row.set(Count::Memory, m_model.key.memory.inBytes());
  row.set(Stamp::Submit, at(flight.arrival));
  row.set(Stamp::Invoke, at(detail.attemptSubmit));
  row.set(Stamp::Start, at(flight.start));
  row.set(Stamp::End, at(end));
  if (flight.outcome == CallOutcome::Ok) {
    row.set(Stamp::SetupDone, at(flight.start + detail.setup));
    row.set(Stamp::FuncStart, at(flight.start + detail.before));
    row.set(Stamp::FuncEnd, at(flight.start + std::max(detail.before, flight.duration - detail.after)));
  }
  if (flight.task >= 0) {
    row.set(Count::FirstItem, flight.task * m_job->job.batch);
    row.set(Count::Items, m_job->job.itemsOf(flight.task));
  }
  const std::size_t number = m_trace->append(row);
  if (flight.task >= 0 && !flight.duplicate)
    m_jobRuns[detail.jobRun].rows[static_cast<std::size_t>(flight.task)] = number;
}

} // namespace coldframe
