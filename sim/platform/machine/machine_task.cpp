// What a task does once it has a slot: what the executor does before, its items' I/O and CPU parts one after another,
// what the executor does after. Where nothing that others do can change how long that takes, its end is known at once.
#include "sim/engine/timeline.h"
#include "sim/platform/machine/machine_run.h"

#include <algorithm>

namespace coldframe {

void MachineRun::start(std::uint32_t slot, std::uint32_t machineIndex, std::int64_t now) {
  MachineTask& task = m_tasks[slot];
  Machine& machine = m_machines[machineIndex];
  Pool& pool = m_pools[machine.pool];
  task.state = TaskState::Running;
  task.machine = machineIndex;
  task.start = now;
  task.fresh = !machine.used;
  machine.used = true;
  ++machine.calls;
  pool.load.set(machineIndex - pool.firstMachine, machine.calls < m_slots ? machine.calls : LeastOf::kNone);
  if (m_trace) {
    task.worker = machine.freeSlots.back();
    machine.freeSlots.pop_back();
  }
  ++m_record.metrics.counts.started;
  m_record.runs(++m_running);
  if (m_context.timeline != nullptr)
    m_context.timeline->started(now, false, m_running);

  if (m_job && !m_inputs.executor.isNone()) {
    const WorkerOverhead overhead =
        workerOverhead(m_inputs.executor, task.fresh, Duration(), m_seed, m_platform, task.call, task.attempt);
    task.setup = overhead.start.ns() + overhead.setup.ns();
    task.before = task.setup + storeNs(m_inputs.executor.getsPerCall, m_inputs.store.getLatency,
                                       m_job->job.inputPerItem * task.items, task, 0);
    const std::int64_t limit = m_inputs.executor.taskLimit.ns();
    if (m_machine.remote && m_store.holdUpReads(m_inputs.executor) && (limit == 0 || task.setup <= limit)) {
      schedule(now + task.setup, Happening::TaskReads, slot);
      return;
    }
  }
  beginItems(slot, now);
}

// Set-up is over, and the task asks the store for its function and data.
void MachineRun::taskReads(std::uint32_t slot, std::int64_t now) {
  MachineTask& task = m_tasks[slot];
  task.before += m_store.waitToRead(now, m_inputs.executor.getsPerCall, m_job->job.inputPerItem * task.items);
  beginItems(slot, now);
}

// How long a task needs before its items is known.
void MachineRun::beginItems(std::uint32_t slot, std::int64_t now) {
  const MachineTask& task = m_tasks[slot];
  if (m_simple)
    planEnd(slot, now, task.work.ioNs + task.cpuNs);
  else if (task.before > 0)
    schedule(task.start + task.before, Happening::ItemsBegin, slot);
  else
    nextPart(slot, now);
}

// `requests` one after another, then the bytes at a worker's bandwidth; nothing on the user's own machine.
std::int64_t MachineRun::storeNs(std::int64_t requests, const Distribution& latency, Bytes bytes,
                                 const MachineTask& task, std::uint64_t which) const {
  if (!m_machine.remote || requests == 0)
    return 0;
  KeyedGenerator source(m_seed, Cause::ObjectStore, m_platform ^ mix64(task.call), task.attempt * 2 + which);
  std::int64_t total = m_inputs.store.transferTime(bytes).ns();
  for (std::int64_t i = 0; i < requests; ++i)
    total += latency.sample(source);
  return total;
}

Work MachineRun::nextItem(const MachineTask& task) const {
  return m_job ? itemWork(m_job->job, m_seed, task.task * m_job->job.batch + task.nextItem, task.jobRun) : task.work;
}

std::int64_t MachineRun::cpuNs(const MachineTask& task, const Work& item) const {
  return m_job ? Distribution::toWhole(static_cast<double>(item.cpuNs) * task.cpuFactor) : task.cpuNs;
}

void MachineRun::nextPart(std::uint32_t slot, std::int64_t now) {
  const MachineTask& task = m_tasks[slot];
  if (task.nextItem == task.items)
    return planEnd(slot, now, now - task.start - task.before);
  if (m_itemByItem)
    return callOutside(slot, now);
  const std::int64_t io = nextItem(task).ioNs;
  if (io > 0)
    schedule(now + io, Happening::IoDone, slot);
  else
    compute(slot, now);
}

// Every item calls the same site or database: it waits for its turn (max_concurrency), then for the rate, and does its
// I/O part; on the user's own machine that lasts at least until its input has come over the line.
void MachineRun::callOutside(std::uint32_t slot, std::int64_t now) {
  const std::int64_t most = m_inputs.external.maxConcurrency;
  if (most > 0 && m_externalBusy >= most) {
    m_externalWaiting.push_back(slot);
    return;
  }
  ++m_externalBusy;
  std::int64_t end = m_externalGate.pass(SimTime::atNanoseconds(now)).ns() + nextItem(m_tasks[slot]).ioNs;
  if (m_overDownlink) {
    m_lineFree = std::max(m_lineFree, now) + m_inputs.client.downlink.timeFor(m_job->job.inputPerItem).ns();
    end = std::max(end, m_lineFree);
  }
  schedule(end, Happening::IoDone, slot);
}

void MachineRun::ioDone(std::uint32_t slot, std::int64_t now) {
  if (m_itemByItem) {
    --m_externalBusy;
    if (!m_externalWaiting.empty()) {
      const std::uint32_t next = m_externalWaiting.front();
      m_externalWaiting.pop_front();
      callOutside(next, now);
    }
  }
  compute(slot, now);
}

// The CPU part of the next item, and of those after it that have no I/O part before it.
void MachineRun::compute(std::uint32_t slot, std::int64_t now) {
  MachineTask& task = m_tasks[slot];
  std::int64_t ns = cpuNs(task, nextItem(task));
  ++task.nextItem;
  if (!m_itemByItem) {
    for (; task.nextItem < task.items; ++task.nextItem) {
      const Work item = nextItem(task);
      if (item.ioNs > 0)
        break;
      ns += cpuNs(task, item);
    }
  }
  if (ns == 0)
    return nextPart(slot, now);
  m_machines[task.machine].cpu.add(now, ns, slot);
  cpuChanged(task.machine);
}

// The items take `itemsNs` in all, which is over or known at `now`: when the task ends.
void MachineRun::planEnd(std::uint32_t slot, std::int64_t now, std::int64_t itemsNs) {
  MachineTask& task = m_tasks[slot];
  std::int64_t duration = task.before + itemsNs;
  task.funcEnd = task.start + duration;
  if (m_job && !m_inputs.executor.isNone()) {
    const ExecutorProfile& executor = m_inputs.executor;
    const WorkerOverhead overhead = workerOverhead(executor, task.fresh, Duration::nanoseconds(itemsNs), m_seed,
                                                   m_platform, task.call, task.attempt);
    const Bytes output = m_job->job.outputPerItem * task.items;
    task.funcEnd += overhead.around.ns();
    duration += overhead.around.ns() + overhead.finish.ns() +
                storeNs(executor.putsPerCall, m_inputs.store.putLatency,
                        output <= executor.inlineLimit ? Bytes() : output, task, 1);
    if (const std::int64_t limit = executor.taskLimit.ns(); limit > 0) {
      m_record.timed(duration, limit, task.attempt == 0);
      if (duration > limit)
        task.outcome = CallOutcome::Timeout;
    }
  }
  if (m_simple)
    task.cpuShare = static_cast<double>(task.cpuNs) / static_cast<double>(std::max<std::int64_t>(duration, 1));
  // Where the limit has passed in the middle of a part, the task is stopped when that part ends.
  if (task.outcome == CallOutcome::Timeout)
    duration = std::max(m_inputs.executor.taskLimit.ns(), now - task.start);
  const std::int64_t end = task.start + duration;
  if (end > now || task.start == now) // a task of no length ends in its turn, not inside its own start
    schedule(end, Happening::Finish, slot);
  else
    finish(slot, now);
}

bool MachineRun::failsByItself(const MachineTask& task) const {
  const double probability = m_job ? m_job->job.failureProbability : m_stream->request.failureProbability;
  if (probability <= 0)
    return false;
  KeyedGenerator source(m_seed, Cause::Failure, m_platform ^ mix64(task.call), task.attempt);
  return source.uniform() < probability;
}

void MachineRun::finish(std::uint32_t slot, std::int64_t now) {
  MachineTask& task = m_tasks[slot];
  if (task.outcome == CallOutcome::Ok && failsByItself(task))
    task.outcome = CallOutcome::Error;
  if (m_job && waitsToWrite(slot, now))
    return;
  RunMetrics& metrics = m_record.metrics;
  const std::int64_t service = now - task.start;
  --m_running;
  m_record.integrate(metrics.runningNs, task.start, now);
  if (m_context.timeline != nullptr)
    m_context.timeline->ran(task.start, now);
  if (m_simple)
    m_record.integrate(metrics.busyVcpuNs, task.start, now, task.cpuShare);
  const bool measured = m_record.measures(task.submit);
  const bool again = m_job && task.outcome != CallOutcome::Ok && task.attempt + 1 < m_machine.attempts;
  if (measured)
    metrics.service.add(service);
  if (task.outcome == CallOutcome::Ok) {
    ++metrics.counts.completed;
    metrics.workNs += static_cast<double>(service);
    if (m_stream) {
      std::int64_t door = 0;
      if (!m_inputs.frontDoor.latency.isZero())
        door = m_inputs.frontDoor.latency.sample(m_doorSource);
      if (measured)
        metrics.response.add(now - task.submit + door);
      if (measured && m_context.timeline != nullptr)
        m_context.timeline->answered(task.submit, now - task.submit + door);
      m_record.replied(m_stream->request);
      if (m_source->interactive())
        answerUser(now + door, task.call);
    }
  } else {
    metrics.counts.failed += again ? 0 : 1;
    if (m_context.timeline != nullptr && !again)
      m_context.timeline->lost(task.submit);
    metrics.counts.errors += task.outcome == CallOutcome::Error ? 1 : 0;
    metrics.counts.timedOut += task.outcome == CallOutcome::Timeout ? 1 : 0;
    if (m_stream && m_source->interactive())
      answerUser(now, task.call);
  }
  const std::size_t row = m_trace ? record(task, now) : 0;
  leave(slot);
  const std::uint32_t pool = m_tasks[slot].pool;
  if (m_job) {
    countStoreRequests(m_tasks[slot]);
    if (!again)
      taskDone(m_tasks[slot], now, row);
  }
  if (again)
    tryAgain(slot, now);
  else if (task.mayGiveUp)
    task.state = TaskState::Gone;
  else
    m_tasks.release(slot);
  serveQueue(pool, now);
}

// Results pass the store's limits when they are written, and the library's own limit may strike while they wait. True:
// the task keeps its slot, and its end is planned anew.
bool MachineRun::waitsToWrite(std::uint32_t slot, std::int64_t now) {
  MachineTask& task = m_tasks[slot];
  const ExecutorProfile& executor = m_inputs.executor;
  if (task.writes || task.outcome != CallOutcome::Ok || !m_machine.remote || !m_store.holdUpWrites(executor))
    return false;
  task.writes = true;
  const std::int64_t wait = m_store.waitToWrite(now, executor.putsPerCall, m_job->job.outputPerItem * task.items);
  if (wait == 0)
    return false;
  const std::int64_t duration = now + wait - task.start;
  std::int64_t end = now + wait;
  if (const std::int64_t limit = executor.taskLimit.ns(); limit > 0 && duration > limit) {
    m_record.strikes(duration, task.attempt == 0);
    task.outcome = CallOutcome::Timeout;
    end = std::max(now, task.start + limit);
  }
  if (m_simple) // the same work over a longer time
    task.cpuShare *=
        static_cast<double>(now - task.start) / static_cast<double>(std::max<std::int64_t>(1, end - task.start));
  schedule(end, Happening::Finish, slot);
  return true;
}

// The slot on its machine is free.
void MachineRun::leave(std::uint32_t slot) {
  const MachineTask& task = m_tasks[slot];
  Machine& machine = m_machines[task.machine];
  Pool& pool = m_pools[machine.pool];
  --machine.calls;
  pool.load.set(task.machine - pool.firstMachine, machine.calls);
  if (m_trace)
    machine.freeSlots.push_back(task.worker);
}

std::size_t MachineRun::record(const MachineTask& task, std::int64_t end) {
  const auto at = [](std::int64_t ns) { return SimTime::atNanoseconds(ns); };
  TraceRow row;
  row.outcome = task.outcome;
  row.set(Count::Call, static_cast<std::int64_t>(task.call));
  row.set(Count::Attempt, task.attempt);
  row.set(Stamp::Submit, at(task.submit));
  row.set(Stamp::Invoke, at(task.invoke));
  if (end >= 0) {
    row.cold = Cold::No;
    row.set(Count::Environment, task.machine);
    row.set(Count::Worker, static_cast<std::int64_t>(task.machine) * m_slots + task.worker);
    row.set(Count::PeakMemory, task.work.memoryBytes);
    row.set(Stamp::Start, at(task.start));
    row.set(Stamp::End, at(end));
    if (task.outcome == CallOutcome::Ok) {
      row.set(Stamp::SetupDone, at(task.start + task.setup));
      row.set(Stamp::FuncStart, at(task.start + task.before));
      row.set(Stamp::FuncEnd, at(std::min(task.funcEnd, end)));
    }
    if (m_stream) {
      row.set(Stamp::StatusSeen, at(end));
      row.set(Stamp::ResultDone, at(end));
    }
  }
  if (m_job) {
    row.set(Count::FirstItem, task.task * m_job->job.batch);
    row.set(Count::Items, task.items);
  }
  return m_trace->append(row);
}

} // namespace coldframe
