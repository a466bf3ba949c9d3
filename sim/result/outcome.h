// What a platform did over all replications: estimates with intervals, counts, limits, usage and the bill. One Outcome
// a platform; a Comparison is the outcomes of one scenario side by side. The JSON of `coldframe compare` is a walk over
// these.
#pragma once

#include "sim/engine/run_metrics.h"
#include "sim/price/bill.h"
#include "sim/result/study_head.h"
#include "sim/stats/estimate.h"
#include "sim/usage/usage.h"

#include <optional>
#include <string>
#include <vector>

namespace coldframe {

// An estimate, or why there is none. Never NaN.
struct Figure {
  std::optional<Estimate> estimate;
  std::string why; // when there is no estimate: "a stream has no makespan"

  static Figure of(Estimate e) { return {e, {}}; }
  static Figure none(std::string reason) { return {std::nullopt, std::move(reason)}; }
};

struct QuantileFigures {
  Figure mean, p50, p90, p95, p99, max;
};

struct NamedHash {
  std::string name;   // "aws-lambda@2017-05"
  std::string sha256; // of the document
};

struct LimitReport {
  LimitKind kind = LimitKind::Time;
  std::string limit;       // "300 s"
  std::string observed;    // "312 s"
  double shareOver = 0;    // of calls (Concurrency, Scaling, RequestRate: of attempts), over all replications
  bool decides = false;    // this is what makes the platform infeasible
  double nearness = 0;     // largest value met ÷ limit
  std::string limitRead{}; // the same two for a sentence where that is another text: "6 MiB" for 6291456 B
  std::string observedRead{};

  const std::string& limitInWords() const { return limitRead.empty() ? limit : limitRead; }
  const std::string& observedInWords() const { return observedRead.empty() ? observed : observedRead; }
};

struct RunCost {
  Figure marginalUsd;  // what vanishes if this run is not made
  Figure allocatedUsd; // month ÷ runs
  Usage usage;         // of the stated replication
};

struct MonthCost {
  Figure costUsd;
  Figure costWithFreeGrantUsd;
  Figure fixedUsd; // the part of the cost that is paid whatever runs; the rest goes with the load
  Usage usage;     // of the stated replication
  Bill bill;       // of that replication: the one whose total is nearest the mean
  std::size_t billReplication = 0;
  Figure utilization; // of all that is paid for in the month, whatever runs
};

// What was seen in each replication, in their order: for paired differences between platforms and between settings,
// whose replications share their draws.
struct Samples {
  std::vector<std::optional<double>> makespanS;    // empty where some call did not complete, and for streams
  std::vector<std::optional<double>> responseP95S; // empty where no call completed
  std::vector<double> marginalUsd;                 // of a run
  std::vector<double> monthUsd;
  std::vector<double> monthWithFreeGrantUsd;
};

// The same usage under another price book.
struct RepricedCost {
  NamedHash prices;
  Figure marginalUsd; // of a run
  Figure monthUsd;
  Figure monthWithFreeGrantUsd;
};

struct Outcome {
  std::string id;
  std::string label;
  bool paidFor = false;             // on anyway: ranked by what it costs more, not by what it costs
  bool isFunction = false;          // grows with the load; machines have a capacity
  std::int64_t machines = 0;        // of a fleet, as it was sized; 0: no fleet
  std::optional<NamedHash> profile; // none for machines without one
  NamedHash prices;
  bool feasible = false;
  double completionProbability = 0;
  std::string verdict; // one sentence with the number that decides it
  std::vector<LimitReport> limits;
  Counts counts; // summed over replications, of the run
  Figure makespanS;
  Figure speedup;
  Figure effectiveParallelism;
  QuantileFigures responseS;
  QuantileFigures serviceS;
  Figure coldStartFraction;
  std::uint64_t coldStarts = 0; // the events that fraction rests on
  Figure concurrencyMean, concurrencyMax;
  Figure utilization;
  RunCost run;
  MonthCost month;
  std::vector<RepricedCost> repriced; // under the other books asked for, in their order
  Samples samples;
};

struct Comparison : StudyHead {
  std::uint64_t replicationsDone = 0; // the longest finished prefix
  std::uint64_t simulatedCalls = 0;   // of all runs and months
  bool isJob = false;                 // a job has runs; a stream only has a month
  double runsPerMonth = 0;            // of a job
  std::string windowStart;            // ISO 8601
  bool freeGrant = false;
  double peopleUsdPerMonth = 0; // stated, on top of what any platform bills; 0: nothing is stated
  std::string baselineId;
  std::int64_t baselineParallelism = 0;
  std::string bestMakespan; // platform ids; empty when none is feasible
  std::string bestMonth;
  std::vector<Outcome> platforms; // in the scenario's order

  // What platforms are compared by: the month with the free grant where the scenario has it, and the makespan or, of a
  // stream, the p95 response.
  const Figure& monthCost(const Outcome& outcome) const {
    return freeGrant ? outcome.month.costWithFreeGrantUsd : outcome.month.costUsd;
  }
  const Figure& time(const Outcome& outcome) const { return isJob ? outcome.makespanS : outcome.responseS.p95; }
  // Whether there is anything to pay, and because of this scenario.
  bool sendsBill(const Outcome& outcome) const {
    const Figure& cost = monthCost(outcome);
    return !outcome.paidFor && cost.estimate && cost.estimate->mean > 0;
  }
};

} // namespace coldframe
