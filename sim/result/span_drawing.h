// How a SpanPyramid fills the cells of a picture; for its own sources.
#pragma once

#include "sim/result/span_pyramid.h"

namespace coldframe {

// The cells of one row, from the edges of the spans in it: an edge adds to the column it lies in and to the one after,
// and the running sum at the end is the covered share. So a span costs the same however many columns it covers.
class CoverageRow {
public:
  void begin(std::size_t columns, double from, double columnNs);
  void add(const Span& span, double tickNs);
  bool touched() const { return m_firstColumn < m_endColumn; }
  std::size_t firstColumn() const { return m_firstColumn; } // of those that may hold something
  std::size_t endColumn() const { return m_endColumn; }
  // Shares of `lanes` lanes. The cells hold until the next begin().
  std::span<const SpanCell> finish(std::size_t lanes);

private:
  using Edges = std::array<double, kCallPhaseCount>;
  void edge(double column, std::size_t phase, double sign);

  double m_from = 0;
  double m_perNs = 0;
  std::size_t m_columns = 0;
  std::size_t m_firstColumn = 0;
  std::size_t m_endColumn = 0;
  std::vector<Edges> m_edges;
  std::vector<SpanCell> m_cells;
};

class SpanDrawing {
public:
  // One of `parts` equal parts of the picture's rows.
  SpanDrawing(const SpanPyramid& pyramid, const SpanWindow& window, const std::function<void(const SpanBand&)>& draw,
              std::size_t part = 0, std::size_t parts = 1);

  void byLanes();  // every span of the lanes in the window
  void byTime();   // every span of the time in the window
  void byGroups(); // bins of groups of lanes

private:
  struct Rows {
    std::size_t firstRow = 0;
    std::size_t endRow = 0;
    std::size_t firstLane = 0;
    std::size_t endLane = 0;
  };
  void cutIntoRows();
  void emitRow(const Rows& rows);
  void addBins(std::span<const SpanPyramid::Bin> bins, double middle, double step, float scale);
  void addBin(const SpanPyramid::Bin& bin, float scale, std::size_t firstColumn, std::size_t endColumn);
  void touch(double first, double end);
  void addGroup(const SpanPyramid::Level& level, const SpanPyramid::Group& group, double weight);

  const SpanPyramid& m_pyramid;
  const SpanWindow& m_window;
  const std::function<void(const SpanBand&)>& m_draw;
  double m_columnNs = 0;
  std::vector<Rows> m_rows;
  CoverageRow m_coverage;
  std::vector<SpanCell> m_cells; // of groups
  // Sums of a column's bins, shares 0, 2, 4 and 1, 3, 5 in sixteen bits each.
  struct Sums {
    std::uint64_t even = 0;
    std::uint64_t odd = 0;
  };
  std::vector<Sums> m_sums;
  std::size_t m_firstColumn = 0;
  std::size_t m_endColumn = 0;
};

} // namespace coldframe
