#include "sim/result/span_pyramid.h"

#include "sim/base/parallel_for.h"
#include "sim/result/span_drawing.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace coldframe {

namespace {

constexpr std::size_t kBlock = 256;
constexpr std::size_t kFan = 4;
constexpr std::size_t kLeastCallsOfGroup = 256; // below, a group is not worth its bins
constexpr std::size_t kBinsPerCall = 4;
constexpr std::size_t kMostBins = 3072;

// Rounded up: what is there is never nothing.
std::uint8_t quantised(double share) {
  constexpr double kNothing = 1e-9; // what additions leave behind
  return share <= kNothing ? std::uint8_t{0} : static_cast<std::uint8_t>(std::ceil(std::min(1.0, share) * 255 - 1e-6));
}

} // namespace

std::shared_ptr<const SpanPyramid> SpanPyramid::build(const Trace& trace, const LaneOptions& options,
                                                      std::stop_token stop, std::size_t exactCalls) {
  auto pyramid = std::make_shared<SpanPyramid>();
  pyramid->m_exactCalls = exactCalls;
  pyramid->m_options = options;
  pyramid->m_order = orderSpans(trace, options, stop);
  const std::vector<Span>& spans = pyramid->m_order.spans;
  if (stop.stop_requested())
    return nullptr;

  auto& byTime = pyramid->m_byTime;
  byTime.resize(spans.size());
  std::iota(byTime.begin(), byTime.end(), 0u);
  const auto earlier = [&spans](std::uint32_t a, std::uint32_t b) { return spans[a].from < spans[b].from; };
  if (!std::ranges::is_sorted(byTime, earlier))
    std::ranges::stable_sort(byTime, earlier);
  for (std::size_t i = 0; i < byTime.size(); ++i) {
    const Span& span = spans[byTime[i]];
    const std::int64_t to = span.from + static_cast<std::int64_t>(std::ceil(pyramid->m_order.toNs(span)));
    if (i % kBlock == 0)
      pyramid->m_blocks.push_back({span.from, to});
    pyramid->m_blocks.back().to = std::max(pyramid->m_blocks.back().to, to);
  }
  if (spans.size() <= exactCalls)
    return pyramid;

  const std::size_t lanes = pyramid->lanes();
  std::vector<std::pair<std::size_t, std::size_t>> sizes; // lanes and bins of a group
  for (std::size_t lanesEach = 1; lanesEach <= lanes; lanesEach *= kFan)
    if (const std::size_t callsEach = spans.size() * lanesEach / lanes; callsEach >= kLeastCallsOfGroup)
      sizes.emplace_back(lanesEach, std::min(kMostBins, kBinsPerCall * callsEach));
  pyramid->m_levels.resize(sizes.size());
  const std::size_t done = parallelFor(sizes.size(), availableThreads(), stop, [&](std::size_t i) {
    pyramid->m_levels[i] = pyramid->buildLevel(sizes[i].first, sizes[i].second, stop);
    return !stop.stop_requested();
  });
  return done == sizes.size() ? pyramid : nullptr;
}

SpanPyramid::Level SpanPyramid::buildLevel(std::size_t lanesEach, std::size_t binsEach, std::stop_token stop) const {
  Level level;
  level.lanesEach = lanesEach;
  level.binsEach = binsEach;
  const std::size_t groups = (lanes() + lanesEach - 1) / lanesEach;
  level.groups.resize(groups);
  level.bins.resize(groups * binsEach);
  CoverageRow coverage;
  for (std::size_t g = 0; g < groups; ++g) {
    if (g % 64 == 0 && stop.stop_requested())
      return level;
    const std::size_t firstLane = g * lanesEach;
    const std::size_t endLane = std::min(lanes(), firstLane + lanesEach);
    const std::span<const Span> members(m_order.spans.data() + m_order.laneBegin[firstLane],
                                        m_order.laneBegin[endLane] - m_order.laneBegin[firstLane]);
    Group& group = level.groups[g];
    group.firstBin = g * binsEach;
    std::int64_t from = members.front().from;
    double to = static_cast<double>(from);
    for (const Span& span : members) {
      from = std::min(from, span.from);
      to = std::max(to, static_cast<double>(span.from) + m_order.toNs(span));
    }
    group.from = from;
    group.binNs = std::max(1.0, (to - static_cast<double>(from)) / static_cast<double>(binsEach));
    coverage.begin(binsEach, static_cast<double>(from), group.binNs);
    for (const Span& span : members)
      coverage.add(span, m_order.tickNs);
    const auto cells = coverage.finish(endLane - firstLane);
    for (std::size_t i = 0; i < binsEach; ++i) {
      Bin& bin = level.bins[group.firstBin + i];
      for (std::size_t p = 0; p < kCallPhaseCount; ++p) {
        bin.share[p] = quantised(static_cast<double>(cells[i].share[p]));
        bin.any |= bin.share[p];
      }
      bin.failed = cells[i].failed ? 1 : 0;
      bin.any |= bin.failed;
    }
  }
  return level;
}

