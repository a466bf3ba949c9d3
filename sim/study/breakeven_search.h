// The search behind breakeven(): values of a quantity that were simulated, and where between them the cheaper of two
// platforms, or the cheapest of all, changes. How: breakeven.h.
#pragma once

#include "sim/study/breakeven.h"

#include <map>
#include <set>

namespace coldframe {

class BreakevenSearch {
public:
  using Values = std::map<double, StudyPoint>; // by the quantity, in base units

  BreakevenSearch(const StudySource& source, const BreakevenOptions& options, const Quantity& over);

  // The grid; false when stopped on the way.
  Result<bool> grid(const std::vector<double>& bases);

  const Values& values() const { return m_values; }
  bool stopped() const { return m_stopped; }

  std::vector<Crossing> pairwise(const std::string& a, const std::string& b);

  std::vector<Crossing> envelope();

  std::string cheapest(const StudyPoint& point) const;

  // Platforms that are paid for anyway or never send a bill are no part of the envelope.
  void findBilled();

private:
  std::vector<double> known() const;

  // The nearest legal value, simulated; none when stopped.
  std::optional<double> at(double base);

  // b − a at a known value; none where one of them is infeasible.
  std::optional<Estimate> difference(double base, const std::string& a, const std::string& b) const;
  std::optional<double> mean(double base, const std::string& a, const std::string& b) const;

  bool closeEnough(double left, double right, double tolerance) const;
  double middle(double left, double right) const;

  // `below` is cheaper at `left`, `above` at `right`. The bracket is narrowed until it is within the tolerance.
  Crossing close(double left, double right, const std::string& below, const std::string& above);

  std::int64_t machines(double base, const std::string& id) const;

  bool settled(double base, const std::string& below, const std::string& above, bool downwards) const;

  // Where, going away from the crossing, the difference is settled: looked for where its half-width and the slope of
  // the curve say, then twice as far, until a value that is known already is settled.
  std::optional<double> end(double from, const std::string& below, const std::string& above, double perUnit,
                            bool downwards);

  // Changes of the cheapest between two known neighbours.
  void changes(double left, double right, int depth, std::vector<Crossing>& found);

  // Between them the cheapest, or the one that follows it, is no longer feasible.
  void fallsOut(double left, double right, int depth, std::vector<Crossing>& found);

  void describe(Crossing& crossing, double nearBase) const;

  const StudySource& m_source;
  const BreakevenOptions& m_options;
  StudyOptions m_study;
  const Quantity& m_over;
  Values m_values;
  std::set<std::string> m_billed;
  bool m_stopped = false;
};

} // namespace coldframe
