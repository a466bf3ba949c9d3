#include "sim/platform/machine/machine_record.h"

#include "sim/platform/front_door_usage.h"

#include <limits>

namespace coldframe {

MachineRecord::MachineRecord(const MachineModel& machine, const RunInputs& inputs, std::int64_t slots)
    : m_machine(machine), m_inputs(inputs), m_stream(std::holds_alternative<StreamDemand>(inputs.demand)),
      m_measuredFrom(inputs.warmUp.ns()),
      m_measuredTo(m_stream ? inputs.window.ns() : std::numeric_limits<std::int64_t>::max()),
      m_memoryBytes(machine.memory.inBytes()) {
  const auto limit = [&](LimitKind kind, double value) {
    m_limits[static_cast<std::size_t>(kind)].kind = kind;
    m_limits[static_cast<std::size_t>(kind)].limit = value;
  };
  limit(LimitKind::Memory, static_cast<double>(m_memoryBytes));
  limit(LimitKind::Queue, static_cast<double>(machine.queueLimit));
  limit(LimitKind::Concurrency, static_cast<double>(slots) * static_cast<double>(machine.count));
}

void MachineRecord::timed(std::int64_t ns, std::int64_t limitNs, bool firstAttempt) {
  LimitObservation& seen = m_limits[static_cast<std::size_t>(LimitKind::Time)];
  seen.kind = LimitKind::Time;
  seen.limit = static_cast<double>(limitNs);
  seen.meet(static_cast<double>(ns), ns > limitNs, firstAttempt);
}

void MachineRecord::rent(Usage& to, std::int64_t ns, std::int64_t machines) const {
  if (m_machine.instanceType.empty() || machines == 0)
    return;
  to.addInstance({m_machine.instanceType, m_machine.purchase, Duration::nanoseconds(ns), machines});
  to.diskGbMs += Distribution::toWhole(m_machine.diskGb * static_cast<double>(ns) / 1e6) * machines;
  if (m_machine.publicAddress)
    to.addressNs += ns * machines;
}

void MachineRecord::replied(const RequestSpec& request) {
  if (m_machine.remote)
    usage.bytesToInternet += m_inputs.frontDoor.reply(request.output).count();
}

void MachineRecord::passedDoor(std::uint64_t requests, std::uint64_t cacheHits) {
  usage.frontDoor.requests += static_cast<std::int64_t>(requests);
  metrics.counts.cacheHits += cacheHits;
  if (const auto* stream = std::get_if<StreamDemand>(&m_inputs.demand))
    usage.bytesToInternet +=
        (m_inputs.frontDoor.reply(stream->request.output) * static_cast<std::int64_t>(cacheHits)).count();
}

Usage MachineRecord::usageUntil(std::int64_t at) const {
  Usage until = usage;
  if (m_stream || m_machine.hours == MachineHours::Always)
    rent(until, at, m_machine.count);
  closeDoor(until, Duration::nanoseconds(at));
  return until;
}

void MachineRecord::closeDoor(Usage& to, Duration length) const {
  if (m_stream)
    closeFrontDoor(to, m_inputs.frontDoor, length, std::get<StreamDemand>(m_inputs.demand), BehindTheDoor::Machines);
}

RunOutput MachineRecord::close(std::int64_t lastDone, bool complete) {
  const std::int64_t window = m_inputs.window.ns();
  const std::int64_t end = m_stream ? window : std::max(window, lastDone);
  metrics.window = Duration::nanoseconds(std::max<std::int64_t>(0, end - m_measuredFrom));
  if (m_stream || m_machine.hours == MachineHours::Always) {
    // Always on: the window is paid for whatever ran; a single run without one, until its end.
    rented(window > 0 ? window : end, m_machine.count);
    metrics.paidVcpuNs =
        static_cast<double>(metrics.window.ns()) * static_cast<double>(m_machine.count * m_machine.vcpus);
  }
  LimitObservation& slots = m_limits[static_cast<std::size_t>(LimitKind::Concurrency)];
  slots.of = metrics.counts.attempts;
  if (m_machine.queueLimit >= 0) { // a share of all calls, not of those that had to wait
    LimitObservation& queue = m_limits[static_cast<std::size_t>(LimitKind::Queue)];
    metrics.foundAllTaken = queue.of;
    queue.of = metrics.counts.attempts;
  }
  slots.largest = static_cast<double>(metrics.maxRunning);
  for (const LimitObservation& seen : m_limits)
    if (seen.of > 0)
      metrics.limits.push_back(seen);
  closeDoor(usage, m_inputs.window);
  return {std::move(metrics), std::move(usage), complete};
}

} // namespace coldframe
