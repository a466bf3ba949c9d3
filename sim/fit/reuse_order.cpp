#include "sim/fit/reuse_order.h"

#include "sim/fit/environment_calls.h"
#include "sim/random/elementary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <queue>
#include <set>

namespace coldframe {

namespace {

constexpr std::uint64_t kLeastChoices = 10;
constexpr std::array kStrict{ReuseOrder::Newest, ReuseOrder::Oldest, ReuseOrder::MostRecentlyUsed,
                             ReuseOrder::LeastRecentlyUsed};

// Choices among n idle environments, and how many of them were each order's own.
struct Choices {
  std::uint64_t made = 0;
  std::array<std::uint64_t, kStrict.size()> obeyed{};
};
using ChoicesByNumber = std::map<std::size_t, Choices>;

using Waiting = std::pair<std::int64_t, std::uint32_t>; // end of its call, environment

void count(const FunctionHistory& function, ChoicesByNumber& choices) {
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> busy;
  std::set<Waiting> byIdle;      // the one idle for longest first
  std::set<std::uint32_t> byAge; // numbered as they were first seen
  std::vector<std::int64_t> lastEnd(function.environments);
  for (const EnvironmentCall& call : function.calls) {
    for (; !busy.empty() && busy.top().first <= call.at; busy.pop()) {
      if (lastEnd[busy.top().second] != busy.top().first)
        continue; // its next call began before this one had ended
      byIdle.insert(busy.top());
      byAge.insert(busy.top().second);
    }
    const Waiting chosen{lastEnd[call.environment], call.environment};
    if (!call.first && byIdle.count(chosen) > 0) {
      if (byAge.size() > 1) {
        Choices& of = choices[byAge.size()];
        ++of.made;
        of.obeyed[0] += *byAge.rbegin() == call.environment ? 1 : 0;
        of.obeyed[1] += *byAge.begin() == call.environment ? 1 : 0;
        of.obeyed[2] += byIdle.rbegin()->first == chosen.first ? 1 : 0;
        of.obeyed[3] += byIdle.begin()->first == chosen.first ? 1 : 0;
      }
      byIdle.erase(chosen);
      byAge.erase(call.environment);
    }
    lastEnd[call.environment] = call.end;
    if (!call.last)
      busy.emplace(call.end, call.environment);
  }
}

double logLikelihood(const ChoicesByNumber& choices, std::size_t which, double strayed) {
  double sum = 0;
  for (const auto& [n, of] : choices) {
    const double chance = strayed / static_cast<double>(n);
    const auto obeyed = static_cast<double>(of.obeyed[which]);
    const double other = static_cast<double>(of.made) - obeyed;
    sum += obeyed * detLog(1 - strayed + chance) + (other > 0 ? other * detLog(chance) : 0);
  }
  return sum;
}

// The likelihood is concave in ε: thirds.
ReuseCandidate strictOrder(const ChoicesByNumber& choices, std::size_t which, double made) {
  double lo = 0, hi = 1;
  for (int i = 0; i < 200; ++i) {
    const double a = lo + (hi - lo) / 3, b = hi - (hi - lo) / 3;
    if (logLikelihood(choices, which, a) < logLikelihood(choices, which, b))
      lo = a;
    else
      hi = b;
  }
  double obeyed = 0;
  for (const auto& [n, of] : choices)
    obeyed += static_cast<double>(of.obeyed[which]);
  const double strayed = 0.5 * (lo + hi);
  return {kStrict[which], obeyed / made, strayed, 2 - 2 * logLikelihood(choices, which, strayed)};
}

} // namespace

const ReuseCandidate& ReuseFit::of(ReuseOrder which) const {
  return *std::find_if(candidates.begin(), candidates.end(),
                       [which](const ReuseCandidate& candidate) { return candidate.order == which; });
}

Result<ReuseFit> fitReuseOrder(std::span<const Trace* const> traces) {
  ChoicesByNumber choices;
  for (const Trace* trace : traces)
    for (const FunctionHistory& function : environmentHistory(*trace).functions)
      count(function, choices);
  ReuseFit fit;
  double random = 0;
  double expected = 0;
  for (const auto& [n, of] : choices) {
    fit.choices += of.made;
    random -= static_cast<double>(of.made) * detLog(static_cast<double>(n));
    expected += static_cast<double>(of.made) / static_cast<double>(n);
  }
  if (fit.choices < kLeastChoices)
    return failure(ErrorKind::Input, "only " + std::to_string(fit.choices) +
                                         " calls came while two or more environments were idle: which of them is "
                                         "taken cannot be told");
  const auto made = static_cast<double>(fit.choices);
  fit.candidates.push_back({ReuseOrder::Random, expected / made, 1, -2 * random});
  for (std::size_t which = 0; which < kStrict.size(); ++which)
    fit.candidates.push_back(strictOrder(choices, which, made));
  std::stable_sort(fit.candidates.begin(), fit.candidates.end(),
                   [](const ReuseCandidate& a, const ReuseCandidate& b) { return a.aic < b.aic; });
  constexpr double kBeyondChance = 6;
  if (fit.candidates.front().aic < fit.of(ReuseOrder::Random).aic - kBeyondChance)
    fit.order = fit.candidates.front().order;
  return fit;
}

} // namespace coldframe
