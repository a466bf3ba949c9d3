// When requests come. A specification (what the scenario says) and a process (one stream of instants, in order).
// Constant: every 1/rate from `offset` on. Poisson: exponential gaps. OnOff: Poisson at `rate` during
// exponential or fixed on-periods, silent (or at `offRate`) during off-periods. Diurnal: a Poisson process whose rate
// follows a daily profile (24 hourly factors, mean 1) by thinning. PerMinuteCounts: given counts spread over each
// minute. Timestamps: as recorded. Schedule: AWS cron or rate expressions, to the minute, in UTC or a fixed offset.
// Interactive: a number of users, each of whom thinks, asks, waits for the answer, and thinks again; they begin by
// thinking. What they ask depends on what they are answered, so the platform tells the process of every answer.
#pragma once

#include "sim/base/result.h"
#include "sim/json/field_table.h"
#include "sim/random/distribution.h"
#include "sim/units/rate.h"
#include "sim/units/time.h"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace coldframe {

struct ConstantArrivals {
  Rate rate;
  Duration offset;
}; // the first at `offset`
struct PoissonArrivals {
  Rate rate;
};
struct OnOffArrivals {
  Rate rate;
  Rate offRate;
  Distribution on;
  Distribution off;
}; // starts with an on-period
struct DiurnalArrivals {
  Rate rate;
  std::vector<double> hourly;
}; // mean rate and 24 factors, scaled to mean 1
enum class MinuteSpread { Poisson, Even, Uniform };
struct PerMinuteCounts {
  std::vector<std::int64_t> counts;
  MinuteSpread spread = MinuteSpread::Uniform;
};
struct Timestamps {
  std::shared_ptr<const std::vector<std::int64_t>> ns;
}; // sorted, from the start of the window
struct Schedule {
  std::string expression;
  Duration utcOffset;
}; // "rate(5 minutes)", "cron(0 12 * * ? *)"

struct InteractiveArrivals {
  std::int64_t users = 1;
  Distribution think; // ns
};

using ArrivalSpec = std::variant<ConstantArrivals, PoissonArrivals, OnOffArrivals, DiurnalArrivals, PerMinuteCounts,
                                 Timestamps, Schedule, InteractiveArrivals>;

// Do requests wait for answers to those before them?
inline bool isInteractive(const ArrivalSpec& spec) {
  return std::holds_alternative<InteractiveArrivals>(spec);
}

// Mean arrivals a second over a long time (or over the listed time); for estimates and refusals, not for results. Of
// interactive ones the most: as if every answer came at once.
double meanRate(const ArrivalSpec& spec);

// Arrivals that a window may expect; what is listed (timestamps, counts a minute) is counted, and comes only once.
double expectedArrivals(const ArrivalSpec& spec, Duration window);

// What is wrong with a schedule expression, or nothing.
Result<void> checkSchedule(const std::string& expression);

class ArrivalProcess {
public:
  // `windowStart`: ns since 1970 at the window's zero, which schedules and daily profiles are placed by.
  ArrivalProcess(const ArrivalSpec& spec, Seed seed, std::int64_t windowStart);
  ~ArrivalProcess();
  ArrivalProcess(ArrivalProcess&&) noexcept;

  // The next arrival, never before the last one; SimTime::max() when there is none (of interactive ones: until there
  // is an answer).
  SimTime next() {
    if (m_poissonGapNs > 0) [[likely]] {
      m_lastNs += gapOf(m_poissonGapNs * sampleExponential(m_source));
      return SimTime::atNanoseconds(m_lastNs);
    }
    return nextOther();
  }

  // Of interactive arrivals: request number `request` was answered. Each number is answered once; its user's thinking
  // is drawn for it, so that it is the same on every platform.
  void answered(SimTime at, std::uint64_t request);
  // Requests that a cache answers have numbers of their own, from here on.
  static constexpr std::uint64_t kCached = std::uint64_t{1} << 63;
  // The arrival that next() had given as `planned`, or, when an answer has brought about an earlier one, that one.
  SimTime earliest(SimTime planned);

private:
  static std::int64_t gapOf(double ns) { return Distribution::toWhole(ns); }
  SimTime nextOther();

  Generator m_source;
  double m_poissonGapNs = 0; // mean gap; 0: another kind
  std::int64_t m_lastNs = 0;
  struct State;
  std::unique_ptr<State> m_state; // of the other kinds
};

} // namespace coldframe
