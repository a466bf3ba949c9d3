#include "sim/scenario/bind_workload.h"

#include "sim/units/format.h"

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

// An on-off process is walked period by period, arrivals or not.
bool tooManyPeriods(const ArrivalSpec& spec, Duration window, double most) {
  const auto* bursts = std::get_if<OnOffArrivals>(&spec);
  return bursts && static_cast<double>(window.ns()) > most * (bursts->on.mean() + bursts->off.mean());
}

std::vector<SimTime> placedStarts(BindContext& context, const ArrivalSpec& spec, Duration window,
                                  std::int64_t windowStart) {
  constexpr std::size_t kMostRuns = 1'000'000;
  std::vector<SimTime> starts;
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

double meanNs(const WorkSpec& work) {
  return work.cpu.mean() + work.io.mean();
}

std::string about(double n) {
  return showCount(n);
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

void checkSize(BindContext& context, const BoundWorkload& workload) {
  // What one core simulates in an hour or two, and what fits beside other programs in 8 GB.
  constexpr double kMostCalls = 5e9;
  constexpr double kMostItems = 5e9;
  constexpr double kMostTasks = 1.5e7; // of one run: about 500 bytes each
  constexpr double kMostAtOnce = 2e7;  // environments or waiting requests, about 200 bytes each
  const auto refuse = [&](const std::string& pointer, const std::string& what, double estimate, double most) {
    context.wrong(pointer, what + ": about " + about(estimate), "at most " + about(most));
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
    const double atOnce =
        std::min(calls, meanRate(stream.arrivals) * std::min(meanNs(stream.request.work) / 1e9, window.inSeconds()));
    if (atOnce > kMostAtOnce)
      refuse("/workload", "this would take too much memory; requests in progress at a time", atOnce, kMostAtOnce);
  };
  const std::size_t before = context.reader.count();
  look(workload.run, workload.runWindow);
  if (workload.month && context.reader.count() == before)
    look(*workload.month, workload.monthWindow);
}

} // namespace coldframe
