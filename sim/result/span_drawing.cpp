#include "sim/result/span_drawing.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace coldframe {

namespace {

// So that 255 in each fits in sixteen bits.
constexpr std::size_t kMostBinsAtOnce = 256;

} // namespace

void CoverageRow::begin(std::size_t columns, double from, double columnNs) {
  m_from = from;
  m_perNs = 1 / columnNs;
  if (m_columns != columns) {
    m_columns = columns;
    m_edges.assign(columns + 2, {});
    m_cells.assign(columns, {});
  } else if (touched()) {
    // Only what the row before has touched.
    std::fill(m_edges.begin() + m_firstColumn, m_edges.begin() + m_endColumn + 1, Edges{});
    std::fill(m_cells.begin() + m_firstColumn, m_cells.begin() + m_endColumn, SpanCell{});
  }
  m_firstColumn = columns;
  m_endColumn = 0;
}

void CoverageRow::edge(double column, std::size_t phase, double sign) {
  if (column <= 0) {
    m_edges[0][phase] += sign;
    return;
  }
  if (column >= static_cast<double>(m_columns))
    return;
  const double whole = std::floor(column);
  const auto i = static_cast<std::size_t>(whole);
  const double beyond = column - whole;
  m_edges[i][phase] += sign * (1 - beyond);
  m_edges[i + 1][phase] += sign * beyond;
}

void CoverageRow::add(const Span& span, double tickNs) {
  const double begin = (static_cast<double>(span.from) - m_from) * m_perNs;
  const double perTick = tickNs * m_perNs;
  const double end = begin + static_cast<double>(span.end.back()) * perTick;
  const auto limit = static_cast<double>(m_columns);
  if (begin >= limit || end < 0)
    return;
  m_firstColumn = std::min(m_firstColumn, static_cast<std::size_t>(std::max(begin, 0.0)));
  m_endColumn = std::max(m_endColumn, std::min(m_columns, static_cast<std::size_t>(end) + 1));
  double at = begin;
  for (std::size_t i = 0; i < CallBounds::kPhases; ++i) {
    const double next = begin + static_cast<double>(span.end[i]) * perTick;
    if (next > at) {
      const std::size_t phase = i == 3 && span.failed() ? static_cast<std::size_t>(CallPhase::Failed) : i;
      edge(at, phase, 1);
      edge(next, phase, -1);
    }
    at = next;
  }
  if (span.failed() && end <= limit)
    m_cells[std::min(static_cast<std::size_t>(end), m_columns - 1)].failed = true;
}

std::span<const SpanCell> CoverageRow::finish(std::size_t lanes) {
  const double perLane = 1 / static_cast<double>(lanes);
  Edges sum{};
  for (std::size_t i = m_firstColumn; i < m_endColumn; ++i)
    for (std::size_t p = 0; p < kCallPhaseCount; ++p) {
      sum[p] += m_edges[i][p];
      // What rounding leaves of a span that ended is nothing.
      const double share = sum[p] * perLane;
      m_cells[i].share[p] = share < 1e-9 ? 0.0f : static_cast<float>(std::min(1.0, share));
    }
  return m_cells;
}

SpanDrawing::SpanDrawing(const SpanPyramid& pyramid, const SpanWindow& window,
                         const std::function<void(const SpanBand&)>& draw)
    : m_pyramid(pyramid), m_window(window), m_draw(draw),
      m_columnNs((window.to - window.from) / static_cast<double>(window.columns)) {
  cutIntoRows();
}

// A pixel's row hides the lanes that begin in it; where lanes are higher than a pixel, the lane its middle lies in.
void SpanDrawing::cutIntoRows() {
  const double perRow = (m_window.endLane - m_window.firstLane) / static_cast<double>(m_window.rows);
  const auto limit = static_cast<double>(m_pyramid.lanes());
  for (std::size_t row = 0; row < m_window.rows; ++row) {
    const double top = m_window.firstLane + perRow * static_cast<double>(row);
    double first = std::floor(top + perRow / 2);
    double end = first + 1;
    if (perRow > 1) {
      first = std::floor(top);
      end = std::max(first + 1, std::floor(top + perRow));
    }
    first = std::max(first, 0.0);
    end = std::min(end, limit);
    if (end <= first)
      continue;
    const Rows rows{row, row + 1, static_cast<std::size_t>(first), static_cast<std::size_t>(end)};
    if (!m_rows.empty() && m_rows.back().firstLane == rows.firstLane && m_rows.back().endLane == rows.endLane)
      m_rows.back().endRow = rows.endRow;
    else
      m_rows.push_back(rows);
  }
}

