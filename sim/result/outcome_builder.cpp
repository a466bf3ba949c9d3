#include "sim/result/outcome_builder.h"

#include "sim/result/limits.h"
#include "sim/result/overload.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr const char* kStream = "a stream has no makespan";
constexpr const char* kStreamRun = "a stream has no single run; its cost is the month's";

double secondsOf(double ns) {
  return ns / 1e9;
}

Figure meanOf(const std::vector<double>& values, const std::string& why) {
  return values.empty() ? Figure::none(why) : Figure::of(estimate(values));
}

// A pooled value with the interval that its values by replication have.
Estimate around(double value, const std::vector<double>& byReplication) {
  Estimate e = estimate(byReplication);
  const double half = e.halfWidth();
  e.mean = value;
  e.lo = std::max(0.0, value - half);
  e.hi = value + half;
  return e;
}

// The replication whose value is nearest the mean; the first of equally near ones.
std::size_t nearestTheMean(const std::vector<double>& values) {
  const double mean = estimate(values).mean;
  std::size_t nearest = 0;
  for (std::size_t i = 1; i < values.size(); ++i)
    if (std::fabs(values[i] - mean) < std::fabs(values[nearest] - mean))
      nearest = i;
  return nearest;
}

} // namespace

Usage marginalUsage(const Usage& run, bool alwaysOn) {
  Usage usage = run;
  usage.provisionedMbMs = 0;
  usage.frontDoor.cacheNs = 0;
  usage.frontDoor.balancerNs = 0;
  if (alwaysOn) {
    usage.instances.clear();
    usage.diskGbMs = 0;
    usage.addressNs = 0;
    usage.surplusCreditNs = 0;
  }
  return usage;
}

OutcomeBuilder::OutcomeBuilder(PlatformFacts facts, const PriceBook& book) : m_facts(std::move(facts)), m_book(book) {}

void OutcomeBuilder::Quantiles::add(const QuantileSketch& sketch) {
  if (sketch.empty())
    return;
  pooled.add(sketch);
  means.push_back(secondsOf(sketch.mean()));
  largest.push_back(secondsOf(static_cast<double>(sketch.max())));
}

QuantileFigures OutcomeBuilder::Quantiles::figures(const std::string& why) const {
  const QuantileSketch& all = pooled.all();
  if (all.empty()) {
    const Figure none = Figure::none(why);
    return {none, none, none, none, none, none};
  }
  const auto at = [this](double q) {
    const Estimate ns = pooled.at(q);
    return Figure::of({secondsOf(ns.mean), secondsOf(ns.lo), secondsOf(ns.hi), ns.n});
  };
  return {Figure::of(around(secondsOf(all.mean()), means)),
          at(0.50),
          at(0.90),
          at(0.95),
          at(0.99),
          Figure::of(around(secondsOf(static_cast<double>(all.max())), largest))};
}

Result<void> OutcomeBuilder::add(const Replication& replication) {
  const RunMetrics& run = replication.run.metrics;
  const Counts& counts = run.counts;
  const bool overloaded = !m_facts.isJob && !m_facts.interactive && isOverloaded(counts);
  const bool complete = m_facts.isJob ? run.jobRuns > 0 && run.jobRunsComplete == run.jobRuns
                                      : counts.failed == 0 && counts.dropped == 0 && !overloaded;
  m_overloaded += overloaded ? 1 : 0;
  m_counts += counts;
  m_complete += complete ? 1 : 0;

  std::optional<double> makespan;
  if (m_facts.isJob && complete && !run.makespans.empty()) {
    double sum = 0;
    for (const Duration length : run.makespans)
      sum += length.inSeconds();
    makespan = sum / static_cast<double>(run.makespans.size());
    if (sum > 0)
      m_effectiveParallelism.push_back(secondsOf(run.workNs) / sum);
  }
  m_makespans.push_back(makespan);
  m_responseP95S.push_back(run.response.empty() ? std::nullopt
                                                : std::optional<double>(secondsOf(run.response.quantile(0.95))));

  m_response.add(run.response);
  m_service.add(run.service);
  if (counts.started > 0)
    m_coldFractions.push_back(static_cast<double>(counts.cold) / static_cast<double>(counts.started));
  if (run.window > Duration())
    m_concurrencyMean.push_back(run.runningNs / static_cast<double>(run.window.ns()));
  m_concurrencyMax.push_back(static_cast<double>(run.maxRunning));
  if (run.paidVcpuNs > 0)
    m_utilization.push_back(run.busyVcpuNs / run.paidVcpuNs);
  const RunMetrics& month = replication.month ? replication.month->metrics : run;
  if (month.paidVcpuNs > 0)
    m_monthUtilization.push_back(month.busyVcpuNs / month.paidVcpuNs);
  mergeLimits(m_limits, run.limits);
  return addCosts(replication.run.usage, replication.month ? replication.month->usage : replication.run.usage);
}

