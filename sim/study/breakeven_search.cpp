#include "sim/study/breakeven_search.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr int kMostSteps = 24;

double costOf(const Comparison& comparison, const Outcome& outcome) {
  const Figure& cost = comparison.monthCost(outcome);
  return cost.estimate ? cost.estimate->mean : 0;
}

} // namespace

BreakevenSearch::BreakevenSearch(const StudySource& source, const BreakevenOptions& options, const Quantity& over)
    : m_source(source), m_options(options), m_study(options.study), m_over(over) {
  m_study.month = true;
  m_study.withBaseline = false;
  m_study.advice = false;
  m_study.only.clear();
}

Result<bool> BreakevenSearch::grid(const std::vector<double>& bases) {
  std::vector<double> legal;
  std::vector<std::vector<Setting>> points;
  for (const double base : bases)
    if (const double nearest = m_over.legal(base); legal.empty() || nearest > legal.back()) {
      legal.push_back(nearest);
      points.push_back(m_over.settings(nearest));
    }
  m_study.points = points.size();
  if (points.size() < 2)
    return failure(ErrorKind::Usage, m_over.name + " has no two legal values in this range");
  m_study.progress = m_options.study.progress;
  auto evaluated = evaluate(m_source, std::move(points), m_study);
  if (!evaluated)
    return failure(evaluated.error());
  m_study.progress = nullptr;
  for (StudyPoint& point : evaluated->points)
    m_values.emplace(legal[point.index], std::move(point));
  return !evaluated->partial;
}

std::vector<Crossing> BreakevenSearch::pairwise(const std::string& a, const std::string& b) {
  std::vector<Crossing> found;
  const std::vector<double> bases = known();
  for (std::size_t i = 0; i + 1 < bases.size() && !m_stopped; ++i) {
    const auto left = mean(bases[i], a, b);
    const auto right = mean(bases[i + 1], a, b);
    if (!left || !right || (*left > 0) == (*right > 0))
      continue;
    found.push_back(*left > 0 ? close(bases[i], bases[i + 1], a, b) : close(bases[i], bases[i + 1], b, a));
  }
  return found;
}

std::vector<Crossing> BreakevenSearch::envelope() {
  std::vector<Crossing> found;
  const std::vector<double> bases = known();
  for (std::size_t i = 0; i + 1 < bases.size() && !m_stopped; ++i)
    changes(bases[i], bases[i + 1], 0, found);
  return found;
}

std::string BreakevenSearch::cheapest(const StudyPoint& point) const {
  const Outcome* best = nullptr;
  for (const Outcome& outcome : point.comparison.platforms)
    if (outcome.feasible && m_billed.contains(outcome.id) &&
        (best == nullptr || costOf(point.comparison, outcome) < costOf(point.comparison, *best)))
      best = &outcome;
  return best == nullptr ? std::string() : best->id;
}

void BreakevenSearch::findBilled() {
  for (const auto& [base, point] : m_values)
    for (const Outcome& outcome : point.comparison.platforms)
      if (point.comparison.sendsBill(outcome))
        m_billed.insert(outcome.id);
}

std::vector<double> BreakevenSearch::known() const {
  std::vector<double> bases;
  for (const auto& [base, point] : m_values)
    bases.push_back(base);
  return bases;
}

std::optional<double> BreakevenSearch::at(double base) {
  const double legal = m_over.legal(base);
  if (m_values.contains(legal))
    return legal;
  auto evaluated = evaluate(m_source, {m_over.settings(legal)}, m_study);
  if (!evaluated || evaluated->points.empty()) {
    m_stopped = true;
    return std::nullopt;
  }
  m_values.emplace(legal, std::move(evaluated->points.front()));
  return legal;
}

std::optional<Estimate> BreakevenSearch::difference(double base, const std::string& a, const std::string& b) const {
  const StudyPoint& point = m_values.at(base);
  const Outcome* ofA = point.outcome(a);
  const Outcome* ofB = point.outcome(b);
  if (ofA == nullptr || ofB == nullptr || !ofA->feasible || !ofB->feasible)
    return std::nullopt;
  return differenceOf(point.comparison, *ofA, *ofB, Compared::MonthUsd).bMinusA.estimate;
}

std::optional<double> BreakevenSearch::mean(double base, const std::string& a, const std::string& b) const {
  const auto estimate = difference(base, a, b);
  return estimate ? std::optional<double>(estimate->mean) : std::nullopt;
}

bool BreakevenSearch::closeEnough(double left, double right, double tolerance) const {
  return right - left <= tolerance * std::max(std::fabs(left), std::fabs(right)) ||
         right - left <= m_over.step * (1 + 1e-9);
}

double BreakevenSearch::middle(double left, double right) const {
  return left > 0 && right > 4 * left ? std::sqrt(left * right) : left + (right - left) / 2;
}

