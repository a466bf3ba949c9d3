#include "sim/scenario/size_limits.h"

#include "sim/platform/machine/machine_stream.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

// What one core simulates in an hour or two, and what fits beside other programs in 8 GB.
constexpr double kMostCalls = 5e9;
constexpr double kMostItems = 5e9;
constexpr double kMostTasks = 1.5e7; // of one run: about 500 bytes each
constexpr double kMostAtOnce = 2e7;  // environments or waiting requests, about 200 bytes each
constexpr double kMostNs = 3.15e18;  // 100 years: what a job may take
constexpr double kMostCounted = 9e18;

double meanNs(const WorkSpec& work) {
  return work.cpu.mean() + work.io.mean();
}

class SizeOn {
public:
  SizeOn(BindContext& context, const Model& model, const std::string& id, const std::string& pointer, bool sizedLater)
      : m_context(context), m_model(model), m_id("\"" + id + "\""), m_pointer(pointer), m_sizedLater(sizedLater) {}

  void check() {
    look(m_model.run);
    if (m_model.month && m_context.reader.count() == m_before)
      look(*m_model.month);
  }

private:
  void look(const RunInputs& inputs) {
    if (const auto* job = std::get_if<JobDemand>(&inputs.demand))
      lookAtJob(job->job, inputs);
    else
      lookAtStream(std::get<StreamDemand>(inputs.demand), inputs);
    if (const auto* function = std::get_if<FaasModel>(&m_model.platform))
      lookAtFunction(*function, inputs.window);
    else
      lookAtMachines(std::get<MachineModel>(m_model.platform), inputs.window);
  }

  void lookAtJob(const JobSpec& job, const RunInputs& inputs) {
    const auto items = static_cast<double>(job.items);
    const auto take = [&](const std::string& pointer, const std::string& what, double ns) {
      if (ns > kMostNs && std::isfinite(ns) && m_context.reader.count() == m_before)
        m_context.wrong(pointer, what + " would take about " + showDuration(ns / 1e9),
                        "at most " + showDuration(kMostNs / 1e9));
    };
    take("/workload/items", "the job on " + m_id, items * itemNs(job.item) / callsAtOnce(inputs.demand));
    const double in = items * static_cast<double>(job.inputPerItem.count());
    const double out = items * static_cast<double>(job.outputPerItem.count());
    take("/client/uplink", "sending the job's input", in / inputs.client.uplink.inBytesPerSecond() * 1e9);
    take("/client/downlink", "fetching the job's results", out / inputs.client.downlink.inBytesPerSecond() * 1e9);
    take("/external/max_rate", "the items' calls, at this rate, ", items / inputs.external.maxRate.inPerSecond() * 1e9);
    counted("/workload", "bytes in a month", (in + out) * static_cast<double>(starts(inputs.demand)));
  }

  // Requests that come faster than they can be worked off wait, all of them in memory.
  void lookAtStream(const StreamDemand& stream, const RunInputs& inputs) {
    const double calls = expectedArrivals(stream.arrivals, inputs.window);
    const RequestSpec& request = stream.request;
    counted("/workload", "bytes",
            calls * static_cast<double>(request.input.count() + inputs.frontDoor.reply(request.output).count()));
    if (request.work.recorded || isInteractive(stream.arrivals)) // no more wait than there are users
      return;
    const double atOnce = meanRate(stream.arrivals) * itemNs(request.work) / 1e9;
    const double load = atOnce / callsAtOnce(inputs.demand);
    if (!(load > 1) || !std::isfinite(load))
      return;
    double waiting = calls * (1 - 1 / load);
    if (const auto* function = std::get_if<FaasModel>(&m_model.platform)) {
      if (function->invocation == Invocation::Sync)
        return;
      if (function->invocation == Invocation::Async)
        waiting = std::min(waiting, meanRate(stream.arrivals) * function->async.eventAge.inSeconds());
    } else {
      const auto& machine = std::get<MachineModel>(m_model.platform);
      if (machine.queueLimit >= 0 || !machine.patience.isZero() || MachineStream::serves(machine, inputs))
        return;
    }
    if (waiting > kMostAtOnce)
      m_context.wrong("/workload",
                      m_id + " is overloaded, and this would take too much memory; requests waiting at a time: about " +
                          showCount(waiting),
                      "at most " + showCount(kMostAtOnce));
  }

  void lookAtFunction(const FaasModel& function, Duration window) {
    if (const KeepWarm& pings = function.keepWarm; pings.interval > Duration()) {
      const double all = window / pings.interval * static_cast<double>(pings.concurrent);
      if (all > kMostCalls)
        m_context.wrong(m_pointer + "/keep_warm",
                        "this would take hours to simulate; pings in the window: about " + showCount(all),
                        "at most " + showCount(kMostCalls));
    }
    double most = 0;
    for (const ProvisionedStep& step : function.provisioned)
      most = std::max(most, static_cast<double>(step.environments));
    counted(m_pointer + "/provisioned", "MB × ms of provisioned concurrency",
            most * function.key.memory.inMb() * window.inSeconds() * 1e3);
  }

