// A value that changes in steps over time (how many run, how many wait, what it has cost so far), with the smallest and
// the largest value of every 64 and every 4,096 steps beside it: what a chart of any width needs is found in
// O(columns · log steps), however many steps there are. Between two steps the last value holds; before the first, 0.
// Immutable once built. Memory: 16 bytes a step, and a quarter of a byte for the levels above.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coldframe {

struct StepChange {
  std::int64_t at = 0; // ns
  double by = 0;
};

// What a chart draws in one of its columns: the values at both edges, and the extremes between them.
struct StepColumn {
  double first = 0;
  double last = 0;
  double least = 0;
  double most = 0;
};

class StepSeries {
public:
  StepSeries() = default;
  // Changes in any order; those of one instant make one step.
  explicit StepSeries(std::vector<StepChange> changes);

  bool empty() const { return m_at.empty(); }
  std::size_t steps() const { return m_at.size(); }
  std::int64_t from() const { return m_at.front(); } // not when empty
  std::int64_t to() const { return m_at.back(); }
  double most() const { return m_most; } // 0 when empty
  double last() const { return m_value.empty() ? 0 : m_value.back(); }

  double valueAt(std::int64_t ns) const;
  // The instant of the next step after `ns` (before it, for `previous`); `ns` itself where there is none.
  std::int64_t nextStep(std::int64_t ns) const;
  std::int64_t previousStep(std::int64_t ns) const;

  // `count` equal columns of [from, to); to > from.
  std::vector<StepColumn> columns(double from, double to, std::size_t count) const;
  StepColumn extremes(double from, double to) const;

  std::span<const std::int64_t> instants() const { return m_at; }
  std::span<const double> values() const { return m_value; }

private:
  struct Range {
    double least = 0;
    double most = 0;
  };
  static constexpr std::size_t kFan = 64;

  Range rangeOf(std::size_t first, std::size_t end) const;       // values [first, end), not empty
  std::size_t firstAtOrAfter(double ns, std::size_t from) const; // none before `from` is

  std::vector<std::int64_t> m_at;
  std::vector<double> m_value;
  std::vector<Range> m_fine;   // of kFan values
  std::vector<Range> m_coarse; // of kFan²
  double m_most = 0;
};

} // namespace coldframe
