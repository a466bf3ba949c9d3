#include "sim/platform/machine/machine_stream.h"

#include "sim/engine/timeline.h"
#include "sim/platform/machine/cpu_rates.h"

#include <algorithm>
#include <functional>

namespace coldframe {

bool MachineStream::serves(const MachineModel& machine, const RunInputs& inputs) {
  const auto* stream = std::get_if<StreamDemand>(&inputs.demand);
  return stream != nullptr && !isInteractive(stream->arrivals) && !inputs.external.any() &&
         !CpuRates(machine, slotsPerMachine(machine, inputs.demand), stream->request.work.parallelFraction).shared();
}

MachineStream::MachineStream(const MachineModel& machine, const RunInputs& inputs, Seed seed, TraceBuilder* trace,
                             const RunContext& context)
    : m_machine(machine), m_inputs(inputs), m_demand(std::get<StreamDemand>(inputs.demand)), m_seed(seed),
      m_platform(hashName(inputs.platformId)), m_trace(trace), m_context(context), m_windowNs(inputs.window.ns()),
      m_slots(static_cast<std::size_t>(slotsPerMachine(machine, inputs.demand) * machine.count)),
      m_record(machine, inputs, slotsPerMachine(machine, inputs.demand)), m_source(machine, inputs, m_demand, seed),
      m_doorSource(seed, Cause::Client, m_platform) {
  m_freeSlots.reserve(m_slots);
  for (std::size_t slot = m_slots; slot > 0; --slot)
    m_freeSlots.push_back(static_cast<std::uint32_t>(slot - 1));
}

RunOutput MachineStream::run() {
  ArrivingRequest request;
  std::uint64_t untilLook = kEventsBetweenLooks;
  bool complete = true;
  while (m_source.next(request)) {
    if (m_context.timeline != nullptr) [[unlikely]] {
      cutDays(request.at);
      m_context.timeline->arrived(request.at);
    }
    arrive(request);
    if (--untilLook == 0) [[unlikely]] {
      untilLook = kEventsBetweenLooks;
      if (!lookAround(request.at)) {
        complete = false;
        break;
      }
    }
  }
  if (m_context.timeline != nullptr && complete)
    cutDays(m_windowNs);
  m_record.metrics.counts.arrivals = m_source.calls();
  m_record.metrics.counts.attempts = m_source.calls();
  m_record.passedDoor(m_source.doorRequests(), m_source.cacheHits());
  return m_record.close(0, complete);
}

void MachineStream::cutDays(std::int64_t now) {
  while (m_context.timeline->nextCut() <= now) {
    MachineRecord record = m_record;
    record.passedDoor(m_source.doorRequests(), m_source.cacheHits());
    m_context.timeline->cut(record.usageUntil(m_context.timeline->nextCut()));
  }
}

bool MachineStream::lookAround(std::int64_t now) {
  if (m_context.stop.stop_requested())
    return false;
  if (m_context.progress)
    m_context.progress(static_cast<double>(now) / static_cast<double>(m_windowNs), m_source.calls());
  return true;
}

void MachineStream::arrive(const ArrivingRequest& request) {
  const std::int64_t now = request.at;
  Counts& counts = m_record.metrics.counts;
  if (!m_record.fits(request.bytes)) [[unlikely]] {
    ++counts.outOfMemory;
    ++counts.failed;
    record(request, -1, -1, 0, CallOutcome::OutOfMemory);
    return;
  }
  while (!m_busy.empty() && m_busy.top().time <= now)
    m_freeSlots.push_back(m_busy.pop().payload);
  if (!m_freeSlots.empty()) [[likely]] {
    const std::uint32_t slot = m_freeSlots.back();
    m_freeSlots.pop_back();
    m_record.runs(m_slots - m_freeSlots.size());
    serve(request, now, slot);
    return;
  }
  const Event first = m_busy.top();
  if (!m_record.mayWait(m_machine.queueLimit, m_machine.queueLimit < 0 ? 0 : waitingAt(now))) {
    ++counts.dropped;
    record(request, -1, -1, 0, CallOutcome::Dropped);
    return;
  }
  if (!m_machine.patience.isZero() && losesPatience(request, first.time))
    return;
  waitsUntil(first.time);
  m_record.integrate(m_record.metrics.waitingNs, now, first.time);
  m_busy.pop();
  if (first.time < m_windowNs)
    m_record.runs(m_slots);
  serve(request, first.time, first.payload);
}

bool MachineStream::losesPatience(const ArrivingRequest& request, std::int64_t start) {
  KeyedGenerator source(m_seed, Cause::Patience, m_platform ^ mix64(request.call));
  const std::int64_t leaves = request.at + m_machine.patience.sample(source);
  if (start <= leaves)
    return false;
  waitsUntil(leaves);
  m_record.integrate(m_record.metrics.waitingNs, request.at, leaves);
  Counts& counts = m_record.metrics.counts;
  if (leaves >= m_windowNs) {
    ++counts.waiting;
    return true;
  }
  ++counts.dropped;
  record(request, -1, -1, 0, CallOutcome::Dropped);
  return true;
}

void MachineStream::serve(const ArrivingRequest& request, std::int64_t start, std::uint32_t slot) {
  const std::int64_t service = request.ioNs + request.cpuNs;
  const std::int64_t end = untilEndOfTime(start, service);
  m_busy.push(SimTime::atNanoseconds(end), slot);
  RunMetrics& metrics = m_record.metrics;
  if (start >= m_windowNs) [[unlikely]] {
    ++metrics.counts.waiting;
    return;
  }
  ++metrics.counts.started;
  if (Timeline* timeline = m_context.timeline; timeline != nullptr) [[unlikely]] {
    timeline->started(start, false, m_slots - m_freeSlots.size());
    timeline->ran(start, end);
  }
  m_record.integrate(metrics.runningNs, start, end);
  m_record.integrate(metrics.busyVcpuNs, end - request.cpuNs, end);
  if (end >= m_windowNs) [[unlikely]] {
    ++metrics.counts.running;
    return;
  }
  const RequestSpec& spec = m_demand.request;
  CallOutcome outcome = CallOutcome::Ok;
  if (spec.failureProbability > 0) [[unlikely]] {
    KeyedGenerator source(m_seed, Cause::Failure, m_platform ^ mix64(request.call));
    if (source.uniform() < spec.failureProbability)
      outcome = CallOutcome::Error;
  }
  const bool measured = m_record.measures(request.at);
  if (measured) [[likely]]
    metrics.service.add(service);
  if (outcome == CallOutcome::Ok) [[likely]] {
    ++metrics.counts.completed;
    metrics.workNs += static_cast<double>(service);
    std::int64_t door = 0;
    if (!m_inputs.frontDoor.latency.isZero())
      door = m_inputs.frontDoor.latency.sample(m_doorSource);
    if (measured) [[likely]]
      metrics.response.add(end - request.at + door);
    if (m_context.timeline != nullptr && measured) [[unlikely]]
      m_context.timeline->answered(request.at, end - request.at + door);
    m_record.replied(spec);
  } else {
    ++metrics.counts.errors;
    ++metrics.counts.failed;
  }
  record(request, start, end, slot, outcome);
}

std::int64_t MachineStream::waitingAt(std::int64_t now) {
  while (!m_waitEnds.empty() && m_waitEnds.front() <= now) {
    std::pop_heap(m_waitEnds.begin(), m_waitEnds.end(), std::greater<>());
    m_waitEnds.pop_back();
  }
  return static_cast<std::int64_t>(m_waitEnds.size());
}

void MachineStream::waitsUntil(std::int64_t end) {
  if (m_machine.queueLimit < 0)
    return;
  m_waitEnds.push_back(end);
  std::push_heap(m_waitEnds.begin(), m_waitEnds.end(), std::greater<>());
}

void MachineStream::record(const ArrivingRequest& request, std::int64_t start, std::int64_t end, std::uint32_t slot,
                           CallOutcome outcome) {
  if (m_context.timeline != nullptr && outcome != CallOutcome::Ok) [[unlikely]]
    m_context.timeline->lost(request.at);
  if (m_trace == nullptr) [[likely]]
    return;
  const auto at = [](std::int64_t ns) { return SimTime::atNanoseconds(ns); };
  TraceRow row;
  row.outcome = outcome;
  row.set(Count::Call, static_cast<std::int64_t>(request.call));
  row.set(Count::Attempt, 0);
  row.set(Stamp::Submit, at(request.at));
  row.set(Stamp::Invoke, at(request.at));
  if (start >= 0) {
    row.cold = Cold::No;
    row.set(Count::Environment, slot % m_machine.count);
    row.set(Count::Worker, slot);
    row.set(Count::PeakMemory, request.bytes);
    for (const Stamp stamp : {Stamp::Start, Stamp::SetupDone, Stamp::FuncStart})
      row.set(stamp, at(start));
    for (const Stamp stamp : {Stamp::FuncEnd, Stamp::End, Stamp::StatusSeen, Stamp::ResultDone})
      row.set(stamp, at(end));
  }
  m_trace->append(row);
}

} // namespace coldframe
