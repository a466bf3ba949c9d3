#include "sim/result/span_pyramid.h"
#include "tests/result/random_trace.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace coldframe {
namespace {

using test::randomTrace;
using test::RandomTraceShape;

double overlap(double a0, double a1, double b0, double b1) {
  return std::max(0.0, std::min(a1, b1) - std::max(a0, b0));
}

// Straight from the trace: what share of lanes × time each phase covers.
SpanCell bruteForce(const Trace& trace, const SpanPyramid& pyramid, double from, double to, std::size_t firstLane,
                    std::size_t endLane) {
  SpanCell cell;
  std::array<double, kCallPhaseCount> time{};
  for (std::size_t lane = firstLane; lane < endLane; ++lane)
    for (const Span& span : pyramid.lane(lane)) {
      CallBounds bounds = *boundsOf(trace, span.row());
      if (pyramid.options().lanes != LaneKind::Call)
        bounds = insideEnvironment(trace, span.row(), bounds);
      for (std::size_t i = 0; i < CallBounds::kPhases; ++i)
        time[static_cast<std::size_t>(bounds.phase(i))] +=
            overlap(static_cast<double>(bounds.begin(i)), static_cast<double>(bounds.end[i]), from, to);
      cell.failed = cell.failed || (bounds.failed && static_cast<double>(bounds.to()) >= from &&
                                    static_cast<double>(bounds.to()) < to);
    }
  for (std::size_t p = 0; p < kCallPhaseCount; ++p)
    cell.share[p] =
        static_cast<float>(std::min(1.0, time[p] / ((to - from) * static_cast<double>(endLane - firstLane))));
  return cell;
}

// Every cell of a picture against the calls themselves.
void expectExact(const Trace& trace, const SpanPyramid& pyramid, const SpanWindow& window) {
  const double columnNs = (window.to - window.from) / static_cast<double>(window.columns);
  std::size_t mismatches = 0;
  std::size_t covered = 0;
  pyramid.draw(window, [&](const SpanBand& band) {
    for (std::size_t c = 0; c < window.columns; ++c) {
      const double from = window.from + columnNs * static_cast<double>(c);
      const SpanCell truth = bruteForce(trace, pyramid, from, from + columnNs, band.firstLane, band.endLane);
      const SpanCell& drawn = band.cells[c];
      if (c < band.firstColumn || c >= band.endColumn) {
        EXPECT_EQ(drawn.covered(), 0);
      }
      covered += drawn.covered() > 0 ? 1 : 0;
      for (std::size_t p = 0; p < kCallPhaseCount; ++p)
        mismatches += std::fabs(truth.share[p] - drawn.share[p]) > 1e-4f ? 1 : 0;
    }
  });
  EXPECT_EQ(mismatches, 0u);
  EXPECT_GT(covered, 0u);
}

const std::vector<LaneOptions>& everyOrder() {
  static const std::vector<LaneOptions> all{{LaneKind::Call, CallOrder::Submit},
                                            {LaneKind::Call, CallOrder::Start},
                                            {LaneKind::Call, CallOrder::Duration},
                                            {LaneKind::Call, CallOrder::Environment},
                                            {LaneKind::Environment}};
  return all;
}

TEST(SpanPyramid, DrawsWhatTheCallsDidExactlyInAnyWindowAndOrder) {
  RandomTraceShape shape;
  shape.rows = 400;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    shape.missingOneIn = seed == 2 ? 6 : 0;
    shape.clocksDisagree = seed == 3;
    const Trace trace = randomTrace(shape, seed);
    for (const LaneOptions& options : everyOrder()) {
      const auto pyramid = SpanPyramid::build(trace, options);
      const auto lanes = static_cast<double>(pyramid->lanes());
      const auto from = static_cast<double>(pyramid->from());
      const auto to = static_cast<double>(pyramid->to());
      expectExact(trace, *pyramid, {from, to, 0, lanes, 37, 11});
      expectExact(trace, *pyramid, {from + 0.3 * (to - from), from + 0.4 * (to - from), 0, lanes, 23, 40});
      expectExact(trace, *pyramid, {from - 0.1 * (to - from), to, lanes * 0.2, lanes * 0.2 + 7.5, 16, 90});
    }
  }
}

TEST(SpanPyramid, IsAsExactWhenItPicksCallsByTimeAsWhenItPicksThemByLane) {
  RandomTraceShape shape;
  shape.rows = 4000;
  const Trace trace = randomTrace(shape, 9);
  for (const LaneOptions& options : everyOrder()) {
    const auto pyramid = SpanPyramid::build(trace, options, {}, 2000);
    const double length = static_cast<double>(pyramid->to() - pyramid->from());
    const SpanWindow window{static_cast<double>(pyramid->from()) + 0.5 * length,
                            static_cast<double>(pyramid->from()) + 0.52 * length,
                            0,
                            static_cast<double>(pyramid->lanes()),
                            20,
                            10};
    ASSERT_TRUE(pyramid->isExact(window));
    expectExact(trace, *pyramid, window);
  }
}

