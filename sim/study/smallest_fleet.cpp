#include "sim/study/smallest_fleet.h"

#include "sim/result/overload.h"
#include "sim/run/simulate.h"
#include "sim/study/quick_window.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace coldframe {

namespace {

// How much is simulated of each size.
struct SizingEffort {
  std::uint64_t replications = 3;
  double calls = 100'000; // of a stream, at least
  Duration shortest = Duration::hours(1);
};

// A quick answer may be off by a machine.
SizingEffort sizingEffort(Effort effort) {
  return effort == Effort::Quick ? SizingEffort{1, 20'000, Duration::minutes(10)} : SizingEffort{};
}

// Arrivals of the same kind, `load` times as many. False where they cannot be multiplied.
bool multiply(ArrivalSpec& arrivals, double load) {
  const auto times = [load](Rate rate) { return Rate::perSecond(rate.inPerSecond() * load); };
  if (auto* constant = std::get_if<ConstantArrivals>(&arrivals))
    constant->rate = times(constant->rate);
  else if (auto* poisson = std::get_if<PoissonArrivals>(&arrivals))
    poisson->rate = times(poisson->rate);
  else if (auto* bursts = std::get_if<OnOffArrivals>(&arrivals))
    bursts->rate = times(bursts->rate), bursts->offRate = times(bursts->offRate);
  else if (auto* daily = std::get_if<DiurnalArrivals>(&arrivals))
    daily->rate = times(daily->rate);
  else if (auto* people = std::get_if<InteractiveArrivals>(&arrivals))
    people->users = std::llround(static_cast<double>(people->users) * load);
  else if (auto* minutes = std::get_if<PerMinuteCounts>(&arrivals))
    for (std::int64_t& count : minutes->counts)
      count = std::llround(static_cast<double>(count) * load);
  else
    return load == 1;
  return true;
}

// Machines that are busy on the average, each slot at its full speed: with fewer the queue grows without end, and there
// is no need to look. 0 where that is not known.
double machinesBusy(const MachineModel& machine, const Demand& demand) {
  const auto* stream = std::get_if<StreamDemand>(&demand);
  if (stream == nullptr || isInteractive(stream->arrivals) || stream->request.work.recorded)
    return 0;
  const WorkSpec& work = stream->request.work;
  const double busy = meanRate(stream->arrivals) * (work.cpu.mean() / machine.speed + work.io.mean()) / 1e9 /
                      static_cast<double>(slotsPerMachine(machine, demand));
  return std::isfinite(busy) ? busy : 0;
}

class Sizing {
public:
  Sizing(const BoundPlatform& platform, const Objective& objective, const StudyOptions& options, std::uint64_t seed)
      : m_platform(platform), m_objective(objective), m_seed(seed), m_stop(options.stop),
        m_effort(sizingEffort(options.effort)), m_machine(std::get<MachineModel>(platform.model.platform)),
        m_inputs(platform.model.run) {}

  Result<std::int64_t> fewest() {
    if (auto* stream = std::get_if<StreamDemand>(&m_inputs.demand);
        stream && !multiply(stream->arrivals, m_objective.load))
      return failure(ErrorKind::Input, "\"" + m_platform.id + "\" is to be sized for " + significant(m_objective.load) +
                                           " times the load, but recorded instants and schedules cannot be multiplied");
    const double busy = std::min(machinesBusy(m_machine, m_inputs.demand), static_cast<double>(kLargestFleet));
    std::int64_t enough = std::max(m_platform.minCount, static_cast<std::int64_t>(std::ceil(busy)));
    std::int64_t tooFew = enough - 1;
    for (std::int64_t more = 1; !meets(enough); more *= 2) {
      if (m_stop.stop_requested())
        return failure(ErrorKind::Interrupted, "interrupted before the fleet was sized");
      if (enough >= kLargestFleet)
        return failure(ErrorKind::Input, "no fleet of up to " + showCount(kLargestFleet) + " machines of \"" +
                                             m_platform.id + "\" meets the objective of " +
                                             showDuration(m_objective.response.inSeconds()) + ": it comes to " +
                                             showDuration(m_reached.inSeconds()));
      tooFew = enough;
      enough = std::min(enough + more, kLargestFleet);
    }
    while (enough - tooFew > 1 && !m_stop.stop_requested()) {
      const std::int64_t middle = tooFew + (enough - tooFew) / 2;
      (meets(middle) ? enough : tooFew) = middle;
    }
    if (m_stop.stop_requested())
      return failure(ErrorKind::Interrupted, "interrupted before the fleet was sized");
    return enough;
  }

private:
  bool meets(std::int64_t machines) {
    m_machine.count = machines;
    const bool isJob = std::holds_alternative<JobDemand>(m_inputs.demand);
    const double calls = std::max(m_effort.calls, 100.0 * static_cast<double>(machines));
    const RunInputs inputs = isJob ? m_inputs : quickWindow(m_inputs, m_machine, calls, m_effort.shortest);
    const bool interactive = !isJob && isInteractive(std::get<StreamDemand>(inputs.demand).arrivals);
    QuantileSketch response;
    double makespanNs = 0;
    for (std::uint64_t replication = 0; replication < m_effort.replications; ++replication) {
      RunContext context;
      context.stop = m_stop;
      const RunOutput output = simulate(m_machine, inputs, Seed{m_seed, replication}, context);
      const RunMetrics& metrics = output.metrics;
      if (!output.complete || metrics.counts.failed > 0 || metrics.counts.dropped > 0 ||
          (!interactive && isOverloaded(metrics.counts)))
        return false;
      response.merge(metrics.response);
      for (const Duration makespan : metrics.makespans)
        makespanNs += static_cast<double>(makespan.ns()) / static_cast<double>(m_effort.replications);
    }
    const double reached = isJob ? makespanNs : response.empty() ? 0 : response.quantile(m_objective.quantile);
    m_reached = Duration::nanoseconds(static_cast<std::int64_t>(reached));
    return m_reached <= m_objective.response;
  }

  const BoundPlatform& m_platform;
  const Objective& m_objective;
  std::uint64_t m_seed;
  std::stop_token m_stop;
  SizingEffort m_effort;
  MachineModel m_machine;
  RunInputs m_inputs;
  Duration m_reached; // what the last fleet tried came to
};

std::string sentence(const BoundPlatform& platform, std::int64_t machines, const Objective& objective, bool isJob) {
  const std::string& type = std::get<MachineModel>(platform.model.platform).instanceType;
  std::string text = "\"" + platform.id + "\" is " + showCount(machines) + " × " + type +
                     (platform.minCount > 1 ? ", the fewest, at least " + showCount(platform.minCount) + ", that "
                                            : std::string(", the fewest that "));
  text += isJob ? "are done within " : "answer " + showPercent(objective.quantile) + " of the requests within ";
  text += showDuration(objective.response.inSeconds());
  if (!isJob && objective.load > 1)
    text += " at " + significant(objective.load) + " times the load";
  return text;
}

} // namespace

Result<BoundScenario> withFleetsSized(const BoundScenario& scenario, const StudyOptions& options,
                                      const std::function<bool(const BoundPlatform&)>& wanted) {
  BoundScenario sized = scenario;
  for (BoundPlatform& platform : sized.platforms) {
    if (!platform.autoSize || !wanted(platform))
      continue;
    assert(scenario.objective);
    const auto machines = Sizing(platform, *scenario.objective, options, options.seed.value_or(scenario.seed)).fewest();
    if (!machines)
      return failure(machines.error());
    std::get<MachineModel>(platform.model.platform).count = *machines;
    platform.autoSize = false;
    sized.warnings.push_back(sentence(platform, *machines, *scenario.objective, scenario.isJob));
  }
  return sized;
}

} // namespace coldframe
