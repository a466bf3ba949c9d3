// Replications of one platform → its Outcome, by the definitions of docs/models.md, "Figures". Fed one replication
// after another, in their order; keeps what the figures need and not the runs. The same replications give the same
// Outcome whatever thread made them.
//
//  makespan               mean over the replications in which every call completed
//  speedup                mean of paired ratios, baseline ÷ this, of the same replication
//  effective parallelism  Σ (start → end of completed calls) ÷ makespan
//  response, service      quantiles of all replications pooled (sim/stats/pooled_quantiles.h)
//  cold-start fraction    cold ÷ started, pooled; interval across replications
//  marginal cost of a run priced usage of the run without what is paid for anyway (provisioned environments, a cache or
//                         balancer by the hour); 0 by definition on machines that are always on and on platforms that
//                         are declared paid for
//  month                  mean of bills; the bill shown is that of the replication nearest the mean
//  completion probability share of replications in which every call completed; feasible from 0.95. Calls of a stream
//                         that run or wait when the window ends are not lost, unless the queue grows without end
//                         (sim/result/overload.h)
#pragma once

#include "sim/base/result.h"
#include "sim/platform/run_inputs.h"
#include "sim/price/price_book.h"
#include "sim/result/outcome.h"
#include "sim/result/verdict.h"
#include "sim/stats/pooled_quantiles.h"

#include <optional>
#include <vector>

namespace coldframe {

inline constexpr double kFeasibleFrom = 0.95;

// One replication: the run and, where it is another simulation, the month. Without a month the run is the month.
struct Replication {
  RunOutput run;
  std::optional<RunOutput> month;
};

struct PlatformFacts {
  std::string id;
  std::string label;
  std::optional<NamedHash> profile;
  NamedHash prices;
  bool isJob = false;
  bool interactive = false;  // users wait for answers, so that no queue grows without end
  bool isFunction = false;   // has environments, and so cold starts
  bool alwaysOn = false;     // machines that are paid for whatever runs
  bool paidFor = false;      // declared: on anyway
  std::int64_t machines = 0; // of a fleet; 0: no fleet
  double runsPerMonth = 1;
  Duration month = Duration::hours(730);
  bool freeGrant = false; // which of the two monthly totals the allocated cost and the bill are of
  std::int64_t batch = 1;
};

class OutcomeBuilder {
public:
  OutcomeBuilder(PlatformFacts facts, const PriceBook& book); // keeps a reference to the book

  // Input errors: something was used that the price book has no price for.
  Result<void> add(const Replication& replication);

  std::uint64_t replications() const { return m_makespans.size(); }
  // Makespan by replication, in seconds; empty where some call did not complete, and for streams.
  const std::vector<std::optional<double>>& makespans() const { return m_makespans; }
  // The figures that a run to a given precision watches (sim/study/precision.h): makespan or p95 response, and cost.
  std::vector<Estimate> watched() const;
  // Whether more than a twentieth of the replications so far lost a call.
  bool feasible() const;

  // `baseline`: the baseline's makespans, paired by replication. `largestBatch`: see VerdictFacts.
  Outcome build(const std::vector<std::optional<double>>& baseline,
                std::optional<std::int64_t> largestBatch = {}) const;

  // What the same replications cost under another book; where it lacks a price, no figure and which price.
  RepricedCost costUnder(const PriceBook& book, const NamedHash& name) const;

private:
  struct Quantiles {
    PooledQuantiles pooled;
    std::vector<double> means, largest; // in seconds, of replications where anything was seen
    void add(const QuantileSketch& sketch);
    QuantileFigures figures(const std::string& why) const;
  };
  Result<void> addCosts(const Usage& run, const Usage& month);
  void fillCosts(Outcome& outcome) const;

  PlatformFacts m_facts;
  const PriceBook& m_book;
  Counts m_counts;
  std::uint64_t m_complete = 0;
  std::uint64_t m_overloaded = 0;
  std::vector<std::optional<double>> m_makespans;
  std::vector<std::optional<double>> m_responseP95S;
  std::vector<double> m_effectiveParallelism;
  std::vector<double> m_coldFractions;
  std::vector<double> m_concurrencyMean;
  std::vector<double> m_concurrencyMax;
  std::vector<double> m_utilization;
  std::vector<double> m_monthUtilization;
  Quantiles m_response;
  Quantiles m_service;
  std::vector<LimitObservation> m_limits;
  std::vector<double> m_marginalUsd;
  std::vector<double> m_monthUsd;
  std::vector<double> m_monthGrantUsd;
  std::vector<double> m_fixedUsd;
  std::vector<Usage> m_runUsage;
  std::vector<Usage> m_monthUsage;
};

// The mean of the paired ratios baseline ÷ makespan, by replication; none of a stream.
Figure speedupOver(const std::vector<std::optional<double>>& baseline,
                   const std::vector<std::optional<double>>& makespans, bool isJob);
// What of a run's usage would vanish with the run.
Usage marginalUsage(const Usage& run, bool alwaysOn);

} // namespace coldframe