std::size_t SpanPyramid::bytes() const {
  std::size_t sum = m_order.spans.size() * sizeof(Span) + m_order.laneBegin.size() * sizeof(std::uint32_t) +
                    m_order.laneNumber.size() * sizeof(std::int64_t) + m_byTime.size() * sizeof(std::uint32_t) +
                    m_blocks.size() * sizeof(Block);
  for (const Level& level : m_levels)
    sum += level.groups.size() * sizeof(Group) + level.bins.size() * sizeof(Bin);
  return sum;
}

std::span<const Span> SpanPyramid::lane(std::size_t i) const {
  const std::size_t first = m_order.laneBegin[i];
  return {m_order.spans.data() + first, m_order.laneBegin[i + 1] - first};
}

std::int64_t SpanPyramid::laneNumber(std::size_t lane) const {
  return m_order.laneNumber.empty() ? static_cast<std::int64_t>(m_order.spans[lane].row()) : m_order.laneNumber[lane];
}

std::size_t SpanPyramid::laneOfSpan(std::size_t position) const {
  if (m_order.laneNumber.empty())
    return position;
  const auto next = std::ranges::upper_bound(m_order.laneBegin, static_cast<std::uint32_t>(position));
  return static_cast<std::size_t>(next - m_order.laneBegin.begin()) - 1;
}

std::optional<std::size_t> SpanPyramid::laneOfRow(std::size_t row) const {
  const auto found = std::ranges::find(m_order.spans, row, &Span::row);
  if (found == m_order.spans.end())
    return std::nullopt;
  return laneOfSpan(static_cast<std::size_t>(found - m_order.spans.begin()));
}

std::size_t SpanPyramid::callsInTime(double from, double to) const {
  std::size_t sum = 0;
  for (const Block& block : m_blocks)
    if (static_cast<double>(block.from) < to && static_cast<double>(block.to) >= from)
      sum += kBlock;
  return sum;
}

std::size_t SpanPyramid::callsInLanes(double firstLane, double endLane) const {
  const auto limit = static_cast<double>(lanes());
  const auto first = static_cast<std::size_t>(std::clamp(std::floor(firstLane), 0.0, limit));
  const auto end = static_cast<std::size_t>(std::clamp(std::ceil(endLane), 0.0, limit));
  return end > first ? m_order.laneBegin[end] - m_order.laneBegin[first] : 0;
}

bool SpanPyramid::isExact(const SpanWindow& window) const {
  return m_levels.empty() || callsInLanes(window.firstLane, window.endLane) <= m_exactCalls ||
         callsInTime(window.from, window.to) <= m_exactCalls;
}

void SpanPyramid::draw(const SpanWindow& window, const std::function<void(const SpanBand&)>& draw,
                       unsigned threads) const {
  if (window.columns == 0 || window.rows == 0 || calls() == 0)
    return;
  const bool byLanes = m_levels.empty() || callsInLanes(window.firstLane, window.endLane) <= m_exactCalls;
  if (!byLanes && callsInTime(window.from, window.to) <= m_exactCalls)
    return SpanDrawing(*this, window, draw).byTime();
  constexpr std::size_t kPartsPerThread = 4; // parts take different times
  const std::size_t parts = threads > 1 ? threads * kPartsPerThread : 1;
  parallelFor(parts, threads, {}, [&](std::size_t part) {
    SpanDrawing drawing(*this, window, draw, part, parts);
    byLanes ? drawing.byLanes() : drawing.byGroups();
    return true;
  });
}

SpanCount SpanPyramid::count(std::int64_t from, std::int64_t to, std::size_t firstLane, std::size_t endLane) const {
  SpanCount count;
  endLane = std::min(endLane, lanes());
  for (std::size_t lane = firstLane; lane < endLane; ++lane)
    for (const Span& span : this->lane(lane)) {
      const auto at = [&](std::size_t phase) {
        return span.from +
               (phase == 0 ? 0 : static_cast<std::int64_t>(static_cast<double>(span.end[phase - 1]) * tickNs()));
      };
      const std::int64_t last = at(CallBounds::kPhases);
      if (span.from >= to)
        break;
      // An empty span lies in the stretch that holds its instant.
      if (last < from || (last == from && last != span.from))
        continue;
      ++count.calls;
      count.failed += span.failed() ? 1 : 0;
      if (!count.firstRow)
        count.firstRow = span.row();
      for (std::size_t phase = 0; phase < CallBounds::kPhases; ++phase)
        if (at(phase) < to && at(phase + 1) > from && at(phase) < at(phase + 1))
          ++count.inPhase[phase == 3 && span.failed() ? static_cast<std::size_t>(CallPhase::Failed) : phase];
    }
  return count;
}

} // namespace coldframe
