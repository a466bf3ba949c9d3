// Who gets which slot: one FIFO queue a pool of machines, the machine with the fewest calls first.
#include "sim/engine/timeline.h"
#include "sim/platform/machine/machine_run.h"

namespace coldframe {

// Machines for one queue, from `now` on; started machines come up one by one.
std::uint32_t MachineRun::makePool(std::int64_t now, bool up) {
  const auto count = static_cast<std::size_t>(m_machine.count);
  std::uint32_t index = 0;
  if (!m_freePools.empty()) {
    index = m_freePools.back();
    m_freePools.pop_back();
  } else {
    index = static_cast<std::uint32_t>(m_pools.size());
    m_pools.emplace_back();
    m_pools.back().firstMachine = static_cast<std::uint32_t>(m_machines.size());
    m_pools.back().load.resize(count);
    const SharedCpu cpu(m_rates, m_record.measuredFrom(), m_record.measuredTo());
    m_machines.resize(m_machines.size() + count, Machine{cpu, index, 0, false, false, {}});
    m_cpuEnds.resize(m_machines.size());
  }
  Pool& pool = m_pools[index];
  pool.startedAt = now;
  pool.starting = up ? 0 : m_machine.count;
  pool.over = false;
  for (std::size_t i = 0; i < count; ++i) {
    Machine& machine = m_machines[pool.firstMachine + i];
    machine.up = up;
    machine.used = false;
    pool.load.set(i, up ? 0 : LeastOf::kNone);
    if (m_trace) {
      machine.freeSlots.clear();
      for (std::int64_t slot = m_slots; slot > 0; --slot)
        machine.freeSlots.push_back(static_cast<std::uint32_t>(slot - 1));
    }
  }
  return index;
}

void MachineRun::machineUp(std::uint32_t index, std::int64_t now) {
  Machine& machine = m_machines[index];
  Pool& pool = m_pools[machine.pool];
  --pool.starting;
  if (pool.over) { // too late: the job has ended without it
    if (pool.starting == 0)
      m_freePools.push_back(machine.pool);
    return;
  }
  machine.up = true;
  pool.load.set(index - pool.firstMachine, 0);
  serveQueue(machine.pool, now);
}

// The job run of these machines has ended: they stop.
void MachineRun::releasePool(std::uint32_t index) {
  Pool& pool = m_pools[index];
  pool.over = true;
  for (std::size_t i = 0; i < static_cast<std::size_t>(m_machine.count); ++i) {
    m_machines[pool.firstMachine + i].up = false;
    pool.load.set(i, LeastOf::kNone);
  }
  if (pool.starting == 0)
    m_freePools.push_back(index);
}

// A call comes to the machines: it gets a slot, waits, or is turned away.
void MachineRun::offer(std::uint32_t slot, std::uint32_t poolIndex, std::int64_t now) {
  Counts& counts = m_record.metrics.counts;
  ++counts.arrivals;
  ++counts.attempts;
  MachineTask& task = m_tasks[slot];
  if (m_context.timeline != nullptr)
    m_context.timeline->arrived(task.submit);
  task.pool = poolIndex;
  if (!m_record.fits(task.work.memoryBytes)) [[unlikely]]
    return refuse(slot, now, CallOutcome::OutOfMemory);
  Pool& pool = m_pools[poolIndex];
  if (pool.load.least() != LeastOf::kNone)
    return start(slot, pool.firstMachine + static_cast<std::uint32_t>(pool.load.index()), now);
  if (m_stream && !m_record.mayWait(m_machine.queueLimit, pool.waiting))
    return refuse(slot, now, CallOutcome::Dropped);
  enqueue(slot, poolIndex, now);
}

void MachineRun::enqueue(std::uint32_t slot, std::uint32_t poolIndex, std::int64_t now) {
  Pool& pool = m_pools[poolIndex];
  pool.queue.push_back(slot);
  ++pool.waiting;
  if (!m_stream || m_machine.patience.isZero())
    return;
  MachineTask& task = m_tasks[slot];
  KeyedGenerator source(m_seed, Cause::Patience, m_platform ^ mix64(task.call));
  task.mayGiveUp = true;
  schedule(now + m_machine.patience.sample(source), Happening::GiveUp, slot);
}

void MachineRun::serveQueue(std::uint32_t poolIndex, std::int64_t now) {
  Pool& pool = m_pools[poolIndex];
  while (!pool.queue.empty() && pool.load.least() != LeastOf::kNone) {
    const std::uint32_t slot = pool.queue.front();
    pool.queue.pop_front();
    if (m_tasks[slot].state == TaskState::Gone) {
      m_tasks.release(slot);
      continue;
    }
    --pool.waiting;
    m_record.integrate(m_record.metrics.waitingNs, m_tasks[slot].invoke, now);
    start(slot, pool.firstMachine + static_cast<std::uint32_t>(pool.load.index()), now);
  }
}

// The patience of a caller is over: it leaves if it still waits.
void MachineRun::giveUp(std::uint32_t slot, std::int64_t now) {
  MachineTask& task = m_tasks[slot];
  task.mayGiveUp = false;
  if (task.state == TaskState::Gone) { // it has ended before
    m_tasks.release(slot);
    return;
  }
  if (task.state != TaskState::Waiting)
    return;
  --m_pools[task.pool].waiting;
  m_record.integrate(m_record.metrics.waitingNs, task.invoke, now);
  ++m_record.metrics.counts.dropped;
  if (m_context.timeline != nullptr)
    m_context.timeline->lost(task.submit);
  task.outcome = CallOutcome::Dropped;
  if (m_trace)
    record(task, -1);
  if (m_source->interactive())
    answerUser(now, task.call);
  task.state = TaskState::Gone; // the queue still points to it
}

void MachineRun::refuse(std::uint32_t slot, std::int64_t now, CallOutcome outcome) {
  MachineTask& task = m_tasks[slot];
  Counts& counts = m_record.metrics.counts;
  task.outcome = outcome;
  if (outcome == CallOutcome::OutOfMemory) {
    ++counts.outOfMemory;
    ++counts.failed;
  } else {
    ++counts.dropped;
  }
  if (m_context.timeline != nullptr)
    m_context.timeline->lost(task.submit);
  const std::size_t row = m_trace ? record(task, -1) : 0;
  if (task.task >= 0)
    taskDone(task, now, row);
  else if (m_source->interactive())
    answerUser(now, task.call);
  m_tasks.release(slot);
}

// An attempt has failed and the task has tries left: it waits behind all others.
void MachineRun::tryAgain(std::uint32_t slot, std::int64_t now) {
  const MachineTask failed = m_tasks[slot];
  MachineTask next;
  next.submit = failed.submit;
  next.invoke = now;
  next.call = failed.call;
  next.work = failed.work;
  next.items = failed.items;
  next.task = failed.task;
  next.jobRun = failed.jobRun;
  next.pool = failed.pool;
  next.attempt = failed.attempt + 1;
  drawSpeed(next);
  m_tasks[slot] = next;
  ++m_record.metrics.counts.attempts;
  ++m_record.metrics.counts.retried;
  enqueue(slot, next.pool, now);
}

void MachineRun::cpuChanged(std::uint32_t machine) {
  m_cpuEnds.set(machine, m_machines[machine].cpu.nextEnd());
}

} // namespace coldframe
