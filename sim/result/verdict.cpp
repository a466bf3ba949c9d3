#include "sim/result/verdict.h"

#include "sim/result/limits.h"
#include "sim/units/format.h"

#include <algorithm>

namespace coldframe {

namespace {

std::string batchHint(const VerdictFacts& facts) {
  if (!facts.largestBatch)
    return {};
  if (*facts.largestBatch == 0)
    return "; not even a batch of one item fits";
  const std::int64_t most = *facts.largestBatch;
  return "; at most " + showCounted(most, "item fits", "items fit") + " in a batch";
}

// The share of calls that a limit took. What is over it at the first attempt is tried again; where nothing else makes
// calls fail, those that failed for good are the ones that were over it in every attempt.
struct Killed {
  double share = 0;
  bool everyAttempt = false;
};
Killed killedBy(const Outcome& outcome, const LimitReport& limit) {
  const Counts& counts = outcome.counts;
  if (counts.retried == 0)
    return {limit.shareOver, false};
  const auto others = std::count_if(outcome.limits.begin(), outcome.limits.end(), [&](const LimitReport& other) {
    return &other != &limit && killsCalls(other.kind) && other.shareOver > 0;
  });
  if (counts.errors > 0 || others > 0 || counts.failed == 0)
    return {limit.shareOver, false};
  return {static_cast<double>(counts.failed) / static_cast<double>(counts.arrivals), true};
}

std::string limitSentence(const Outcome& outcome, const LimitReport& limit, const VerdictFacts& facts) {
  const Killed killed = killedBy(outcome, limit);
  const std::string share = showPercent(killsCalls(limit.kind) ? killed.share : limit.shareOver) + " of ";
  const std::string things = facts.isJob ? "tasks" : "calls";
  switch (limit.kind) {
  case LimitKind::Time:
    return share + things + " exceed the " + limit.limit + " cap" + (killed.everyAttempt ? " in every attempt" : "") +
           batchHint(facts);
  case LimitKind::Memory:
    return share + things + " need more than the " + limit.limit + " they have, up to " + limit.observed +
           batchHint(facts);
  case LimitKind::PayloadIn:
    return share + things + " bring in more than the " + limit.limitInWords() + " allowed, up to " +
           limit.observedInWords() + batchHint(facts);
  case LimitKind::PayloadOut:
    return share + things + " return more than the " + limit.limitInWords() + " allowed, up to " +
           limit.observedInWords() + batchHint(facts);
  case LimitKind::Disk:
    return share + things + " need more than " + limit.limitInWords() + " of disk, up to " + limit.observedInWords();
  case LimitKind::Concurrency:
    return share + "attempts found " + (limit.limit == "1" ? "the one place" : "all " + limit.limit + " places") +
           " taken, and some calls gave up";
  case LimitKind::Scaling:
    return share + "attempts needed new environments faster than the platform adds them after the first " +
           limit.limit + ", and some calls gave up";
  case LimitKind::RequestRate:
    return share + "attempts were over the request rate of " + limit.limit + ", and some calls gave up";
  case LimitKind::EventAge:
    return share + "calls were still waiting after " + limit.limit + " and were dropped";
  case LimitKind::Queue:
    break;
  }
  return share + "calls found a full queue of " + limit.limit + " and were turned away";
}

// How often something that may go wrong went wrong.
std::string completionText(const VerdictFacts& facts) {
  return showCount(facts.completeReplications) + " of " + showCount(facts.replications) + " replications";
}

std::string withoutLimit(const Outcome& outcome, const VerdictFacts& facts) {
  const Counts& counts = outcome.counts;
  const double arrivals = static_cast<double>(std::max<std::uint64_t>(counts.arrivals, 1));
  if (facts.overloadedReplications > 0)
    return "the queue grows without end: " + showPercent(static_cast<double>(counts.waiting) / arrivals) +
           " of calls were still waiting when the window ended";
  if (counts.dropped > 0)
    return showPercent(static_cast<double>(counts.dropped) / arrivals) +
           " of calls were turned away or gave up waiting";
  if (counts.failed > 0)
    return showPercent(static_cast<double>(counts.failed) / arrivals) +
           " of calls failed after every attempt they were allowed";
  return "every call completed in only " + completionText(facts);
}

} // namespace

std::string verdictOf(const Outcome& outcome, const VerdictFacts& facts) {
  if (!outcome.feasible) {
    const auto decider = std::find_if(outcome.limits.begin(), outcome.limits.end(),
                                      [](const LimitReport& limit) { return limit.decides; });
    return decider != outcome.limits.end() ? limitSentence(outcome, *decider, facts) : withoutLimit(outcome, facts);
  }
  std::string text = "every call completed in " + completionText(facts);
  const auto time = std::find_if(outcome.limits.begin(), outcome.limits.end(),
                                 [](const LimitReport& limit) { return limit.kind == LimitKind::Time; });
  if (time == outcome.limits.end() || time->limit == "none")
    return text;
  if (time->shareOver > 0)
    return text + ", though " + showPercent(time->shareOver) + " of " + (facts.isJob ? "tasks" : "calls") +
           " exceed the " + time->limit + " cap at first and are tried again";
  return text + "; the longest " + (facts.isJob ? "task" : "call") + " takes " + time->observed + " of the " +
         time->limit + " allowed";
}

} // namespace coldframe
