#include "sim/scenario/bind_workload.h"

#include "sim/scenario/size_limits.h"

#include <algorithm>

namespace coldframe {

namespace {

// `runs` of them in the middle of equal parts of the window.
std::vector<SimTime> evenStarts(std::int64_t runs, Duration window) {
  std::vector<SimTime> starts;
  for (std::int64_t i = 0; i < runs; ++i) {
    const double middle = (static_cast<double>(i) + 0.5) / static_cast<double>(runs);
    starts.push_back(SimTime::at(Duration::fromSeconds(middle * window.inSeconds())));
  }
  return starts;
}

std::vector<SimTime> placedStarts(BindContext& context, const ArrivalSpec& spec, Duration window,
                                  std::int64_t windowStart) {
  constexpr std::size_t kMostRuns = 1'000'000;
  std::vector<SimTime> starts;
  if (isInteractive(spec)) {
    context.wrong("/month/arrivals", "runs of a job do not wait for answers", "another kind of arrivals");
    return starts;
  }
  if (tooManyPeriods(spec, window, 1e6)) {
    context.wrong("/month/arrivals", "the on and off periods are too short for this month", "longer periods");
    return starts;
  }
  ArrivalProcess process(spec, {context.scenario.blocks.seed, 0}, windowStart);
  for (SimTime at = process.next(); at < SimTime::at(window); at = process.next()) {
    if (starts.size() == kMostRuns) {
      context.wrong("/month/arrivals", "too many runs in the month", "at most " + std::to_string(kMostRuns));
      break;
    }
    starts.push_back(at);
  }
  if (starts.empty())
    context.wrong("/month/arrivals", "the job never runs in the month", "at least one run");
  return starts;
}

void toReference(BindContext& context, const std::optional<MeasuredAt>& place, WorkSpec& work) {
  if (place)
    work.cpu = work.cpu.scaled(referenceFactor(context, place, work.parallelFraction));
}

void bindJob(BindContext& context, const JobWorkload& block, BoundWorkload& bound) {
  JobDemand demand{block.job, {SimTime()}};
  toReference(context, block.measuredAt, demand.job.item);
  if (demand.job.batch > demand.job.items)
    demand.job.batch = demand.job.items;
  bindJobRuns(context, std::move(demand), bound);
}

} // namespace

double referenceFactor(BindContext& context, const std::optional<MeasuredAt>& place, double parallelFraction) {
  const double speed = place ? speedAt(context, *place, parallelFraction) : 1;
  return speed > 0 ? speed : 1; // 0: it was reported
}

void bindJobRuns(BindContext& context, JobDemand demand, BoundWorkload& bound) {
  bound.run = demand;
  const MonthBlock& month = context.scenario.blocks.month;
  demand.starts = month.arrivals ? placedStarts(context, *month.arrivals, bound.monthWindow, bound.windowStart)
                                 : evenStarts(month.runs, bound.monthWindow);
  bound.month = std::move(demand);
}

void bindStream(BindContext& context, StreamDemand demand, BoundWorkload& bound) {
  const std::optional<Duration>& horizon = context.scenario.blocks.horizon;
  bound.runWindow = horizon.value_or(bound.monthWindow);
  bound.run = demand;
  if (horizon)
    bound.month = std::move(demand);
}

BoundWorkload bindWorkload(BindContext& context) {
  const ScenarioBlocks& blocks = context.scenario.blocks;
  BoundWorkload bound;
  bound.monthWindow = blocks.month.length;
  bound.windowStart = blocks.start.ns;
  if (const auto* job = std::get_if<JobWorkload>(&blocks.workload)) {
    bindJob(context, *job, bound);
  } else if (const auto* requests = std::get_if<RequestsWorkload>(&blocks.workload)) {
    StreamDemand demand{requests->request, requests->arrivals};
    toReference(context, requests->measuredAt, demand.request.work);
    bindStream(context, std::move(demand), bound);
  } else if (const auto* cron = std::get_if<CronWorkload>(&blocks.workload)) {
    StreamDemand demand{cron->request, cron->schedule};
    toReference(context, cron->measuredAt, demand.request.work);
    bindStream(context, std::move(demand), bound);
  } else {
    bindTrace(context, std::get<TraceWorkload>(blocks.workload), bound);
  }
  return bound;
}

} // namespace coldframe