TEST(SpanPyramid, GroupsOfLanesHoldTheTimeOfEveryPhaseToTheirRounding) {
  RandomTraceShape shape;
  shape.rows = 6000;
  shape.environments = 100'000; // hardly two calls in one: what overlaps there is drawn once
  const Trace trace = randomTrace(shape, 4);
  for (const LaneOptions& options : everyOrder()) {
    const auto pyramid = SpanPyramid::build(trace, options, {}, 0); // nothing is drawn call by call
    const auto lanes = static_cast<double>(pyramid->lanes());
    const auto from = static_cast<double>(pyramid->from());
    const auto to = static_cast<double>(pyramid->to());
    const SpanWindow window{from, to, 0, lanes, 500, 3};
    ASSERT_FALSE(pyramid->isExact(window));
    std::array<double, kCallPhaseCount> drawn{};
    pyramid->draw(window, [&](const SpanBand& band) {
      for (const SpanCell& cell : band.cells)
        for (std::size_t p = 0; p < kCallPhaseCount; ++p)
          drawn[p] += static_cast<double>(cell.share[p]) * static_cast<double>(band.endLane - band.firstLane) / 500;
    });
    const SpanCell truth = bruteForce(trace, *pyramid, from, to, 0, pyramid->lanes());
    for (std::size_t p = 0; p < kCallPhaseCount; ++p)
      EXPECT_NEAR(drawn[p] / lanes, static_cast<double>(truth.share[p]), 1.0 / 255 + 0.02) << kCallPhaseNames[p];
  }
}

TEST(SpanPyramidThreads, DrawTheSamePictureAsOne) {
  RandomTraceShape shape;
  shape.rows = 20'000;
  const Trace trace = randomTrace(shape, 5);
  for (const std::size_t exactCalls : {std::size_t{100}, std::size_t{1'000'000}})
    for (const LaneKind lanes : {LaneKind::Call, LaneKind::Environment}) {
      LaneOptions options;
      options.lanes = lanes;
      const auto pyramid = SpanPyramid::build(trace, options, {}, exactCalls);
      const SpanWindow window{static_cast<double>(pyramid->from()),
                              static_cast<double>(pyramid->to()),
                              0,
                              static_cast<double>(pyramid->lanes()),
                              90,
                              70};
      const auto pictureBy = [&](unsigned threads) {
        std::vector<std::array<float, kCallPhaseCount>> cells(window.columns * window.rows);
        pyramid->draw(
            window,
            [&](const SpanBand& band) {
              for (std::size_t row = band.firstRow; row < band.endRow; ++row)
                for (std::size_t c = band.firstColumn; c < band.endColumn; ++c)
                  cells[row * window.columns + c] = band.cells[c].share;
            },
            threads);
        return cells;
      };
      EXPECT_EQ(pictureBy(1), pictureBy(3));
    }
}

