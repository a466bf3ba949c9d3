// Job runs on a function platform: what the client plans reaches the platform task by task; when the last task has
// ended the client's collection gives the makespan and the two stamps that only the client sees.
#include "sim/platform/faas/faas_run.h"

#include <algorithm>
#include <numeric>

namespace coldframe {

void FaasRun::jobStart(std::uint32_t run, std::int64_t now) {
  JobRun& jobRun = m_jobRuns[run];
  const JobSpec& job = m_job->job;
  const auto tasks = static_cast<std::size_t>(job.tasks());
  const ClientSetting client{m_inputs.executor, m_inputs.client, m_inputs.store, true};
  jobRun.entered = now;
  jobRun.plan = planJob(client, job, SimTime::atNanoseconds(now), m_seed, run);
  jobRun.order.resize(tasks);
  std::iota(jobRun.order.begin(), jobRun.order.end(), 0U);
  std::stable_sort(jobRun.order.begin(), jobRun.order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return jobRun.plan.invoke[a] < jobRun.plan.invoke[b]; });
  jobRun.visible.assign(tasks, SimTime());
  jobRun.succeeded.assign(tasks, false);
  jobRun.rows.assign(m_trace ? tasks : 0, 0);
  jobRun.open = static_cast<std::int64_t>(tasks);
  m_openCalls += tasks;
  --m_openCalls; // stood for the run that had not begun
  schedule(jobRun.plan.invoke[jobRun.order.front()].ns(), Happening::JobInvoke, run);
}

void FaasRun::jobInvoke(std::uint32_t run, std::int64_t now) {
  JobRun& jobRun = m_jobRuns[run];
  const JobSpec& job = m_job->job;
  // The library keeps calls back while as many as it may run are on their way.
  if (const std::int64_t most = m_inputs.executor.maxWorkers; most > 0 && jobRun.inFlight >= most) {
    jobRun.held = true;
    return;
  }
  ++jobRun.inFlight;
  const std::uint32_t task = jobRun.order[jobRun.next++];
  if (const Duration late = SimTime::atNanoseconds(now) - jobRun.plan.invoke[task]; late > Duration()) {
    jobRun.plan.submit[task] += late;
    jobRun.plan.invoke[task] += late;
  }
  if (jobRun.next < jobRun.order.size())
    schedule(std::max(jobRun.plan.invoke[jobRun.order[jobRun.next]].ns(),
                      jobRun.plan.invoke[task].ns() + m_inputs.executor.invokeWork.ns()),
             Happening::JobInvoke, run);
  const std::uint32_t slot = m_flights.make();
  Flight& flight = m_flights[slot];
  const TaskWork work = taskWork(job, m_seed, task, run);
  flight.arrival = jobRun.plan.submit[task].ns();
  flight.task = static_cast<std::int32_t>(task);
  FlightDetail& detail = m_flights.detail(slot);
  detail.call = static_cast<std::uint64_t>(run) * static_cast<std::uint64_t>(job.tasks()) + task;
  detail.jobRun = run;
  flight.work = {work.cpuNs, work.ioNs, taskMemory(job, work, task).inBytes()};
  ++m_calls;
  ++m_metrics.counts.arrivals;
  if (m_timeline)
    m_timeline->arrived(flight.arrival);
  // Executors send large data by reference; a bare invocation carries its input and output itself, but for what a task
  // fetches from the internet.
  const std::int64_t items = job.itemsOf(task);
  const Bytes input = job.inputFrom == InputFrom::Client ? job.inputPerItem * items : Bytes();
  if (m_inputs.executor.isNone() && refusedForPayload(input, job.outputPerItem * items)) {
    ++m_metrics.counts.attempts;
    return giveUp(slot, now, false);
  }
  if (m_model.invocation == Invocation::Async)
    deliverTwice(slot, now);
  if (m_model.invocation == Invocation::Queue)
    return enqueue(slot, now);
  attempt(slot, now);
}

void FaasRun::taskDone(std::uint32_t slot, std::int64_t visible, bool succeeded) {
  const std::uint32_t run = m_flights.detail(slot).jobRun;
  JobRun& jobRun = m_jobRuns[run];
  const auto task = static_cast<std::size_t>(m_flights[slot].task);
  jobRun.visible[task] = SimTime::atNanoseconds(visible);
  jobRun.succeeded[task] = succeeded;
  --jobRun.inFlight;
  if (jobRun.held) { // the client learns of it in a round of its looks
    jobRun.held = false;
    schedule(visible + m_inputs.executor.pollInterval.ns(), Happening::JobInvoke, run);
  }
  if (--jobRun.open == 0)
    jobDone(run);
}

void FaasRun::jobDone(std::uint32_t run) {
  JobRun& jobRun = m_jobRuns[run];
  const JobSpec& job = m_job->job;
  const ClientSetting client{m_inputs.executor, m_inputs.client, m_inputs.store, true};
  const JobCollection collection = collectJob(client, job, jobRun.plan, jobRun.visible, jobRun.succeeded, m_seed, run);
  m_metrics.makespans.push_back(collection.done - SimTime::atNanoseconds(jobRun.entered));
  bool complete = true;
  std::int64_t resultBytes = 0;
  for (std::size_t task = 0; task < jobRun.succeeded.size(); ++task) {
    complete = complete && jobRun.succeeded[task];
    if (!jobRun.succeeded[task])
      continue;
    m_metrics.response.add((collection.resultDone[task] - jobRun.plan.submit[task]).ns());
    if (m_timeline)
      m_timeline->answered(jobRun.plan.submit[task].ns(),
                           (collection.resultDone[task] - jobRun.plan.submit[task]).ns());
    resultBytes += (job.outputPerItem * job.itemsOf(static_cast<std::int64_t>(task))).count();
    if (m_trace) {
      m_trace->set(jobRun.rows[task], Stamp::StatusSeen, collection.statusSeen[task]);
      m_trace->set(jobRun.rows[task], Stamp::ResultDone, collection.resultDone[task]);
    }
  }
  m_metrics.jobRunsComplete += complete ? 1 : 0;
  m_usage.bytesToInternet += resultBytes; // the results come home
  ObjectStoreUsage& store = m_usage.objectStore;
  for (const ObjectStoreUsage& part : {jobRun.plan.store, collection.store}) {
    store.puts += part.puts;
    store.gets += part.gets;
    store.lists += part.lists;
    store.bytesIn += part.bytesIn;
    store.bytesOut += part.bytesOut;
  }
  m_lastDone = std::max(m_lastDone, collection.done.ns());
  jobRun = JobRun{}; // its memory is no longer needed
}

} // namespace coldframe