Result<void> OutcomeBuilder::addCosts(const Usage& run, const Usage& month) {
  const BillOptions options{m_facts.freeGrant, m_facts.month};
  const auto marginal = m_book.price(marginalUsage(run, m_facts.alwaysOn), {false, m_facts.month});
  const auto whole = m_book.price(month, options);
  const auto variable = m_book.price(marginalUsage(month, m_facts.alwaysOn), options);
  for (const auto* bill : {&marginal, &whole, &variable})
    if (!*bill)
      return failure(bill->error());
  m_marginalUsd.push_back(m_facts.paidFor || m_facts.alwaysOn ? 0.0 : marginal->total().inUsd());
  m_monthUsd.push_back(whole->withoutFreeGrant.inUsd());
  m_monthGrantUsd.push_back(whole->withFreeGrant.inUsd());
  m_fixedUsd.push_back((whole->total() - variable->total()).inUsd());
  m_runUsage.push_back(run);
  m_monthUsage.push_back(month);
  return {};
}

bool OutcomeBuilder::feasible() const {
  return static_cast<double>(m_complete) >= kFeasibleFrom * static_cast<double>(replications());
}

std::vector<Estimate> OutcomeBuilder::watched() const {
  std::vector<double> times;
  for (const std::optional<double>& value : m_facts.isJob ? m_makespans : m_responseP95S)
    if (value)
      times.push_back(*value);
  std::vector<Estimate> all{estimate(m_facts.freeGrant ? m_monthGrantUsd : m_monthUsd)};
  if (times.size() > 1)
    all.push_back(estimate(times));
  return all;
}

void OutcomeBuilder::fillCosts(Outcome& outcome) const {
  const std::vector<double>& shown = m_facts.freeGrant ? m_monthGrantUsd : m_monthUsd;
  const std::size_t nearest = nearestTheMean(shown);
  outcome.month.costUsd = Figure::of(estimate(m_monthUsd));
  outcome.month.costWithFreeGrantUsd = Figure::of(estimate(m_monthGrantUsd));
  outcome.month.fixedUsd = Figure::of(estimate(m_fixedUsd));
  outcome.month.usage = m_monthUsage[nearest];
  outcome.month.billReplication = nearest;
  if (auto bill = m_book.price(m_monthUsage[nearest], {m_facts.freeGrant, m_facts.month}))
    outcome.month.bill = std::move(*bill);
  outcome.run.usage = m_runUsage[nearest];
  if (!m_facts.isJob) {
    outcome.run.marginalUsd = Figure::none(kStreamRun);
    outcome.run.allocatedUsd = Figure::none(kStreamRun);
    return;
  }
  outcome.run.marginalUsd = Figure::of(estimate(m_marginalUsd));
  if (!(m_facts.runsPerMonth > 0)) {
    outcome.run.allocatedUsd = Figure::none("there is no run in the month");
    return;
  }
  std::vector<double> allocated = shown;
  for (double& usd : allocated)
    usd /= m_facts.runsPerMonth;
  outcome.run.allocatedUsd = Figure::of(estimate(allocated));
}

