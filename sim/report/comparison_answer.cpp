#include "sim/report/comparison_answer.h"

#include "sim/report/study_words.h"
#include "sim/result/difference.h"
#include "sim/result/limits.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace coldframe {

namespace {

const Outcome* byId(const Comparison& comparison, const std::string& id) {
  const auto found = std::find_if(comparison.platforms.begin(), comparison.platforms.end(),
                                  [&](const Outcome& outcome) { return outcome.id == id; });
  return found == comparison.platforms.end() ? nullptr : &*found;
}

std::string headline(const Comparison& comparison) {
  return comparison.scenarioName + " · " + conditionsText(comparison, comparison.replicationsDone) +
         (comparison.freeGrant ? " · free grant used" : " · no free grant");
}

// Streams have no makespan; what their callers feel is the response.
const Outcome* quickestToRespond(const Comparison& comparison) {
  const Outcome* best = nullptr;
  for (const Outcome& outcome : comparison.platforms)
    if (outcome.feasible && outcome.responseS.p95.estimate &&
        (best == nullptr || outcome.responseS.p95.estimate->mean < best->responseS.p95.estimate->mean))
      best = &outcome;
  return best;
}

std::string fastestSentence(const Comparison& comparison) {
  if (!comparison.isJob) {
    const Outcome* best = quickestToRespond(comparison);
    return best == nullptr ? "Quickest to respond: none, no platform can do it."
                           : "Quickest to respond: " + best->id + ", 95 % of calls within " +
                                 showDuration(best->responseS.p95.estimate->mean) + ".";
  }
  const Outcome* best = byId(comparison, comparison.bestMakespan);
  if (best == nullptr)
    return "Fastest: none, no platform can do it.";
  std::string text = "Fastest: " + best->id + " in " + showDuration(best->makespanS.estimate->mean);
  if (best->id == comparison.baselineId)
    return text + ", which is the baseline.";
  if (best->speedup.estimate)
    text += ", " + showRatio(best->speedup.estimate->mean) + " as fast as " + comparison.baselineId + " with " +
            showCounted(comparison.baselineParallelism, "worker");
  return text + ".";
}

// The cheapest of those that send a bill at all: a machine of one's own is always cheaper, and seldom the question.
const Outcome* cheapestBilled(const Comparison& comparison) {
  const Outcome* best = nullptr;
  for (const Outcome& outcome : comparison.platforms) {
    if (!outcome.feasible || !comparison.sendsBill(outcome))
      continue;
    if (best == nullptr || comparison.monthCost(outcome).estimate->mean < comparison.monthCost(*best).estimate->mean)
      best = &outcome;
  }
  return best;
}

// Two digits: a straight line says no more.
double roundedDown(double x) {
  double unit = 1;
  while (x / unit >= 100)
    unit *= 10;
  return std::floor(x / unit) * unit;
}

std::string upToWhere(const Comparison& comparison, const Outcome& cheapest) {
  const Outcome* next = nullptr;
  double load = std::numeric_limits<double>::infinity();
  for (const Outcome& other : comparison.platforms) {
    if (&other == &cheapest || !other.feasible || other.paidFor)
      continue;
    const std::optional<double> crossing = crossingLoad(comparison, cheapest, other);
    if (crossing && *crossing < load) {
      load = *crossing;
      next = &other;
    }
  }
  if (next == nullptr)
    return {};
  constexpr double kStraight = 10; // beyond, environments are reused more and fleets are full: no line says how
  if (load > kStraight)
    return std::string(" up to ten times ") + (comparison.isJob ? "as many runs" : "the load") + " and more";
  if (comparison.isJob)
    return " up to about " + showCount(roundedDown(load * comparison.runsPerMonth)) + " runs a month, then " + next->id;
  return " up to about " + showRatio(load < 10 ? load : roundedDown(load)) + " the load, then " + next->id;
}

// "; cheaper than box in 97 % of months, by $31 ± 4": paired by replication, against the next that sends a bill.
std::string howSurely(const Comparison& comparison, const Outcome& cheapest) {
  const Outcome* next = nullptr;
  for (const Outcome& other : comparison.platforms) {
    if (&other != &cheapest && other.feasible && comparison.sendsBill(other) &&
        (next == nullptr || comparison.monthCost(other).estimate->mean < comparison.monthCost(*next).estimate->mean))
      next = &other;
  }
  if (next == nullptr)
    return {};
  const Difference difference = differenceOf(comparison, cheapest, *next, Compared::MonthUsd);
  if (!difference.bMinusA.estimate || !difference.bMinusA.estimate->hasInterval())
    return {};
  const std::string by = showMoney(difference.bMinusA.estimate->mean, difference.bMinusA.estimate->halfWidth());
  if (!difference.settled())
    return "; whether it is cheaper than " + next->id + " is not settled (by " + by + ")";
  return "; cheaper than " + next->id + " in " +
         (difference.shareALess < 1 ? showPercent(difference.shareALess) + " of months" : std::string("every month")) +
         ", by " + by;
}

std::string cheapestSentence(const Comparison& comparison) {
  const Outcome* best = byId(comparison, comparison.bestMonth);
  if (best == nullptr)
    return "Cheapest per month: none, no platform can do it.";
  const auto priced = [&](const Outcome& outcome) {
    return outcome.id + " at " + showMoney(comparison.monthCost(outcome).estimate->mean) +
           upToWhere(comparison, outcome) + howSurely(comparison, outcome);
  };
  if (comparison.sendsBill(*best))
    return "Cheapest per month: " + priced(*best) + ".";
  std::string text =
      "Cheapest per month: " + best->id + (best->paidFor ? ", which is paid for anyway" : ", which sends no bill");
  if (const Outcome* billed = cheapestBilled(comparison); billed != nullptr)
    text += std::string("; of those that ") + (best->paidFor ? "are not" : "do") + ", " + priced(*billed);
  return text + ".";
}

constexpr double kNear = 0.8;

// The platform that comes nearest to a limit that kills a call.
std::string nearLimit(const Comparison& comparison) {
  const Outcome* nearest = nullptr;
  const LimitReport* which = nullptr;
  for (const Outcome& outcome : comparison.platforms)
    for (const LimitReport& limit : outcome.limits)
      if (limit.nearness > (which == nullptr ? kNear : which->nearness) &&
          (limit.kind == LimitKind::Time || limit.kind == LimitKind::Memory || limit.kind == LimitKind::Disk ||
           limit.kind == LimitKind::PayloadIn || limit.kind == LimitKind::PayloadOut)) {
        nearest = &outcome;
        which = &limit;
      }
  if (nearest == nullptr)
    return {};
  return nearest->id + " comes near its " + limitWords(which->kind) + " limit, with " + which->observedInWords() +
         " of " + which->limitInWords();
}

// What may go wrong with the work itself; empty: nothing came near a limit.
std::string riskOf(const Comparison& comparison) {
  std::string text;
  std::size_t others = 0;
  for (const Outcome& outcome : comparison.platforms) {
    if (outcome.feasible)
      continue;
    if (text.empty())
      text = outcome.id + " cannot do it: " + outcome.verdict;
    else
      ++others;
  }
  if (others > 0)
    text += " (" + showCounted(others, "other cannot", "others cannot") + " either)";
  if (!text.empty())
    return text;
  if (comparison.partial)
    return "interrupted after " + showCount(comparison.replicationsDone) + " of " +
           showCounted(comparison.replications, "replication") + "; the intervals are wider than asked for";
  const Outcome* risky = nullptr;
  for (const Outcome& outcome : comparison.platforms)
    if (outcome.completionProbability < 1 &&
        (risky == nullptr || outcome.completionProbability < risky->completionProbability))
      risky = &outcome;
  if (risky != nullptr)
    return risky->id + " completes every call with probability " + showPercent(risky->completionProbability);
  return nearLimit(comparison);
}

std::vector<std::string> caveatsOf(const Comparison& comparison) {
  std::vector<std::string> caveats = comparison.warnings;
  if (std::string risk = riskOf(comparison); !risk.empty())
    caveats.insert(caveats.begin(), std::move(risk));
  if (caveats.empty())
    caveats.emplace_back(comparison.provisional ? "a quick answer, with wider intervals than a normal one"
                                                : "nothing came near a limit");
  return caveats;
}

} // namespace