TEST(SpanPyramid, NeverLosesAFailureHoweverManyCallsAPixelHides) {
  RandomTraceShape shape;
  shape.rows = 5000;
  shape.failedOneIn = 1'000'000'000;
  Trace clean = randomTrace(shape, 5);
  TraceBuilder builder;
  TraceRow row;
  row.set(Stamp::Start, SimTime::atNanoseconds(500'000'000'000));
  row.set(Stamp::End, SimTime::atNanoseconds(500'000'000'001)); // 1 ns in a thousand seconds
  row.outcome = CallOutcome::Error;
  for (std::size_t i = 0; i < 5000; ++i) {
    TraceRow other;
    other.set(Stamp::Start, SimTime::atNanoseconds(static_cast<std::int64_t>(i) * 200'000'000));
    other.set(Stamp::End, SimTime::atNanoseconds(static_cast<std::int64_t>(i) * 200'000'000 + 5'000'000'000));
    builder.append(i == 2500 ? row : other);
  }
  const Trace trace = builder.build();
  for (const std::size_t exactCalls : {std::size_t{0}, SpanPyramid::kExactCalls}) {
    const auto pyramid = SpanPyramid::build(trace, {}, {}, exactCalls);
    std::size_t failed = 0;
    pyramid->draw({0, 1e12, 0, 5000, 10, 2}, [&](const SpanBand& band) {
      for (const SpanCell& cell : band.cells)
        failed += cell.failed ? 1 : 0;
    });
    EXPECT_EQ(failed, 1u);
  }
}

TEST(SpanPyramid, CountsTheCallsThatAPixelHides) {
  RandomTraceShape shape;
  shape.rows = 700;
  const Trace trace = randomTrace(shape, 6);
  for (const LaneOptions& options : everyOrder()) {
    const auto pyramid = SpanPyramid::build(trace, options);
    const std::int64_t from = 300'000'000'000;
    const std::int64_t to = 420'000'000'000;
    const std::size_t end = pyramid->lanes() * 2 / 3;
    std::set<std::size_t> there;
    std::size_t failed = 0;
    for (std::size_t lane = 1; lane < end; ++lane)
      for (const Span& span : pyramid->lane(lane)) {
        CallBounds bounds = *boundsOf(trace, span.row());
        if (options.lanes != LaneKind::Call)
          bounds = insideEnvironment(trace, span.row(), bounds);
        if (bounds.from < to && bounds.to() > from) {
          there.insert(span.row());
          failed += bounds.failed ? 1 : 0;
        }
      }
    const SpanCount count = pyramid->count(from, to, 1, end);
    EXPECT_EQ(count.calls, there.size());
    EXPECT_EQ(count.failed, failed);
    ASSERT_TRUE(count.firstRow.has_value());
    EXPECT_TRUE(there.contains(*count.firstRow));
  }
}

TEST(SpanPyramid, PutsEveryCallThatIsShownInOneLaneAndInTheOrderAskedFor) {
  const Trace trace = randomTrace({}, 7);
  for (const LaneOptions& options : everyOrder()) {
    const auto pyramid = SpanPyramid::build(trace, options);
    std::set<std::size_t> seen;
    double before = -1e300;
    for (std::size_t lane = 0; lane < pyramid->lanes(); ++lane)
      for (const Span& span : pyramid->lane(lane)) {
        EXPECT_TRUE(seen.insert(span.row()).second);
        EXPECT_EQ(pyramid->laneOfRow(span.row()), lane);
        const CallBounds bounds = *boundsOf(trace, span.row());
        if (options.lanes != LaneKind::Call) {
          EXPECT_EQ(trace.count(Count::Environment, span.row()), pyramid->laneNumber(lane));
          continue;
        }
        const double key =
            options.order == CallOrder::Submit  ? static_cast<double>(bounds.from)
            : options.order == CallOrder::Start ? static_cast<double>(bounds.end[1])
            : options.order == CallOrder::Duration
                ? static_cast<double>(bounds.from - bounds.to())
                : static_cast<double>(
                      trace.count(Count::Environment, span.row()).value_or(std::numeric_limits<std::int64_t>::max()));
        EXPECT_LE(before, key);
        before = key;
      }
    EXPECT_EQ(seen.size() + pyramid->leftOut(), trace.rows());
  }
}

TEST(SpanPyramid, ShowsOnlyTheStatesThatAreAskedFor) {
  const Trace trace = randomTrace({}, 8);
  for (std::size_t state = 0; state < kCallStateCount; ++state) {
    LaneOptions options;
    options.shown.fill(false);
    options.shown[state] = true;
    const auto pyramid = SpanPyramid::build(trace, options);
    std::size_t due = 0;
    for (std::size_t row = 0; row < trace.rows(); ++row)
      due += stateOf(trace, row) == static_cast<CallState>(state) ? 1 : 0;
    EXPECT_GT(due, 0u);
    EXPECT_EQ(pyramid->calls(), due);
    for (std::size_t lane = 0; lane < pyramid->lanes(); ++lane)
      EXPECT_EQ(stateOf(trace, pyramid->lane(lane).front().row()), static_cast<CallState>(state));
  }
}

TEST(SpanPyramid, OfNothingDrawsNothing) {
  const auto pyramid = SpanPyramid::build(Trace(), {});
  pyramid->draw({0, 1, 0, 1, 10, 10}, [](const SpanBand&) { ADD_FAILURE(); });
  EXPECT_EQ(pyramid->lanes(), 0u);
  EXPECT_EQ(pyramid->count(0, 1, 0, 1).calls, 0u);
}

TEST(SpanPyramid, StopsWhenItIsToldTo) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(SpanPyramid::build(randomTrace({}, 1), {}, stop.get_token()), nullptr);
}

TEST(SpanPyramid, SaysWhatItHolds) {
  RandomTraceShape shape;
  shape.rows = 20'000;
  shape.longest = 1'000'000;
  const auto pyramid = SpanPyramid::build(randomTrace(shape, 2), {}, {}, 0);
  EXPECT_LE(pyramid->bytes(), 20'000u * 150);
  EXPECT_GE(pyramid->bytes(), 20'000u * 40);
}

} // namespace
} // namespace coldframe
