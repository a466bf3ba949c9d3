#include "sim/platform/machine/machine_run.h"

#include "sim/engine/timeline.h"

#include <algorithm>
#include <limits>

namespace coldframe {

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

double parallelFractionOf(const Demand& demand) {
  if (const auto* job = std::get_if<JobDemand>(&demand))
    return job->job.item.parallelFraction;
  return std::get<StreamDemand>(demand).request.work.parallelFraction;
}

bool fetchesOverDownlink(const MachineModel& machine, const RunInputs& inputs) {
  const auto* job = std::get_if<JobDemand>(&inputs.demand);
  return job != nullptr && !machine.remote && job->job.inputFrom == InputFrom::Internet &&
         job->job.inputPerItem.count() > 0 && inputs.client.downlink < Bandwidth::unlimited();
}

} // namespace

MachineRun::MachineRun(const MachineModel& machine, const RunInputs& inputs, Seed seed, TraceBuilder* trace,
                       const RunContext& context)
    : m_machine(machine), m_inputs(inputs), m_context(context), m_job(std::get_if<JobDemand>(&inputs.demand)),
      m_stream(std::get_if<StreamDemand>(&inputs.demand)), m_seed(seed), m_platform(hashName(inputs.platformId)),
      m_trace(trace), m_windowNs(inputs.window.ns()), m_slots(slotsPerMachine(machine, inputs.demand)),
      m_rates(machine, m_slots, parallelFractionOf(inputs.demand)),
      m_overDownlink(fetchesOverDownlink(machine, inputs)), m_itemByItem(inputs.external.any() || m_overDownlink),
      m_simple(!m_itemByItem && !m_rates.shared()), m_record(machine, inputs, m_slots),
      m_doorSource(seed, Cause::Client, m_platform), m_store(inputs.store), m_externalGate(inputs.external.maxRate) {
  if (m_stream)
    m_source.emplace(machine, inputs, *m_stream, seed);
}

RunOutput MachineRun::run() {
  begin();
  std::uint64_t untilLook = kEventsBetweenLooks;
  bool complete = true;
  for (;;) {
    // At the same instant: ends of CPU parts, then events, then arrivals, so that a slot that is freed can be taken.
    const std::int64_t cpuEnd = m_cpuEnds.least();
    const std::int64_t event = m_events.empty() ? kNever : m_events.top().time;
    const std::int64_t now = std::min({cpuEnd, event, m_nextArrival});
    // A stream ends with its window; job runs that began in it go on to their end.
    if (now == kNever || (m_stream && now >= m_windowNs) || (m_job && m_openRuns == 0))
      break;
    if (m_context.timeline != nullptr) [[unlikely]]
      cutDays(now);
    if (cpuEnd == now) {
      const auto machine = static_cast<std::uint32_t>(m_cpuEnds.index());
      const std::uint32_t slot = m_machines[machine].cpu.takeEnded(now);
      cpuChanged(machine);
      nextPart(slot, now);
    } else if (event == now) {
      dispatch(m_events.pop());
    } else {
      arrive();
    }
    if (--untilLook == 0) [[unlikely]] {
      untilLook = kEventsBetweenLooks;
      if (!lookAround(now)) {
        complete = false;
        break;
      }
    }
  }
  if (m_context.timeline != nullptr && complete)
    cutDays(m_windowNs);
  finishWindow();
  return m_record.close(m_lastDone, complete);
}

void MachineRun::dispatch(const Event& event) {
  const std::uint32_t who = event.payload >> kHappeningBits;
  switch (static_cast<Happening>(event.payload & ((1U << kHappeningBits) - 1))) {
  case Happening::JobStart:
    return jobStart(who, event.time);
  case Happening::JobInvoke:
    return jobInvoke(who, event.time);
  case Happening::MachineUp:
    return machineUp(who, event.time);
  case Happening::TaskReads:
    return taskReads(who, event.time);
  case Happening::ItemsBegin:
    return nextPart(who, event.time);
  case Happening::IoDone:
    return ioDone(who, event.time);
  case Happening::Finish:
    return finish(who, event.time);
  case Happening::GiveUp:
    return giveUp(who, event.time);
  }
}

void MachineRun::begin() {
  m_nextArrival = kNever;
  if (m_stream || m_machine.hours == MachineHours::Always)
    makePool(0, true);
  if (m_stream) {
    planNextArrival();
    return;
  }
  m_jobRuns.resize(m_job->starts.size());
  m_openRuns = m_job->starts.size();
  for (std::size_t run = 0; run < m_job->starts.size(); ++run)
    schedule(m_job->starts[run].ns(), Happening::JobStart, static_cast<std::uint32_t>(run));
}

void MachineRun::planNextArrival() {
  m_nextArrival = m_source->next(m_nextRequest) ? m_nextRequest.at : kNever;
}

// The user who made this call has an answer, good or bad, and may think of an earlier request than the one planned.
void MachineRun::answerUser(std::int64_t at, std::uint64_t call) {
  m_source->answered(at, call);
  if (m_nextArrival == kNever)
    return planNextArrival();
  m_source->bringForward(m_nextRequest);
  m_nextArrival = m_nextRequest.at;
}

void MachineRun::arrive() {
  const ArrivingRequest request = m_nextRequest;
  planNextArrival();
  const std::uint32_t slot = m_tasks.make();
  MachineTask& task = m_tasks[slot];
  task.submit = task.invoke = request.at;
  task.call = request.call;
  task.work.ioNs = request.ioNs;
  task.work.memoryBytes = request.bytes;
  task.cpuNs = request.cpuNs;
  offer(slot, 0, request.at);
}

void MachineRun::cutDays(std::int64_t now) {
  while (m_context.timeline->nextCut() <= now) {
    MachineRecord record = m_record;
    if (m_source)
      record.passedDoor(m_source->doorRequests(), m_source->cacheHits());
    m_context.timeline->cut(record.usageUntil(m_context.timeline->nextCut()));
  }
}

bool MachineRun::lookAround(std::int64_t now) {
  if (m_context.stop.stop_requested())
    return false;
  if (m_context.progress) {
    const std::int64_t end = std::max<std::int64_t>(m_windowNs, 1);
    m_context.progress(std::min(1.0, static_cast<double>(now) / static_cast<double>(end)),
                       m_record.metrics.counts.attempts);
  }
  return true;
}

// What goes on when a stream's window ends counts as running or waiting, with its time up to there.
void MachineRun::finishWindow() {
  RunMetrics& metrics = m_record.metrics;
  for (const MachineTask& task : m_tasks.all()) {
    if (task.state == TaskState::Running) {
      ++metrics.counts.running;
      m_record.integrate(metrics.runningNs, task.start, m_windowNs);
      if (m_context.timeline != nullptr)
        m_context.timeline->ran(task.start, m_windowNs);
    } else if (task.state == TaskState::Waiting) {
      ++metrics.counts.waiting;
      m_record.integrate(metrics.waitingNs, task.invoke, m_windowNs);
    }
  }
  for (Machine& machine : m_machines) {
    if (m_stream)
      machine.cpu.goOn(m_windowNs);
    metrics.busyVcpuNs += machine.cpu.busyNs();
  }
  metrics.jobRuns = m_jobRuns.size();
  if (m_source)
    m_record.passedDoor(m_source->doorRequests(), m_source->cacheHits());
}

} // namespace coldframe
