// From map() to the platform: serialise, upload, and a pool of threads that takes the tasks in their order.
#include "sim/executor/client_draws.h"
#include "sim/executor/job_client.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace coldframe {

namespace {

// The job's function and data into the object store, one object after another over the uplink.
std::int64_t uploadNs(const ClientSetting& setting, const JobSpec& job, Seed seed, std::uint64_t run,
                      ObjectStoreUsage& store) {
  const ExecutorProfile& executor = setting.executor;
  if (!setting.remote || executor.uploadsPerJob == 0)
    return 0;
  Bytes size = executor.functionBytes;
  if (job.inputFrom == InputFrom::Client)
    size += job.inputPerItem * job.items;
  store.puts += executor.uploadsPerJob;
  store.bytesIn += size.count();
  KeyedGenerator source = clientDraws(seed, ClientDraw::Upload, 0, run);
  std::int64_t ns = setting.link.uplink.timeFor(size).ns();
  for (std::int64_t i = 0; i < executor.uploadsPerJob; ++i)
    ns += setting.store.putLatency.sample(source) + setting.link.roundTrip.ns();
  return ns;
}

} // namespace

JobPlan planJob(const ClientSetting& setting, const JobSpec& job, SimTime entered, Seed seed, std::uint64_t run) {
  const ExecutorProfile& executor = setting.executor;
  const auto tasks = static_cast<std::size_t>(job.tasks());
  JobPlan plan;
  plan.submit.reserve(tasks);
  plan.invoke.reserve(tasks);

  KeyedGenerator serialiseSource = clientDraws(seed, ClientDraw::Serialise, 0, run);
  const std::int64_t ready =
      entered.ns() + executor.serialise.sample(serialiseSource) + uploadNs(setting, job, seed, run, plan.store);
  const std::int64_t roundTrip = setting.remote ? setting.link.roundTrip.ns() : 0;
  const bool inputInCall = setting.remote && executor.uploadsPerJob == 0 && job.inputFrom == InputFrom::Client &&
                           job.inputPerItem.count() > 0 && setting.link.uplink < Bandwidth::unlimited();

  // Without a library the caller opens as many connections as it has calls.
  const bool pooled = !executor.isNone();
  struct Thread {
    std::int64_t free = 0;
    bool connected = false;
    bool operator>(const Thread& other) const { return free > other.free; }
  };
  std::priority_queue<Thread, std::vector<Thread>, std::greater<>> threads;
  if (pooled)
    for (std::size_t i = 0; i < std::min(static_cast<std::size_t>(executor.invokeThreads), tasks); ++i)
      threads.push({ready, false});
  std::int64_t clientFree = ready; // an interpreter runs one of its threads at a time
  std::int64_t lineFree = ready;
  for (std::size_t task = 0; task < tasks; ++task) {
    std::int64_t submit = ready;
    std::int64_t sent = ready;
    if (pooled) {
      const Thread thread = threads.top();
      threads.pop();
      submit = std::max(thread.free, clientFree);
      sent = submit + executor.invokeWork.ns() + (thread.connected ? 0 : executor.connectWork.ns());
      clientFree = sent;
    }
    if (inputInCall) {
      const Bytes payload = job.inputPerItem * job.itemsOf(static_cast<std::int64_t>(task));
      lineFree = std::max(lineFree, sent) + setting.link.uplink.timeFor(payload).ns();
      sent = lineFree;
    }
    KeyedGenerator source = clientDraws(seed, ClientDraw::Invoke, task, run);
    const std::int64_t latency = executor.invokeLatency.sample(source);
    plan.submit.push_back(SimTime::atNanoseconds(submit));
    plan.invoke.push_back(SimTime::atNanoseconds(sent + latency + roundTrip / 2));
    if (pooled)
      threads.push({sent + latency + roundTrip, true});
  }
  return plan;
}

} // namespace coldframe
