// month: the scenario's month hour by hour on every platform, and on variants of its functions (month_variants.h).
//
//   hours   calls, calls running, cold starts and response quantiles in each hour, over replications
//   days    the same by day, and what the day costs: the bill of everything used up to its end less that of the day
//           before, so that tiers and the free grant fall on the days on which they are reached, and the days add up
//           to the month
//   lines   the month's cost by item of the bill, and each item by day
//   idle    share of what is paid for that nothing used: machines, 1 − busy ÷ paid vCPU-time; functions, provisioned
//           environments without a call and pings ÷ all billed memory-time; nothing on pay per use
// Bands are 95 % intervals over replications. Memory grows with hours and platforms, not with calls or replications.
#pragma once

#include "sim/result/difference.h"
#include "sim/study/evaluate.h"

#include <cstdint>
#include <string>
#include <vector>

namespace coldframe {

struct MonthOptions {
  StudyOptions study;
  bool variants = true;
};

// Of an hour or a day.
struct MonthSlice {
  std::string start; // ISO 8601
  Estimate arrivals;
  Estimate lost;
  Estimate running; // mean over the slice
  Estimate runningMax;
  Estimate coldStarts;
  Estimate responseP50S; // of replications in which a call was answered
  Estimate responseP95S;
  Estimate responseP99S;
  Estimate costUsd; // of days only
};

struct MonthLine {
  std::string item;
  Estimate amountUsd;
  std::vector<Estimate> byDay;
};

struct MonthPlatform {
  Outcome outcome;
  std::string variantOf;         // empty: the scenario's own
  std::int64_t environments = 0; // that a variant holds
  Figure idleShare;              // of what is paid for
  Figure idleUsd;
  std::vector<MonthSlice> hours;
  std::vector<MonthSlice> days;
  std::vector<MonthLine> lines; // dearest first
};

struct MonthStudy {
  Comparison comparison; // names, seed, replications; its platforms are empty
  std::vector<MonthPlatform> platforms;
  std::vector<std::string> notes; // variants that are left out, and why
};

// Errors: Input (a used item without a price); Interrupted when not one replication ended.
Result<MonthStudy> month(const StudySource& source, const MonthOptions& options);

} // namespace coldframe
