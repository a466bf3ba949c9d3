// The spans of a trace at every level of detail, so that a picture of any part of a timeline costs what its pixels cost
// and not what its calls cost, and a pixel that hides many calls knows what they were doing.
//
// A picture is `rows` × `columns` cells over a window of lanes × time. A cell holds, for each phase, the share of its
// area (hidden lanes × time) that the phase covers, and whether a call that failed ended in it. Where at most
// `kExactCalls` calls are in the window the shares are exact (to a tick of the span order); beyond, they come from
// groups of 1, 4, 16 … lanes whose time is cut into up to 3,072 bins: each share then is rounded up to 1/255, a group
// belongs wholly to the picture's row it begins in, and a bin to the column of its middle.
//
// Model: area sampling, as in anti-aliased drawing of polygons; the levels are the image pyramid of Williams (1983)
// with the two directions kept apart, because lanes are ordered by choice but time is not.
//
// Immutable once built; any thread may ask. Memory: 40 bytes a call, and 72 more once there are many; see bytes().
#pragma once

#include "sim/result/span_order.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace coldframe {

struct SpanWindow {
  double from = 0; // ns
  double to = 0;   // > from
  double firstLane = 0;
  double endLane = 0; // > firstLane
  std::size_t columns = 0;
  std::size_t rows = 0;
};

struct SpanCell {
  std::array<float, kCallPhaseCount> share{}; // by CallPhase, each 0 … 1
  bool failed = false;                        // a call that failed ended here

  float covered() const {
    float sum = 0;
    for (const float one : share)
      sum += one;
    return sum;
  }
};

// One or more equal rows of a picture (several where a lane is higher than a pixel).
struct SpanBand {
  std::size_t firstRow = 0;
  std::size_t endRow = 0;
  std::size_t firstLane = 0; // the lanes it hides: [firstLane, endLane)
  std::size_t endLane = 0;
  std::size_t firstColumn = 0; // outside [firstColumn, endColumn) every cell is empty
  std::size_t endColumn = 0;
  std::span<const SpanCell> cells; // of the whole row
};

// What is in a part of a timeline, counted call by call.
struct SpanCount {
  std::size_t calls = 0;
  std::size_t failed = 0;
  std::array<std::size_t, kCallPhaseCount> inPhase{}; // calls that spend some of that time in it
  std::optional<std::size_t> firstRow;                // of the trace: the one in the highest lane, then the earliest
};

class SpanPyramid {
public:
  static constexpr std::size_t kExactCalls = 200'000;

  // Null once `stop` is requested. With another `exactCalls`, a picture may be exact, or need not be, sooner or later.
  static std::shared_ptr<const SpanPyramid> build(const Trace& trace, const LaneOptions& options,
                                                  std::stop_token stop = {}, std::size_t exactCalls = kExactCalls);

  const LaneOptions& options() const { return m_options; }
  std::size_t lanes() const { return m_order.lanes(); }
  std::size_t calls() const { return m_order.spans.size(); }
  std::size_t leftOut() const { return m_order.leftOut; }
  std::size_t clocksDisagree() const { return m_order.clocksDisagree; }
  std::int64_t from() const { return m_order.from; }
  std::int64_t to() const { return m_order.to; }
  std::size_t bytes() const;

  std::span<const Span> lane(std::size_t i) const;
  double tickNs() const { return m_order.tickNs; }
  // Of the environment or worker; the row of the trace where a lane is a call.
  std::int64_t laneNumber(std::size_t lane) const;
  std::optional<std::size_t> laneOfRow(std::size_t row) const;

  // Bands from top to bottom, those with nothing in them left out; what `draw` is handed is its own only during the
  // call. With several threads, bands come in any order and from all of them at once, no row twice.
  void draw(const SpanWindow& window, const std::function<void(const SpanBand&)>& draw, unsigned threads = 1) const;

  SpanCount count(std::int64_t from, std::int64_t to, std::size_t firstLane, std::size_t endLane) const;
  // Whether every share of this window would be exact.
  bool isExact(const SpanWindow& window) const;

private:
  friend class SpanDrawing;

  struct Bin { // eight bytes, in this order: see SpanDrawing::addBins
    std::array<std::uint8_t, kCallPhaseCount> share{};
    std::uint8_t failed = 0;
    std::uint8_t any = 0;
  };
  struct Group {
    std::int64_t from = 0;
    double binNs = 0; // 0: nothing in it
    std::size_t firstBin = 0;
  };
  struct Level {
    std::size_t lanesEach = 1;
    std::size_t binsEach = 0;
    std::vector<Group> groups;
    std::vector<Bin> bins;
  };
  // 256 spans that follow each other in the order of time.
  struct Block {
    std::int64_t from = 0;
    std::int64_t to = 0;
  };

  Level buildLevel(std::size_t lanesEach, std::size_t binsEach, std::stop_token stop) const;
  std::size_t callsInTime(double from, double to) const;
  std::size_t callsInLanes(double firstLane, double endLane) const;
  std::size_t laneOfSpan(std::size_t position) const;

  LaneOptions m_options;
  std::size_t m_exactCalls = kExactCalls;
  SpanOrder m_order;
  std::vector<std::uint32_t> m_byTime; // positions of spans, by their beginning
  std::vector<Block> m_blocks;
  std::vector<Level> m_levels; // from fine to coarse
};

} // namespace coldframe