void SpanDrawing::emitRow(const Rows& rows) {
  if (m_coverage.touched())
    m_draw({rows.firstRow, rows.endRow, rows.firstLane, rows.endLane, m_coverage.firstColumn(), m_coverage.endColumn(),
            m_coverage.finish(rows.endLane - rows.firstLane)});
}

void SpanDrawing::byLanes() {
  for (const Rows& rows : m_rows) {
    m_coverage.begin(m_window.columns, m_window.from, m_columnNs);
    for (std::size_t lane = rows.firstLane; lane < rows.endLane; ++lane)
      for (const Span& span : m_pyramid.lane(lane)) {
        if (static_cast<double>(span.from) >= m_window.to)
          break;
        m_coverage.add(span, m_pyramid.m_order.tickNs);
      }
    emitRow(rows);
  }
}

void SpanDrawing::byTime() {
  // The spans of the window's time, brought into the order of the rows by counting.
  std::vector<std::uint32_t> found;
  const auto& spans = m_pyramid.m_order.spans;
  constexpr std::size_t kBlock = 256;
  for (std::size_t b = 0; b < m_pyramid.m_blocks.size(); ++b) {
    const auto& block = m_pyramid.m_blocks[b];
    if (static_cast<double>(block.from) >= m_window.to || static_cast<double>(block.to) < m_window.from)
      continue;
    const std::size_t end = std::min(m_pyramid.m_byTime.size(), (b + 1) * kBlock);
    for (std::size_t i = b * kBlock; i < end; ++i)
      found.push_back(m_pyramid.m_byTime[i]);
  }
  if (!std::ranges::is_sorted(found)) // positions are in the order of lanes
    std::ranges::sort(found);
  std::size_t next = 0;
  for (const Rows& rows : m_rows) {
    m_coverage.begin(m_window.columns, m_window.from, m_columnNs);
    const std::uint32_t first = m_pyramid.m_order.laneBegin[rows.firstLane];
    const std::uint32_t end = m_pyramid.m_order.laneBegin[rows.endLane];
    while (next < found.size() && found[next] < first)
      ++next;
    for (; next < found.size() && found[next] < end; ++next)
      m_coverage.add(spans[found[next]], m_pyramid.m_order.tickNs);
    emitRow(rows);
  }
}

void SpanDrawing::touch(double first, double end) {
  const auto limit = static_cast<double>(m_window.columns);
  m_firstColumn = std::min(m_firstColumn, static_cast<std::size_t>(std::clamp(first, 0.0, limit)));
  m_endColumn = std::max(m_endColumn, static_cast<std::size_t>(std::clamp(std::ceil(end), 0.0, limit)));
}

// Eight bytes at a time: sums of bytes in lanes of sixteen bits, the even ones and the odd ones apart.
void SpanDrawing::addBins(std::span<const SpanPyramid::Bin> bins, float scale, SpanCell& cell) {
  constexpr std::uint64_t kEven = 0x00FF'00FF'00FF'00FFu;
  std::uint64_t even = 0;
  std::uint64_t odd = 0;
  for (const SpanPyramid::Bin& bin : bins) {
    const auto bytes = std::bit_cast<std::uint64_t>(bin);
    even += bytes & kEven;
    odd += (bytes >> 8) & kEven;
  }
  if ((even | odd) == 0)
    return;
  for (std::size_t p = 0; p < kCallPhaseCount; ++p) {
    const std::uint64_t lane = ((p % 2 == 0 ? even : odd) >> (p / 2 * 16)) & 0xFFFFu;
    cell.share[p] += scale * static_cast<float>(static_cast<std::int32_t>(lane));
  }
  cell.failed = cell.failed || (even >> 48) != 0;
}