Crossing BreakevenSearch::close(double left, double right, const std::string& below, const std::string& above) {
  const double perUnit = (*mean(left, below, above) - *mean(right, below, above)) / (right - left);
  const auto f = [&](double base) { return mean(base, below, above); };
  for (int step = 0; step < kMostSteps && !m_stopped && !closeEnough(left, right, kCrossingTolerance); ++step) {
    const double atLeft = *f(left);
    const double atRight = *f(right);
    double next = middle(left, right);
    if (step % 3 != 2) { // the secant, then a little beyond it so that the bracket closes from both sides
      next = left + (right - left) * atLeft / (atLeft - atRight);
      const double beyond = 0.4 * kCrossingTolerance * std::fabs(next);
      next += step % 3 == 0 ? -beyond : beyond;
      next = std::clamp(next, left + 0.01 * (right - left), right - 0.01 * (right - left));
    }
    const auto looked = at(next);
    if (!looked)
      break;
    const double legal = *looked;
    const auto there = f(legal);
    if (legal <= left || legal >= right || !there) {
      if (step % 3 == 2 || !there)
        break; // no legal value between, or one of them falls out there
      continue;
    }
    (*there > 0 ? left : right) = legal;
  }
  Crossing crossing;
  crossing.below = below;
  crossing.above = above;
  const double atLeft = *f(left);
  const double atRight = *f(right);
  crossing.step = machines(left, below) != machines(right, below) || machines(left, above) != machines(right, above);
  crossing.base =
      crossing.step || !(atLeft > atRight) ? middle(left, right) : left + (right - left) * atLeft / (atLeft - atRight);
  crossing.lo = end(left, below, above, perUnit, true);
  crossing.hi = end(right, below, above, perUnit, false);
  describe(crossing, left);
  return crossing;
}

std::int64_t BreakevenSearch::machines(double base, const std::string& id) const {
  const Outcome* outcome = m_values.at(base).outcome(id);
  return outcome == nullptr ? 0 : outcome->machines;
}

bool BreakevenSearch::settled(double base, const std::string& below, const std::string& above, bool downwards) const {
  const auto d = difference(base, below, above);
  if (!d)
    return false;
  if (!d->hasInterval())
    return downwards ? d->mean > 0 : d->mean < 0;
  return downwards ? d->lo > 0 : d->hi < 0;
}

std::optional<double> BreakevenSearch::end(double from, const std::string& below, const std::string& above,
                                           double perUnit, bool downwards) {
  const auto here = difference(from, below, above);
  if (settled(from, below, above, downwards))
    return from;
  std::optional<double> known;
  for (const auto& [base, point] : m_values)
    if ((downwards ? base < from : base > from) && settled(base, below, above, downwards) &&
        (!known || std::fabs(base - from) < std::fabs(*known - from)))
      known = base;
  if (!known || !here || !here->hasInterval() || !(perUnit > 0))
    return known;
  double distance = 1.1 * here->halfWidth() / perUnit;
  for (int step = 0; step < kMostSteps && !m_stopped && distance < std::fabs(*known - from); ++step, distance *= 2) {
    const auto legal = at(downwards ? from - distance : from + distance);
    if (!legal)
      break;
    if (settled(*legal, below, above, downwards))
      return legal;
  }
  return known;
}

void BreakevenSearch::changes(double left, double right, int depth, std::vector<Crossing>& found) {
  const std::string below = cheapest(m_values.at(left));
  const std::string above = cheapest(m_values.at(right));
  if (below == above || below.empty() || above.empty() || depth > 6 || m_stopped)
    return;
  const auto atLeft = mean(left, below, above);
  const auto atRight = mean(right, below, above);
  if (atLeft && atRight) {
    const Crossing crossing = close(left, right, below, above);
    // A third may be cheaper than both where they cross.
    const auto after = m_values.lower_bound(crossing.base);
    const auto before = after == m_values.begin() ? after : std::prev(after);
    const std::string there = cheapest(before->second);
    if (there == below || there == above || there.empty() || before->first <= left || before->first >= right) {
      found.push_back(crossing);
      return;
    }
    const double middleBase = before->first;
    changes(left, middleBase, depth + 1, found);
    changes(middleBase, right, depth + 1, found);
    return;
  }
  fallsOut(left, right, depth, found);
}

void BreakevenSearch::fallsOut(double left, double right, int depth, std::vector<Crossing>& found) {
  const std::string below = cheapest(m_values.at(left));
  for (int step = 0; step < kMostSteps && !m_stopped && !closeEnough(left, right, kCrossingTolerance); ++step) {
    const auto looked = at(middle(left, right));
    if (!looked)
      break;
    const double legal = *looked;
    if (legal <= left || legal >= right)
      break;
    const std::string there = cheapest(m_values.at(legal));
    const std::string above = cheapest(m_values.at(right));
    if (there == below) {
      left = legal;
    } else if (there == above) {
      right = legal;
    } else {
      changes(left, legal, depth + 1, found);
      changes(legal, right, depth + 1, found);
      return;
    }
  }
  Crossing crossing;
  crossing.below = below;
  crossing.above = cheapest(m_values.at(right));
  const Outcome* was = m_values.at(right).outcome(below);
  crossing.kind = was == nullptr || !was->feasible ? CrossingKind::Capacity : CrossingKind::Cost;
  crossing.base = middle(left, right);
  crossing.lo = left;
  crossing.hi = right;
  describe(crossing, left);
  found.push_back(crossing);
}

void BreakevenSearch::describe(Crossing& crossing, double nearBase) const {
  crossing.shown = m_over.shown(crossing.base);
  crossing.shownLo = crossing.lo ? m_over.shown(*crossing.lo) : std::string();
  crossing.shownHi = crossing.hi ? m_over.shown(*crossing.hi) : std::string();
  const StudyPoint& point = m_values.at(nearBase);
  if (const Outcome* outcome = point.outcome(crossing.below))
    crossing.belowThere = figuresOf(point.comparison, *outcome);
  if (const Outcome* outcome = point.outcome(crossing.above))
    crossing.aboveThere = figuresOf(point.comparison, *outcome);
}

} // namespace coldframe
