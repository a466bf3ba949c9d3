#include "sim/result/step_series.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace coldframe {

StepSeries::StepSeries(std::vector<StepChange> changes) {
  const auto earlier = [](const StepChange& a, const StepChange& b) { return a.at < b.at; };
  if (!std::ranges::is_sorted(changes, earlier))
    std::ranges::stable_sort(changes, earlier);
  m_at.reserve(changes.size());
  m_value.reserve(changes.size());
  double value = 0;
  for (std::size_t i = 0; i < changes.size();) {
    const std::int64_t at = changes[i].at;
    for (; i < changes.size() && changes[i].at == at; ++i)
      value += changes[i].by;
    m_at.push_back(at);
    m_value.push_back(value);
    m_most = std::max(m_most, value);
  }
  const auto summarise = [](auto& from, auto& into, auto rangeOfOne) {
    for (std::size_t i = 0; i < from.size(); ++i) {
      const Range one = rangeOfOne(from[i]);
      if (i % kFan == 0)
        into.push_back(one);
      into.back() = {std::min(into.back().least, one.least), std::max(into.back().most, one.most)};
    }
  };
  summarise(m_value, m_fine, [](double v) { return Range{v, v}; });
  summarise(m_fine, m_coarse, [](const Range& range) { return range; });
}

double StepSeries::valueAt(std::int64_t ns) const {
  const auto next = std::ranges::upper_bound(m_at, ns) - m_at.begin();
  return next == 0 ? 0 : m_value[static_cast<std::size_t>(next - 1)];
}

std::int64_t StepSeries::nextStep(std::int64_t ns) const {
  const auto next = std::ranges::upper_bound(m_at, ns);
  return next == m_at.end() ? ns : *next;
}

std::int64_t StepSeries::previousStep(std::int64_t ns) const {
  const auto here = std::ranges::lower_bound(m_at, ns);
  return here == m_at.begin() ? ns : *(here - 1);
}

StepSeries::Range StepSeries::rangeOf(std::size_t first, std::size_t end) const {
  Range all{m_value[first], m_value[first]};
  const auto take = [&all](const Range& range) {
    all = {std::min(all.least, range.least), std::max(all.most, range.most)};
  };
  while (first < end) {
    if (first % (kFan * kFan) == 0 && first + kFan * kFan <= end) {
      take(m_coarse[first / (kFan * kFan)]);
      first += kFan * kFan;
    } else if (first % kFan == 0 && first + kFan <= end) {
      take(m_fine[first / kFan]);
      first += kFan;
    } else {
      take({m_value[first], m_value[first]});
      ++first;
    }
  }
  return all;
}

// Looks from `from` on in growing strides: columns follow each other closely.
std::size_t StepSeries::firstAtOrAfter(double ns, std::size_t from) const {
  const auto before = [](std::int64_t at, double limit) { return static_cast<double>(at) < limit; };
  std::size_t stride = 1;
  std::size_t end = from;
  while (end < m_at.size() && before(m_at[end], ns)) {
    from = end + 1;
    end += stride;
    stride *= 2;
  }
  const auto begin = m_at.begin();
  const auto last = begin + static_cast<std::ptrdiff_t>(std::min(end, m_at.size()));
  return static_cast<std::size_t>(std::lower_bound(begin + static_cast<std::ptrdiff_t>(from), last, ns, before) -
                                  begin);
}

StepColumn StepSeries::extremes(double from, double to) const {
  return columns(from, to, 1).front();
}

std::vector<StepColumn> StepSeries::columns(double from, double to, std::size_t count) const {
  assert(to > from);
  std::vector<StepColumn> out(count);
  std::size_t next = firstAtOrAfter(from, 0);
  double value = next == 0 ? 0 : m_value[next - 1];
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t end =
        firstAtOrAfter(from + (to - from) * static_cast<double>(i + 1) / static_cast<double>(count), next);
    StepColumn& column = out[i];
    column.first = column.least = column.most = value;
    if (end > next) {
      const Range range = rangeOf(next, end);
      column.least = std::min(value, range.least);
      column.most = std::max(value, range.most);
      value = m_value[end - 1];
      next = end;
    }
    column.last = value;
  }
  return out;
}

} // namespace coldframe