void SpanDrawing::addGroup(const SpanPyramid::Level& level, const SpanPyramid::Group& group, double weight) {
  const double begin = (static_cast<double>(group.from) - m_window.from) / m_columnNs;
  const double step = group.binNs / m_columnNs;
  const auto bins = static_cast<double>(level.binsEach);
  const auto columns = static_cast<double>(m_window.columns);
  if (step <= 1) {
    // Several bins a column: each adds to the column of its middle.
    const double first = std::clamp(std::ceil(-begin / step - 0.5), 0.0, bins);
    const double end = std::clamp(std::ceil((columns - begin) / step - 0.5), 0.0, bins);
    const auto scale = static_cast<float>(weight * step / 255);
    touch(begin + first * step, begin + end * step + 1);
    const auto endBin = static_cast<std::size_t>(end);
    const double perStep = 1 / step;
    for (auto i = static_cast<std::size_t>(first); i < endBin;) {
      const double middle = begin + (static_cast<double>(i) + 0.5) * step;
      const std::size_t column = std::min(static_cast<std::size_t>(std::max(middle, 0.0)), m_window.columns - 1);
      const double beyond =
          (static_cast<double>(column + 1) - begin) * perStep - 0.5; // not below i: truncation is enough
      const auto next = std::min(endBin, std::max(i, static_cast<std::size_t>(std::max(beyond, 0.0))) + 1);
      addBins({level.bins.data() + group.firstBin + i, std::min(next - i, kMostBinsAtOnce)}, scale, m_cells[column]);
      i = std::min(next, i + kMostBinsAtOnce);
    }
    return;
  }
  // Several columns a bin: each takes the bin its middle lies in.
  const auto first = static_cast<std::size_t>(std::clamp(std::ceil(begin - 0.5), 0.0, columns));
  const auto end = static_cast<std::size_t>(std::clamp(std::ceil(begin + bins * step - 0.5), 0.0, columns));
  const auto scale = static_cast<float>(weight / 255);
  touch(static_cast<double>(first), static_cast<double>(end));
  for (std::size_t c = first; c < end; ++c) {
    const double at = std::floor((static_cast<double>(c) + 0.5 - begin) / step);
    const SpanPyramid::Bin& bin = level.bins[group.firstBin + static_cast<std::size_t>(std::clamp(at, 0.0, bins - 1))];
    if (bin.any == 0)
      continue;
    for (std::size_t p = 0; p < kCallPhaseCount; ++p)
      m_cells[c].share[p] += scale * static_cast<float>(bin.share[p]);
    m_cells[c].failed = m_cells[c].failed || bin.failed != 0;
  }
}

void SpanDrawing::byGroups() {
  const double perRow = (m_window.endLane - m_window.firstLane) / static_cast<double>(m_window.rows);
  const SpanPyramid::Level* level = &m_pyramid.m_levels.front();
  for (const SpanPyramid::Level& candidate : m_pyramid.m_levels)
    if (static_cast<double>(candidate.lanesEach) <= perRow)
      level = &candidate;
  m_cells.assign(m_window.columns, {});
  for (const Rows& rows : m_rows) {
    m_firstColumn = m_window.columns;
    m_endColumn = 0;
    const std::size_t first = rows.firstLane / level->lanesEach;
    const std::size_t last = rows.endLane == m_pyramid.lanes() ? level->groups.size() : rows.endLane / level->lanesEach;
    const std::size_t end = std::max(first + 1, last);
    for (std::size_t g = first; g < end; ++g)
      addGroup(*level, level->groups[g], 1 / static_cast<double>(end - first));
    if (m_firstColumn >= m_endColumn)
      continue;
    m_draw({rows.firstRow, rows.endRow, rows.firstLane, rows.endLane, m_firstColumn, m_endColumn, m_cells});
    std::fill(m_cells.begin() + m_firstColumn, m_cells.begin() + m_endColumn, SpanCell{});
  }
}

} // namespace coldframe