  void lookAtMachines(const MachineModel& machine, Duration window) {
    const auto count = static_cast<double>(machine.count);
    if (machine.publicAddress)
      counted(m_pointer + "/public_address", "ns of public addresses", count * static_cast<double>(window.ns()));
    counted(m_pointer + "/disk", "GB × ms of disks", machine.diskGb * count * window.inSeconds() * 1e3);
  }

  // Calls that can be worked on at a time; infinite where nothing limits them, or as many machines will be taken as
  // it needs.
  double callsAtOnce(const Demand& demand) const {
    if (m_sizedLater)
      return std::numeric_limits<double>::infinity();
    if (const auto* function = std::get_if<FaasModel>(&m_model.platform)) {
      auto most = static_cast<double>(function->concurrency);
      if (function->invocation == Invocation::Queue)
        most = most < 0 ? static_cast<double>(function->queue.maxConcurrency)
                        : std::min(most, static_cast<double>(function->queue.maxConcurrency));
      return most < 0 ? std::numeric_limits<double>::infinity() : most;
    }
    const auto& machine = std::get<MachineModel>(m_model.platform);
    return static_cast<double>(machine.count * slotsPerMachine(machine, demand));
  }

  double itemNs(const WorkSpec& work) const {
    const auto* function = std::get_if<FaasModel>(&m_model.platform);
    const double speed = function != nullptr ? function->cpuSpeed(work.parallelFraction)
                                             : std::get<MachineModel>(m_model.platform).speed;
    return work.cpu.mean() / speed + work.io.mean();
  }

  static std::size_t starts(const Demand& demand) { return std::get<JobDemand>(demand).starts.size(); }

  void counted(const std::string& pointer, const std::string& what, double amount) {
    if (amount > kMostCounted && m_context.reader.count() == m_before)
      m_context.wrong(pointer, "more than can be counted; " + what + ": about " + showCount(amount),
                      "at most " + showCount(kMostCounted));
  }

  BindContext& m_context;
  const Model& m_model;
  std::string m_id;
  const std::string& m_pointer;
  bool m_sizedLater;
  std::size_t m_before = m_context.reader.count();
};

} // namespace

bool tooManyPeriods(const ArrivalSpec& spec, Duration window, double most) {
  const auto* bursts = std::get_if<OnOffArrivals>(&spec);
  return bursts && static_cast<double>(window.ns()) > most * (bursts->on.mean() + bursts->off.mean());
}

void checkSize(BindContext& context, const BoundWorkload& workload) {
  const auto refuse = [&](const std::string& pointer, const std::string& what, double estimate, double most) {
    context.wrong(pointer, what + ": about " + showCount(estimate), "at most " + showCount(most));
  };
  const auto look = [&](const Demand& demand, Duration window) {
    if (const auto* job = std::get_if<JobDemand>(&demand)) {
      const auto runs = static_cast<double>(job->starts.size());
      const auto tasks = static_cast<double>(job->job.tasks());
      if (tasks > kMostTasks)
        refuse("/workload/items", "a run of this job would take too much memory; tasks", tasks, kMostTasks);
      else if (static_cast<double>(job->job.items) * runs > kMostItems)
        refuse("/workload/items", "this would take hours to simulate; items a month",
               static_cast<double>(job->job.items) * runs, kMostItems);
      return;
    }
    const auto& stream = std::get<StreamDemand>(demand);
    if (tooManyPeriods(stream.arrivals, window, 3e7)) {
      context.wrong("/workload/arrivals", "the on and off periods are too short for this window", "longer periods");
      return;
    }
    const double calls = expectedArrivals(stream.arrivals, window);
    if (calls > kMostCalls)
      refuse("/workload", "this would take hours to simulate; requests in the window", calls, kMostCalls);
    const double atOnce = isInteractive(stream.arrivals)
                              ? 0
                              : std::min(calls, meanRate(stream.arrivals) *
                                                    std::min(meanNs(stream.request.work) / 1e9, window.inSeconds()));
    if (atOnce > kMostAtOnce)
      refuse("/workload", "this would take too much memory; requests in progress at a time", atOnce, kMostAtOnce);
  };
  const std::size_t before = context.reader.count();
  look(workload.run, workload.runWindow);
  if (workload.month && context.reader.count() == before)
    look(*workload.month, workload.monthWindow);
}

void checkSizeOn(BindContext& context, const Model& model, const std::string& id, const std::string& pointer,
                 bool sizedLater) {
  SizeOn(context, model, id, pointer, sizedLater).check();
}

} // namespace coldframe
