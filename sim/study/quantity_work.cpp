// Quantities of how long the work takes and how busy it keeps machines.
#include "sim/json/quantity.h"
#include "sim/platform/machine/cpu_rates.h"
#include "sim/study/find_platform.h"
#include "sim/study/quantity_kinds.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"
#include "sim/workload/distribution_codec.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

namespace coldframe {

namespace {

constexpr double kMostNs = 1e18;
constexpr double kFarther = 1e6;                      // than what comes now: nobody asks for more
constexpr double kLeastBusy = 0.01, kMostBusy = 0.95; // of a curve: at all of it a queue has no end

struct StatedWork {
  const WorkSpec* work = nullptr; // null: it is recorded
  std::string pointer;
};

StatedWork statedWork(const Workload& workload) {
  if (const auto* job = std::get_if<JobWorkload>(&workload))
    return {&job->job.item, "/workload/item"};
  if (const auto* requests = std::get_if<RequestsWorkload>(&workload))
    return {&requests->request.work, "/workload/function"};
  if (const auto* cron = std::get_if<CronWorkload>(&workload))
    return {&cron->request.work, "/workload/function"};
  return {};
}

Setting lawAt(const std::string& pointer, const Distribution& law) {
  const FieldOptions time{.of = ValueKind::Duration};
  JsonNode node = JsonCodec<Distribution>::write(law, time);
  std::string shown = writeJsonLine(node);
  return {pointer, std::move(node), {}, std::move(shown)};
}

// vCPUs of a machine at work in the mean, where `offered` vCPU-seconds of work come a second, at random. Its parts
// share the vCPUs; how many there are does not depend on how their work is distributed (processor sharing is
// insensitive), nor on the waiting between: p(n) ~ offered^n / (rate(1) 2 rate(2) ... n rate(n)), and beyond the slots
// they queue.
double busyVcpus(const CpuRates& rates, std::int64_t slots, double offered) {
  constexpr double kNegligible = 1e-12, kLarge = 1e200;
  double p = 1, all = 1, busy = 0;
  for (std::int64_t n = 1; n <= slots; ++n) {
    const double capacity = static_cast<double>(n) * rates.rate(static_cast<std::size_t>(n));
    p *= offered / capacity;
    all += p;
    busy += p * rates.busy(static_cast<std::size_t>(n));
    if (p < kNegligible * all && offered < capacity)
      return busy / all;
    if (all > kLarge)
      p /= kLarge, all /= kLarge, busy /= kLarge;
  }
  const double full = offered / (static_cast<double>(slots) * rates.rate(static_cast<std::size_t>(slots)));
  if (full >= 1)
    return rates.busy(static_cast<std::size_t>(slots));
  const double queued = p * full / (1 - full);
  return (busy + queued * rates.busy(static_cast<std::size_t>(slots))) / (all + queued);
}

// Shares of the time, and how many times the mean rate calls come at in each.
std::vector<std::pair<double, double>> phasesOf(const ArrivalSpec& arrivals) {
  if (const auto* day = std::get_if<DiurnalArrivals>(&arrivals)) {
    const double sum = std::accumulate(day->hourly.begin(), day->hourly.end(), 0.0);
    const auto hours = static_cast<double>(day->hourly.size());
    std::vector<std::pair<double, double>> phases;
    for (const double factor : day->hourly)
      phases.emplace_back(1 / hours, factor * hours / sum);
    return phases;
  }
  if (const auto* bursts = std::get_if<OnOffArrivals>(&arrivals)) {
    const double on = bursts->on.mean() / (bursts->on.mean() + bursts->off.mean());
    const double mean = meanRate(arrivals);
    return {{on, bursts->rate.inPerSecond() / mean}, {1 - on, bursts->offRate.inPerSecond() / mean}};
  }
  return {{1, 1}};
}

// The utilization of the machines by `perSecond` calls of a stream, or runs of a job, a second.
std::function<double(double)> utilizationOf(const MachineModel& machine, const Demand& demand) {
  const auto* job = std::get_if<JobDemand>(&demand);
  const WorkSpec& work = job != nullptr ? job->job.item : std::get<StreamDemand>(demand).request.work;
  const double each = work.cpu.mean() * machine.noise.mean() / machine.speed / 1e9; // vCPU-seconds
  const std::int64_t slots = slotsPerMachine(machine, demand);
  const CpuRates rates(machine, slots, work.parallelFraction);
  const auto machines = static_cast<double>(machine.count);
  const auto vcpus = static_cast<double>(machine.vcpus);
  if (job != nullptr) {
    // As many tasks as there are slots, until they are done.
    const auto n = static_cast<std::size_t>(
        std::clamp<std::int64_t>((job->job.tasks() + machine.count - 1) / machine.count, 1, slots));
    const double all =
        each * static_cast<double>(job->job.items) / (static_cast<double>(n) * rates.rate(n)) * rates.busy(n);
    return [all, machines, vcpus](double perSecond) { return perSecond * all / machines / vcpus; };
  }
  return [each, slots, rates, machines, vcpus,
          phases = phasesOf(std::get<StreamDemand>(demand).arrivals)](double perSecond) {
    double busy = 0;
    for (const auto& [share, times] : phases)
      busy += share * busyVcpus(rates, slots, perSecond * times * each / machines);
    return busy / vcpus;
  };
}

} // namespace

Result<Quantity> durationQuantity(const Scenario& scenario) {
  const StatedWork stated = statedWork(scenario.blocks.workload);
  if (stated.work == nullptr)
    return failure(ErrorKind::Usage, "the running times of this scenario are recorded; there is no mean to change");
  const Distribution& cpu = stated.work->cpu;
  const Distribution& io = stated.work->io;
  const double mean = cpu.mean() + io.mean();
  if (!std::isfinite(mean))
    return failure(ErrorKind::Usage, "the running time has no mean to change");
  Quantity quantity;
  quantity.title = "mean running time, s";
  quantity.titled = 1e-9;
  quantity.present = mean;
  quantity.least = 1;
  quantity.most = kMostNs;
  quantity.from = std::max(1.0, mean / kCurveSpan);
  quantity.to = std::min(mean * kCurveSpan, kMostNs);
  for (const auto& [key, law] : {std::pair("/cpu", &cpu), std::pair("/io", &io)})
    if (!law->isZero())
      quantity.fields.push_back(stated.pointer + key);
  quantity.legal = [](double base) { return std::clamp(base, 1.0, kMostNs); };
  quantity.settings = [cpu, io, mean, pointer = stated.pointer](double base) {
    std::vector<Setting> settings;
    for (const auto& [key, law] : {std::pair("/cpu", &cpu), std::pair("/io", &io)})
      if (!law->isZero())
        settings.push_back(lawAt(pointer + key, law->scaled(base / mean)));
    return settings;
  };
  quantity.shown = [](double base) { return showDuration(base / 1e9); };
  quantity.parse = [](const std::string& typed) -> Result<double> {
    const auto time = parseDuration(typed);
    if (!time || !(*time > Duration()))
      return failure(ErrorKind::Usage, "'" + typed + "' is no mean running time, e.g. \"250 ms\"");
    return static_cast<double>(time->ns());
  };
  return quantity;
}

Result<Quantity> utilizationQuantity(const Scenario& scenario, const Catalogue& catalogue,
                                     std::span<const std::string> machines) {
  const auto bound = bind(scenario, catalogue);
  if (!bound)
    return failure(bound.error());
  const BoundPlatform* platform = nullptr;
  for (const std::string& id : machines)
    if (const BoundPlatform* each = findPlatform(*bound, id)) {
      const auto* machine = std::get_if<MachineModel>(&each->model.platform);
      if (machine != nullptr && (machine->hours == MachineHours::Always || !bound->isJob))
        platform = each;
    }
  if (platform == nullptr)
    return failure(ErrorKind::Usage,
                   "utilization is of machines that are always on; " +
                       std::string(machines.empty() ? "none are named here" : "neither platform has any"));
  if (platform->autoSize)
    return failure(ErrorKind::Usage, "'" + platform->id +
                                         "' has as many machines as it takes, so how busy they are is what "
                                         "comes out; give it a \"count\", or ask over requests");
  auto calls = bound->isJob ? runsQuantity(scenario, catalogue) : requestsQuantity(scenario);
  if (!calls)
    return calls;
  const auto& machine = std::get<MachineModel>(platform->model.platform);
  const auto busy = utilizationOf(machine, platform->model.run.demand);
  const double perSecond = calls->titled / (bound->monthHours * 3600); // of what is one a month, its base unit
  if (!calls->present || !(busy(*calls->present * perSecond) > 0))
    return failure(ErrorKind::Usage,
                   "the work uses no CPU, so '" + platform->id + "' is idle however much of it there is");
  const auto under = std::make_shared<const Quantity>(std::move(*calls));
  const auto shareOf = [busy, perSecond](double base) { return busy(base * perSecond); };
  const auto baseOf = [shareOf, now = *under->present](double share) {
    return reaches(shareOf, share, now, now * kFarther);
  };
  Quantity quantity;
  quantity.title = "utilization of " + platform->id + ", %";
  quantity.titled = 100;
  quantity.fields = under->fields;
  quantity.present = shareOf(*under->present);
  quantity.least = under->least > 0 ? shareOf(under->least) : 0;
  constexpr double kTooMuch = 1e9; // times what comes now: as busy as they can be
  quantity.most = std::min(1.0, shareOf(*under->present * kTooMuch));
  quantity.step = under->step > 0 ? shareOf(under->step) : 0;
  quantity.from = std::max(kLeastBusy, quantity.least);
  quantity.to = kMostBusy * quantity.most;
  quantity.legal = [under, shareOf, baseOf](double share) { return shareOf(under->legal(baseOf(share))); };
  quantity.settings = [under, baseOf](double share) { return under->settings(under->legal(baseOf(share))); };
  quantity.shown = [under, baseOf](double share) {
    return significant(share * 100, 3) + " % utilized by " + under->shown(under->legal(baseOf(share)));
  };
  quantity.parse = [most = quantity.most](const std::string& typed) -> Result<double> {
    auto share = typedNumber(typed);
    if (!share)
      if (share = typedNumber(typed, "%"); share)
        *share /= 100;
    if (!share || !(*share > 0) || *share > most)
      return failure(ErrorKind::Usage,
                     "'" + typed + "' is no utilization, e.g. 40% or 0.4, above 0 and up to " + showPercent(most));
    return *share;
  };
  return quantity;
}

} // namespace coldframe
