#include "sim/study/choice.h"

#include <algorithm>
#include <limits>

namespace coldframe {

namespace {

template <class Less, class Allowed>
std::optional<std::size_t> best(std::span<const Candidate> candidates, Less less, Allowed allowed) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (candidates[i].feasible && allowed(candidates[i]) && (!found || less(candidates[i], candidates[*found])))
      found = i;
  return found;
}

bool faster(const Candidate& a, const Candidate& b) {
  return a.time < b.time || (a.time == b.time && a.cost < b.cost);
}

bool cheaper(const Candidate& a, const Candidate& b) {
  return a.cost < b.cost || (a.cost == b.cost && a.time < b.time);
}

} // namespace

Choice choose(std::span<const Candidate> candidates, double within, bool hasDeadline) {
  const auto any = [](const Candidate&) { return true; };
  Choice choice;
  choice.fastest = best(candidates, faster, any);
  choice.cheapest = best(candidates, cheaper, any);
  if (choice.fastest) {
    const double most = candidates[*choice.fastest].time * (1 + within);
    choice.cheapestNearFastest = best(candidates, cheaper, [most](const Candidate& each) { return each.time <= most; });
  }
  if (hasDeadline)
    choice.cheapestInTime = best(candidates, cheaper, [](const Candidate& each) { return each.meetsDeadline; });
  choice.recommended = hasDeadline ? choice.cheapestInTime : choice.cheapestNearFastest;

  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (candidates[i].feasible)
      order.push_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return faster(candidates[a], candidates[b]); });
  double least = std::numeric_limits<double>::infinity();
  for (const std::size_t i : order)
    if (candidates[i].cost < least) {
      choice.pareto.push_back(i);
      least = candidates[i].cost;
    }
  return choice;
}

} // namespace coldframe
