#include "sim/result/span_drawing.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

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
                         const std::function<void(const SpanBand&)>& draw, std::size_t part, std::size_t parts)
    : m_pyramid(pyramid), m_window(window), m_draw(draw),
      m_columnNs((window.to - window.from) / static_cast<double>(window.columns)) {
  cutIntoRows();
  const auto at = [this](std::size_t share, std::size_t of) {
    return m_rows.begin() + static_cast<std::ptrdiff_t>(m_rows.size() * share / of);
  };
  if (parts > 1)
    m_rows = std::vector<Rows>(at(part, parts), at(part + 1, parts));
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
  // The spans of the window's time, brought into the order of the rows, which is that of their positions, by marking.
  const auto& spans = m_pyramid.m_order.spans;
  constexpr std::size_t kBlock = 256;
  constexpr std::size_t kBits = 64;
  std::vector<std::uint64_t> marked(spans.size() / kBits + 1);
  for (std::size_t b = 0; b < m_pyramid.m_blocks.size(); ++b) {
    const auto& block = m_pyramid.m_blocks[b];
    if (static_cast<double>(block.from) >= m_window.to || static_cast<double>(block.to) < m_window.from)
      continue;
    const std::size_t end = std::min(m_pyramid.m_byTime.size(), (b + 1) * kBlock);
    for (std::size_t i = b * kBlock; i < end; ++i)
      marked[m_pyramid.m_byTime[i] / kBits] |= std::uint64_t{1} << (m_pyramid.m_byTime[i] % kBits);
  }
  std::vector<std::uint32_t> found;
  for (std::size_t w = 0; w < marked.size(); ++w)
    for (std::uint64_t word = marked[w]; word != 0; word &= word - 1)
      found.push_back(static_cast<std::uint32_t>(w * kBits + static_cast<std::size_t>(std::countr_zero(word))));
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

// Several bins a column, each in the column of its middle; the first one's lies at `middle`. Eight bytes at a time:
// sums of bytes in lanes of sixteen bits, the even ones and the odd ones apart, and a fixed-point column.
void SpanDrawing::addBins(std::span<const SpanPyramid::Bin> bins, double middle, double step, float scale) {
  constexpr std::uint64_t kEven = 0x00FF'00FF'00FF'00FFu;
  constexpr double kOne = 4294967296.0; // 32 bits of fraction
  constexpr std::uint64_t kFailedLane = 48;
  const std::size_t last = m_window.columns - 1;
  const auto perBin = static_cast<std::uint64_t>(step * kOne);
  const std::size_t atOnce = step * static_cast<double>(kMostBinsAtOnce - 2) >= 1 ? bins.size() : kMostBinsAtOnce;
  for (std::size_t begin = 0; begin < bins.size(); begin += atOnce) {
    const auto slice = bins.subspan(begin, std::min(atOnce, bins.size() - begin));
    auto at = static_cast<std::uint64_t>(std::max(0.0, middle + static_cast<double>(begin) * step) * kOne);
    const std::size_t firstColumn = std::min<std::size_t>(at >> 32, last);
    const std::size_t endColumn = std::min<std::size_t>((at + perBin * (slice.size() - 1)) >> 32, last) + 1;
    for (const SpanPyramid::Bin& bin : slice) {
      const auto bytes = std::bit_cast<std::uint64_t>(bin);
      Sums& sums = m_sums[std::min<std::size_t>(at >> 32, last)];
      sums.even += bytes & kEven;
      sums.odd += (bytes >> 8) & kEven;
      at += perBin;
    }
    for (std::size_t c = firstColumn; c < endColumn; ++c) {
      const auto [even, odd] = std::exchange(m_sums[c], {});
      if ((even | odd) == 0)
        continue;
      SpanCell& cell = m_cells[c];
      for (std::size_t p = 0; p < kCallPhaseCount; ++p) {
        const std::uint64_t lane = ((p % 2 == 0 ? even : odd) >> (p / 2 * 16)) & 0xFFFFu;
        cell.share[p] += scale * static_cast<float>(static_cast<std::int32_t>(lane));
      }
      cell.failed = cell.failed || (even >> kFailedLane) != 0;
    }
  }
}

void SpanDrawing::addBin(const SpanPyramid::Bin& bin, float scale, std::size_t firstColumn, std::size_t endColumn) {
  if (bin.any == 0)
    return;
  std::array<float, kCallPhaseCount> share{};
  for (std::size_t p = 0; p < kCallPhaseCount; ++p)
    share[p] = scale * static_cast<float>(bin.share[p]);
  for (std::size_t c = firstColumn; c < endColumn; ++c) {
    for (std::size_t p = 0; p < kCallPhaseCount; ++p)
      m_cells[c].share[p] += share[p];
    m_cells[c].failed = m_cells[c].failed || bin.failed != 0;
  }
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
    touch(begin + first * step, begin + end * step + 1);
    if (end > first)
      addBins(
          {level.bins.data() + group.firstBin + static_cast<std::size_t>(first), static_cast<std::size_t>(end - first)},
          begin + (first + 0.5) * step, step, static_cast<float>(weight * step / 255));
    return;
  }
  // Several columns a bin: each takes the bin its middle lies in.
  const auto columnAt = [&](double bin) {
    return static_cast<std::size_t>(std::clamp(std::ceil(begin + bin * step - 0.5), 0.0, columns));
  };
  const auto scale = static_cast<float>(weight / 255);
  const double first = std::clamp(std::floor(-begin / step), 0.0, bins);
  std::size_t column = columnAt(first);
  touch(static_cast<double>(column), static_cast<double>(columnAt(bins)));
  for (double bin = first; bin < bins && column < m_window.columns; ++bin) {
    const std::size_t next = columnAt(bin + 1);
    addBin(level.bins[group.firstBin + static_cast<std::size_t>(bin)], scale, column, next);
    column = next;
  }
}

void SpanDrawing::byGroups() {
  const double perRow = (m_window.endLane - m_window.firstLane) / static_cast<double>(m_window.rows);
  const SpanPyramid::Level* level = &m_pyramid.m_levels.front();
  for (const SpanPyramid::Level& candidate : m_pyramid.m_levels)
    if (static_cast<double>(candidate.lanesEach) <= perRow)
      level = &candidate;
  m_cells.assign(m_window.columns, {});
  m_sums.assign(m_window.columns, {});
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
