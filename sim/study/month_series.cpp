#include "sim/study/month_series.h"

#include "sim/units/format.h"
#include "sim/usage/stretch.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr std::size_t kHoursADay = 24;

std::size_t hoursOf(Duration window) {
  return Timeline(window).hours().size();
}

SliceSample sliceOf(std::span<const Timeline::Hour* const> hours, double lengthNs) {
  SliceSample sample;
  std::array<double, SliceSample::Columns>& values = sample.values;
  double runningNs = 0;
  const QuantileSketch* only = nullptr;
  QuantileSketch merged;
  std::size_t sketches = 0;
  for (const Timeline::Hour* hour : hours) {
    values[SliceSample::Arrivals] += static_cast<double>(hour->arrivals);
    values[SliceSample::Lost] += static_cast<double>(hour->lost);
    values[SliceSample::ColdStarts] += static_cast<double>(hour->cold);
    values[SliceSample::RunningMax] = std::max(values[SliceSample::RunningMax], static_cast<double>(hour->runningMax));
    runningNs += hour->runningNs;
    if (hour->response) {
      only = hour->response.get();
      ++sketches;
      if (hours.size() > 1)
        merged.merge(*only);
    }
  }
  values[SliceSample::Running] = lengthNs > 0 ? runningNs / lengthNs : 0;
  values[SliceSample::RunningMax] = std::max(values[SliceSample::RunningMax], values[SliceSample::Running]);
  if (sketches > 0) {
    const QuantileSketch& response = hours.size() > 1 ? merged : *only;
    sample.answered = true;
    values[SliceSample::P50] = response.quantile(0.5) / 1e9;
    values[SliceSample::P95] = response.quantile(0.95) / 1e9;
    values[SliceSample::P99] = response.quantile(0.99) / 1e9;
  }
  return sample;
}

// Amounts by item; several tiers of an item are one line here.
std::map<std::string, double> amountsOf(const Bill& bill) {
  std::map<std::string, double> amounts;
  for (const BillLine& line : bill.lines)
    amounts[line.item] += line.amount.inUsd();
  return amounts;
}

} // namespace

TimelineSample sampleOf(const Timeline& timeline, Duration window, Duration whole, const Usage& total) {
  TimelineSample sample;
  std::vector<const Timeline::Hour*> all;
  const std::size_t known = timeline.hours().size();
  for (std::size_t i = 0, count = hoursOf(whole); i < count; ++i)
    all.push_back(&timeline.hours()[i % known]);
  const std::span<const Timeline::Hour* const> hours(all);
  const auto lengthOf = [&](std::size_t first, std::size_t count) {
    const auto from = static_cast<std::int64_t>(first) * Timeline::kHourNs;
    const std::int64_t to = std::min(whole.ns(), from + static_cast<std::int64_t>(count) * Timeline::kHourNs);
    return static_cast<double>(std::max<std::int64_t>(0, to - from));
  };
  for (std::size_t i = 0; i < hours.size(); ++i)
    sample.hours.push_back(sliceOf(hours.subspan(i, 1), lengthOf(i, 1)));
  for (std::size_t i = 0; i < hours.size(); i += kHoursADay) {
    const std::size_t count = std::min(kHoursADay, hours.size() - i);
    sample.days.push_back(sliceOf(hours.subspan(i, count), lengthOf(i, count)));
    if (window < whole && i + kHoursADay < hours.size())
      sample.usage.push_back(stretched(total, whole, Duration::hours(static_cast<std::int64_t>(i + kHoursADay))));
  }
  if (!(window < whole))
    sample.usage = timeline.days();
  return sample;
}

MonthSeries::MonthSeries(Duration window, const BillOptions& options, const PriceBook& book)
    : m_options(options), m_book(book) {
  m_hours.resize(hoursOf(window));
  m_days.resize((m_hours.size() + kHoursADay - 1) / kHoursADay);
}

void MonthSeries::addTo(Slice& slice, const SliceSample& sample) {
  for (std::size_t column = 0; column < SliceSample::Columns; ++column)
    if (column < SliceSample::P50 || sample.answered)
      slice.columns[column].add(sample.values[column]);
}

Result<void> MonthSeries::add(const TimelineSample& sample, const Usage& total) {
  for (std::size_t i = 0; i < m_hours.size(); ++i)
    addTo(m_hours[i], sample.hours[i]);
  std::map<std::string, double> before;
  for (std::size_t day = 0; day < m_days.size(); ++day) {
    addTo(m_days[day], sample.days[day]);
    const bool last = day + 1 == m_days.size();
    const auto bill = m_book.price(last || day >= sample.usage.size() ? total : sample.usage[day], m_options);
    if (!bill)
      return failure(bill.error());
    std::map<std::string, double> now = amountsOf(*bill);
    double cost = 0;
    for (const auto& [item, amount] : now) {
      Line& line = m_lines[item];
      line.byDay.resize(m_days.size());
      // Where an item was not seen before, the replications before this one used none of it.
      for (RunningMoments& moments : line.byDay)
        while (moments.count() < m_replications)
          moments.add(0);
      const auto earlier = before.find(item);
      const double added = amount - (earlier == before.end() ? 0 : earlier->second);
      line.byDay[day].add(added);
      cost += added;
    }
    m_days[day].cost.add(cost);
    before = std::move(now);
  }
  ++m_replications;
  for (auto& [item, line] : m_lines) {
    const auto amount = before.find(item);
    while (line.total.count() + 1 < m_replications)
      line.total.add(0);
    line.total.add(amount == before.end() ? 0 : amount->second);
    for (RunningMoments& moments : line.byDay)
      while (moments.count() < m_replications)
        moments.add(0);
  }
  return {};
}

void MonthSeries::fill(MonthPlatform& platform, std::int64_t start) const {
  const auto sliceAt = [&](const Slice& slice, std::int64_t at) {
    const auto column = [&](SliceSample::Column which) { return estimate(slice.columns[which]); };
    MonthSlice out;
    out.start = writeInstant(start + at);
    out.arrivals = column(SliceSample::Arrivals);
    out.lost = column(SliceSample::Lost);
    out.running = column(SliceSample::Running);
    out.runningMax = column(SliceSample::RunningMax);
    out.coldStarts = column(SliceSample::ColdStarts);
    out.responseP50S = column(SliceSample::P50);
    out.responseP95S = column(SliceSample::P95);
    out.responseP99S = column(SliceSample::P99);
    out.costUsd = estimate(slice.cost);
    return out;
  };
  for (std::size_t i = 0; i < m_hours.size(); ++i)
    platform.hours.push_back(sliceAt(m_hours[i], static_cast<std::int64_t>(i) * Timeline::kHourNs));
  for (std::size_t i = 0; i < m_days.size(); ++i)
    platform.days.push_back(sliceAt(m_days[i], static_cast<std::int64_t>(i) * Timeline::kDayNs));
  for (const auto& [item, line] : m_lines) {
    MonthLine out{item, estimate(line.total), {}};
    for (const RunningMoments& moments : line.byDay)
      out.byDay.push_back(estimate(moments));
    platform.lines.push_back(std::move(out));
  }
  std::ranges::stable_sort(platform.lines, std::ranges::greater(),
                           [](const MonthLine& line) { return line.amountUsd.mean; });
}

} // namespace coldframe