std::optional<double> crossingLoad(const Comparison& comparison, const Outcome& cheapest, const Outcome& other) {
  const auto& a = comparison.monthCost(cheapest).estimate;
  const auto& b = comparison.monthCost(other).estimate;
  if (!a || !b || !cheapest.month.fixedUsd.estimate || !other.month.fixedUsd.estimate)
    return std::nullopt;
  const double slopeA = a->mean - cheapest.month.fixedUsd.estimate->mean;
  const double slopeB = b->mean - other.month.fixedUsd.estimate->mean;
  if (!(slopeA > slopeB))
    return std::nullopt;
  const double load =
      (other.month.fixedUsd.estimate->mean - cheapest.month.fixedUsd.estimate->mean) / (slopeA - slopeB);
  if (!(load >= 1) || load > 1e12)
    return std::nullopt;
  for (const Outcome* outcome : {&cheapest, &other}) {
    if (outcome->isFunction)
      continue;
    if (comparison.isJob && outcome->makespanS.estimate && comparison.runsPerMonth > 0) {
      const double most = comparison.monthHours * 3600 / outcome->makespanS.estimate->mean;
      if (load * comparison.runsPerMonth > most)
        return std::nullopt;
    }
    if (!comparison.isJob && outcome->utilization.estimate && load * outcome->utilization.estimate->mean > 1)
      return std::nullopt;
  }
  return load;
}

Answer comparisonAnswer(const Comparison& comparison) {
  Answer answer;
  answer.headline = headline(comparison);
  answer.evidence = {fastestSentence(comparison), cheapestSentence(comparison)};
  if (comparison.peopleUsdPerMonth > 0)
    answer.evidence.push_back(peopleSentence(comparison.peopleUsdPerMonth));
  answer.caveats = caveatsOf(comparison);
  return answer;
}

} // namespace coldframe