RepricedCost OutcomeBuilder::costUnder(const PriceBook& book, const NamedHash& name) const {
  RepricedCost cost;
  cost.prices = name;
  std::vector<double> marginalUsd;
  std::vector<double> monthUsd;
  std::vector<double> grantUsd;
  const bool marginalIsZero = m_facts.paidFor || m_facts.alwaysOn;
  for (std::size_t i = 0; i < m_monthUsage.size(); ++i) {
    const auto month = book.price(m_monthUsage[i], {m_facts.freeGrant, m_facts.month});
    const auto marginal = book.price(marginalUsage(m_runUsage[i], m_facts.alwaysOn), {false, m_facts.month});
    if (!month || !marginal) {
      const std::string why = (month ? marginal : month).error().text();
      cost.marginalUsd = cost.monthUsd = cost.monthWithFreeGrantUsd = Figure::none(why);
      return cost;
    }
    marginalUsd.push_back(marginalIsZero ? 0.0 : marginal->total().inUsd());
    monthUsd.push_back(month->withoutFreeGrant.inUsd());
    grantUsd.push_back(month->withFreeGrant.inUsd());
  }
  cost.marginalUsd = m_facts.isJob ? Figure::of(estimate(marginalUsd)) : Figure::none(kStreamRun);
  cost.monthUsd = Figure::of(estimate(monthUsd));
  cost.monthWithFreeGrantUsd = Figure::of(estimate(grantUsd));
  return cost;
}

Figure speedupOver(const std::vector<std::optional<double>>& baseline,
                   const std::vector<std::optional<double>>& makespans, bool isJob) {
  if (!isJob)
    return Figure::none(kStream);
  std::vector<double> ratios;
  for (std::size_t i = 0; i < makespans.size() && i < baseline.size(); ++i)
    if (makespans[i] && baseline[i] && *makespans[i] > 0)
      ratios.push_back(*baseline[i] / *makespans[i]);
  return meanOf(ratios, "in no replication did both this platform and the baseline complete every call");
}

Outcome OutcomeBuilder::build(const std::vector<std::optional<double>>& baseline,
                              std::optional<std::int64_t> largestBatch) const {
  Outcome outcome;
  outcome.id = m_facts.id;
  outcome.label = m_facts.label;
  outcome.machines = m_facts.machines;
  outcome.paidFor = m_facts.paidFor;
  outcome.isFunction = m_facts.isFunction;
  outcome.profile = m_facts.profile;
  outcome.prices = m_facts.prices;
  outcome.feasible = feasible();
  outcome.completionProbability = static_cast<double>(m_complete) / static_cast<double>(replications());
  outcome.limits = reportLimits(m_limits, outcome.feasible);
  outcome.counts = m_counts;

  std::vector<double> makespans;
  for (const std::optional<double>& makespan : m_makespans)
    if (makespan)
      makespans.push_back(*makespan);
  const std::string unfinished = m_facts.isJob ? "in no replication did every call complete" : kStream;
  outcome.makespanS = meanOf(makespans, unfinished);
  outcome.effectiveParallelism = meanOf(m_effectiveParallelism, unfinished);
  outcome.speedup = speedupOver(baseline, m_makespans, m_facts.isJob);
  outcome.responseS = m_response.figures("no call completed");
  outcome.serviceS = m_service.figures("no call started");
  outcome.coldStarts = m_counts.cold;
  if (!m_facts.isFunction)
    outcome.coldStartFraction = Figure::none("machines have no cold starts");
  else if (m_counts.started == 0)
    outcome.coldStartFraction = Figure::none("no call started");
  else
    outcome.coldStartFraction =
        Figure::of(around(static_cast<double>(m_counts.cold) / static_cast<double>(m_counts.started), m_coldFractions));
  outcome.concurrencyMean = meanOf(m_concurrencyMean, "the window has no length");
  outcome.concurrencyMax = meanOf(m_concurrencyMax, "there is no replication");
  outcome.utilization = meanOf(m_utilization, "no vCPU time is paid for");
  outcome.month.utilization = meanOf(m_monthUtilization, "no vCPU time is paid for");
  fillCosts(outcome);
  outcome.samples = {m_makespans, m_responseP95S, m_marginalUsd, m_monthUsd, m_monthGrantUsd};

  VerdictFacts verdict;
  verdict.isJob = m_facts.isJob;
  verdict.replications = replications();
  verdict.completeReplications = m_complete;
  verdict.overloadedReplications = m_overloaded;
  verdict.batch = m_facts.batch;
  verdict.largestBatch = largestBatch;
  outcome.verdict = verdictOf(outcome, verdict);
  return outcome;
}

} // namespace coldframe
