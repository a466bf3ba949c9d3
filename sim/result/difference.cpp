#include "sim/result/difference.h"

#include <algorithm>

namespace coldframe {

std::vector<std::optional<double>> samplesOf(const Comparison& comparison, const Outcome& outcome, Compared what) {
  const Samples& samples = outcome.samples;
  if (what == Compared::MakespanS)
    return samples.makespanS;
  if (what == Compared::ResponseP95S)
    return samples.responseP95S;
  const std::vector<double>& usd = comparison.freeGrant ? samples.monthWithFreeGrantUsd : samples.monthUsd;
  return {usd.begin(), usd.end()};
}

Difference differenceOf(const Comparison& comparison, const Outcome& a, const Outcome& b, Compared what) {
  Difference difference{a.id, b.id, what, {}, 0, 0};
  const auto ofA = samplesOf(comparison, a, what);
  const auto ofB = samplesOf(comparison, b, what);
  std::vector<double> differences;
  std::size_t aLess = 0;
  std::size_t bLess = 0;
  for (std::size_t r = 0; r < std::min(ofA.size(), ofB.size()); ++r) {
    if (!ofA[r] || !ofB[r])
      continue;
    differences.push_back(*ofB[r] - *ofA[r]);
    aLess += *ofA[r] < *ofB[r] ? 1 : 0;
    bLess += *ofB[r] < *ofA[r] ? 1 : 0;
  }
  if (differences.empty()) {
    difference.bMinusA = Figure::none("in no replication do both have a value");
    return difference;
  }
  const auto n = static_cast<double>(differences.size());
  difference.bMinusA = Figure::of(estimate(differences));
  difference.shareALess = static_cast<double>(aLess) / n;
  difference.shareBLess = static_cast<double>(bLess) / n;
  return difference;
}

std::vector<Difference> differencesOf(const Comparison& comparison) {
  std::vector<Difference> all;
  for (std::size_t a = 0; a < comparison.platforms.size(); ++a)
    for (std::size_t b = a + 1; b < comparison.platforms.size(); ++b)
      for (const Compared what : {Compared::MonthUsd, comparison.isJob ? Compared::MakespanS : Compared::ResponseP95S})
        all.push_back(differenceOf(comparison, comparison.platforms[a], comparison.platforms[b], what));
  return all;
}

const char* comparedName(Compared what) {
  switch (what) {
  case Compared::MonthUsd:
    return "month_usd";
  case Compared::MakespanS:
    return "makespan_s";
  case Compared::ResponseP95S:
    break;
  }
  return "response_p95_s";
}

} // namespace coldframe
