// Replications of one platform's month, folded into bands by the hour and by the day.
#pragma once

#include "sim/engine/timeline.h"
#include "sim/price/price_book.h"
#include "sim/stats/running_moments.h"
#include "sim/study/month.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace coldframe {

// What is kept of an hour or a day of one replication.
struct SliceSample {
  enum Column { Arrivals, Lost, Running, RunningMax, ColdStarts, P50, P95, P99, Columns };
  std::array<double, Columns> values{};
  bool answered = false; // else the quantiles are none
};

struct TimelineSample {
  std::vector<SliceSample> hours;
  std::vector<SliceSample> days;
  std::vector<Usage> usage; // up to the end of each day but the last
};

// Of `whole`, of which the timeline holds the first `window`: its hours come again and again, and of `total`, the usage
// of the whole, the days have their shares.
TimelineSample sampleOf(const Timeline& timeline, Duration window, Duration whole, const Usage& total);

class MonthSeries {
public:
  MonthSeries(Duration window, const BillOptions& options, const PriceBook& book); // keeps a reference to the book

  // `total`: the usage of the whole month. Input errors: something without a price.
  Result<void> add(const TimelineSample& sample, const Usage& total);

  // `start`: ns since 1970.
  void fill(MonthPlatform& platform, std::int64_t start) const;

private:
  struct Slice {
    std::array<RunningMoments, SliceSample::Columns> columns;
    RunningMoments cost;
  };
  static void addTo(Slice& slice, const SliceSample& sample);

  BillOptions m_options;
  const PriceBook& m_book;
  std::uint64_t m_replications = 0;
  std::vector<Slice> m_hours;
  std::vector<Slice> m_days;
  struct Line {
    RunningMoments total;
    std::vector<RunningMoments> byDay;
  };
  std::map<std::string, Line> m_lines;
};

} // namespace coldframe
