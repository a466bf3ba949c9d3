// Job runs on machines: what the client plans reaches the queue task by task; when the last task has ended, machines
// that were started for the run stop, and the client's collection gives the makespan.
#include "sim/engine/timeline.h"
#include "sim/platform/machine/machine_run.h"

#include <algorithm>
#include <numeric>

namespace coldframe {

namespace {

void add(ObjectStoreUsage& to, const ObjectStoreUsage& part) {
  to.puts += part.puts;
  to.gets += part.gets;
  to.lists += part.lists;
  to.bytesIn += part.bytesIn;
  to.bytesOut += part.bytesOut;
}

} // namespace

void MachineRun::jobStart(std::uint32_t run, std::int64_t now) {
  JobRun& jobRun = m_jobRuns[run];
  const JobSpec& job = m_job->job;
  const auto tasks = static_cast<std::size_t>(job.tasks());
  jobRun.entered = now;
  jobRun.plan = planJob(client(), job, SimTime::atNanoseconds(now), m_seed, run);
  jobRun.order.resize(tasks);
  std::iota(jobRun.order.begin(), jobRun.order.end(), 0U);
  std::ranges::stable_sort(jobRun.order, {}, [&](std::uint32_t task) { return jobRun.plan.invoke[task]; });
  jobRun.visible.assign(tasks, SimTime());
  jobRun.succeeded.assign(tasks, false);
  jobRun.rows.assign(m_trace ? tasks : 0, 0);
  jobRun.open = static_cast<std::int64_t>(tasks);
  if (m_machine.hours == MachineHours::PerJob) {
    jobRun.pool = makePool(now, false);
    m_record.metrics.counts.environmentsStarted += static_cast<std::uint64_t>(m_machine.count);
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(m_machine.count); ++i) {
      KeyedGenerator source(m_seed, Cause::Boot, m_platform ^ mix64(run), i);
      const std::int64_t boot = m_machine.boot.sample(source);
      const std::int64_t ready = now + boot + m_machine.appStart.sample(source);
      schedule(ready, Happening::MachineUp, m_pools[jobRun.pool].firstMachine + i);
    }
  }
  schedule(jobRun.plan.invoke[jobRun.order.front()].ns(), Happening::JobInvoke, run);
}

void MachineRun::jobInvoke(std::uint32_t run, std::int64_t now) {
  JobRun& jobRun = m_jobRuns[run];
  const JobSpec& job = m_job->job;
  const std::uint32_t number = jobRun.order[jobRun.next++];
  if (jobRun.next < jobRun.order.size())
    schedule(jobRun.plan.invoke[jobRun.order[jobRun.next]].ns(), Happening::JobInvoke, run);
  const std::uint32_t slot = m_tasks.make();
  MachineTask& task = m_tasks[slot];
  const TaskWork work = taskWork(job, m_seed, number, run);
  task.submit = jobRun.plan.submit[number].ns();
  task.invoke = now;
  task.call = static_cast<std::uint64_t>(run) * static_cast<std::uint64_t>(job.tasks()) + number;
  task.task = number;
  task.items = job.itemsOf(number);
  task.jobRun = run;
  task.work = {work.cpuNs, work.ioNs, taskMemory(job, work, number).inBytes()};
  drawSpeed(task);
  offer(slot, jobRun.pool, now);
}

// How fast an attempt gets on: its noise and its machine's speed.
void MachineRun::drawSpeed(MachineTask& task) const {
  KeyedGenerator source(m_seed, Cause::Noise, m_platform ^ mix64(task.call), task.attempt);
  task.cpuFactor = m_machine.noise.sampleReal(source) / m_machine.speed;
  task.cpuNs = Distribution::toWhole(static_cast<double>(task.work.cpuNs) * task.cpuFactor);
}

// Every task reads its input; one that ends well writes its output.
void MachineRun::countStoreRequests(const MachineTask& task) {
  const ExecutorProfile& executor = m_inputs.executor;
  if (!m_machine.remote)
    return;
  ObjectStoreUsage& store = m_record.usage.objectStore;
  store.gets += executor.getsPerCall;
  if (executor.getsPerCall > 0)
    store.bytesOut += (m_job->job.inputPerItem * task.items).count();
  if (task.outcome != CallOutcome::Ok)
    return;
  store.puts += executor.putsPerCall;
  if (executor.putsPerCall > 0)
    store.bytesIn += (m_job->job.outputPerItem * task.items).count();
}

void MachineRun::taskDone(const MachineTask& task, std::int64_t now, std::size_t row) {
  JobRun& jobRun = m_jobRuns[task.jobRun];
  const auto number = static_cast<std::size_t>(task.task);
  jobRun.visible[number] = SimTime::atNanoseconds(now);
  jobRun.succeeded[number] = task.outcome == CallOutcome::Ok;
  if (m_trace)
    jobRun.rows[number] = row;
  if (--jobRun.open == 0)
    jobDone(task.jobRun, now);
}

void MachineRun::jobDone(std::uint32_t run, std::int64_t now) {
  JobRun& jobRun = m_jobRuns[run];
  const JobSpec& job = m_job->job;
  RunMetrics& metrics = m_record.metrics;
  if (m_machine.hours == MachineHours::PerJob) {
    const std::int64_t on = now - m_pools[jobRun.pool].startedAt;
    m_record.rented(on, m_machine.count);
    metrics.paidVcpuNs += static_cast<double>(on) * static_cast<double>(m_machine.count * m_machine.vcpus);
    releasePool(jobRun.pool);
  }
  const JobCollection collection =
      collectJob(client(), job, jobRun.plan, jobRun.visible, jobRun.succeeded, m_seed, run);
  metrics.makespans.push_back(collection.done - SimTime::atNanoseconds(jobRun.entered));
  bool complete = true;
  for (std::size_t task = 0; task < jobRun.succeeded.size(); ++task) {
    if (m_trace) {
      m_trace->set(jobRun.rows[task], Stamp::StatusSeen, collection.statusSeen[task]);
      m_trace->set(jobRun.rows[task], Stamp::ResultDone, collection.resultDone[task]);
    }
    complete = complete && jobRun.succeeded[task];
    if (!jobRun.succeeded[task])
      continue;
    if (m_record.measures(jobRun.plan.submit[task].ns()))
      metrics.response.add((collection.resultDone[task] - jobRun.plan.submit[task]).ns());
    if (m_context.timeline != nullptr)
      m_context.timeline->answered(jobRun.plan.submit[task].ns(),
                                   (collection.resultDone[task] - jobRun.plan.submit[task]).ns());
    if (m_machine.remote)
      m_record.usage.bytesToInternet += (job.outputPerItem * job.itemsOf(static_cast<std::int64_t>(task))).count();
  }
  metrics.jobRunsComplete += complete ? 1 : 0;
  add(m_record.usage.objectStore, jobRun.plan.store);
  add(m_record.usage.objectStore, collection.store);
  m_lastDone = std::max(m_lastDone, collection.done.ns());
  --m_openRuns;
  jobRun = JobRun{}; // its memory is no longer needed
}

} // namespace coldframe
