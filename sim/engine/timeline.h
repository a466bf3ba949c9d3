// A run by the hour: what a platform model tells a month study besides its totals. Kept on request only; a run with a
// timeline gives the same metrics and usage as one without. Memory: one quantile sketch (59 kB) for each hour in which
// a call was answered, and a few numbers, whatever the number of calls.
//
//   arrivals, lost    at the hour they came
//   started, cold     at the hour the attempt started
//   running           ∫ calls running, each split at the hours
//   running_max       the largest number seen at a start in the hour, and not below the mean
//   response          of calls that completed, at the hour they came
//   usage             all that was used up to the end of each day, for bills by the day
// What comes after the window (job runs that began in it) belongs to its last hour.
#pragma once

#include "sim/stats/quantile_sketch.h"
#include "sim/units/time.h"
#include "sim/usage/usage.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace coldframe {

class Timeline {
public:
  static constexpr std::int64_t kHourNs = 3'600'000'000'000;
  static constexpr std::int64_t kDayNs = 24 * kHourNs;

  struct Hour {
    std::uint64_t arrivals = 0;
    std::uint64_t lost = 0;
    std::uint64_t started = 0;
    std::uint64_t cold = 0;
    std::uint64_t runningMax = 0;
    double runningNs = 0;
    std::unique_ptr<QuantileSketch> response; // null: nothing was answered
  };

  explicit Timeline(Duration window);

  void arrived(std::int64_t at) { ++hourOf(at).arrivals; }
  void lost(std::int64_t arrival) { ++hourOf(arrival).lost; }
  void started(std::int64_t at, bool cold, std::uint64_t running) {
    Hour& hour = hourOf(at);
    ++hour.started;
    hour.cold += cold ? 1 : 0;
    hour.runningMax = running > hour.runningMax ? running : hour.runningMax;
  }
  void ran(std::int64_t from, std::int64_t to);
  void answered(std::int64_t arrival, std::int64_t response) {
    Hour& hour = hourOf(arrival);
    if (!hour.response)
      hour.response = std::make_unique<QuantileSketch>();
    hour.response->add(response);
  }

  // When the usage is wanted next; after the last day never again.
  std::int64_t nextCut() const { return m_nextCut; }
  // The usage up to nextCut(), which is not after the window's end.
  void cut(Usage usage);

  const std::vector<Hour>& hours() const { return m_hours; }
  // Up to the end of day 0, 1, …; the last day, which may be shorter, is the run's own total.
  const std::vector<Usage>& days() const { return m_days; }

private:
  Hour& hourOf(std::int64_t at) {
    const auto hour = static_cast<std::size_t>(at / kHourNs);
    return m_hours[hour < m_hours.size() ? hour : m_hours.size() - 1];
  }

  std::int64_t m_windowNs;
  std::int64_t m_nextCut;
  std::vector<Hour> m_hours;
  std::vector<Usage> m_days;
};

} // namespace coldframe
