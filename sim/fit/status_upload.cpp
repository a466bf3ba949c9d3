#include "sim/fit/status_upload.h"

#include "sim/fit/maximum_likelihood.h"
#include "sim/fit/poll_rounds.h"
#include "sim/random/elementary.h"
#include "sim/trace/client_clock.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace coldframe {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kSteps = 1000; // of ln 1 s, in which ends of intervals are told apart

// The ends of an interval that a time lies in, s; lo 0: no more is known than that it is above 0.
struct Between {
  double lo = 0, hi = 0;
};

// Intervals by their ends in steps of a thousandth, and how many calls have them.
void addIntervals(const Trace& trace, std::map<std::pair<long, long>, double>& counts, std::size_t& late) {
  const std::vector<PollRound> rounds = pollRounds(trace);
  if (rounds.empty())
    return;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto end = onClientClock(trace, Stamp::End, row);
    const auto seen = trace.stamp(Stamp::StatusSeen, row);
    if (!end || !seen)
      continue;
    const double at = static_cast<double>(seen->ns()) / 1e9, ended = static_cast<double>(*end) / 1e9;
    const auto round =
        std::upper_bound(rounds.begin(), rounds.end(), at, [](double x, const PollRound& r) { return x < r.first; }) -
        1;
    const double hi = round->first - ended;
    const double lo = round == rounds.begin() ? 0 : (round - 1)->first - ended;
    if (!(hi > 0)) { // seen in a round whose first stamp is before its end: read late in that round
      ++late;
      continue;
    }
    ++counts[{lo > 0 ? std::lround(kSteps * detLog(lo)) : std::numeric_limits<long>::min(),
              std::lround(kSteps * detLog(hi))}];
  }
}

} // namespace

FitPart fitStatusUpload(std::span<const Trace* const> traces) {
  const char* const key = "status_upload";
  const char* const title = "end → visible to the client's looks";
  std::map<std::pair<long, long>, double> counts;
  std::size_t late = 0;
  bool has = false;
  for (const Trace* trace : traces) {
    has |= trace->has(Stamp::StatusSeen) && trace->has(Stamp::End);
    addIntervals(*trace, counts, late);
  }
  if (!has)
    return notIdentified(key, title, 0, "the run does not say when calls ended and when the client saw it");
  struct Counted {
    Between time;
    double count = 0;
  };
  std::vector<Counted> seen;
  double n = 0, bounded = 0;
  for (const auto& [ends, count] : counts) {
    const bool open = ends.first == std::numeric_limits<long>::min();
    seen.push_back({{open ? 0 : detExp(static_cast<double>(ends.first) / kSteps),
                     detExp(static_cast<double>(ends.second) / kSteps)},
                    count});
    n += count;
    bounded += open ? 0 : count;
  }
  constexpr double kLeast = 20, kLeastBounded = 5;
  if (n < kLeast)
    return notIdentified(key, title, static_cast<std::uint64_t>(n),
                         "the ends are not seen in rounds, or in too few of them");
  if (bounded < kLeastBounded)
    return notIdentified(key, title, static_cast<std::uint64_t>(n),
                         "nearly every end was seen by the first look after it: there is no time that it would have to "
                         "be longer than");
  const LogLikelihood likelihood = [&](std::span<const double> p) {
    const double sigma = detExp(p[1]);
    if (!(sigma > 0.02) || sigma > 3) // sharper than rounds can tell, or no law at all
      return -kInfinity;
    const Distribution law = LogNormal{detExp(p[0]), sigma};
    double sum = 0;
    for (const Counted& each : seen)
      sum += each.count * detLog(std::max(law.cdf(each.time.hi) - law.cdf(each.time.lo), 1e-12));
    return sum;
  };
  LikelihoodPeak peak;
  for (const double median : {0.03, 0.1, 0.3, 1.0}) {
    const LikelihoodPeak found = maximiseLikelihood(likelihood, {detLog(median), detLog(0.5)}, {0.5, 0.3});
    if (found.logLikelihood > peak.logLikelihood)
      peak = found;
  }
  FitPart part;
  part.key = key;
  part.title = title;
  part.n = static_cast<std::uint64_t>(n);
  part.method = "lognormal, maximum likelihood of times known to lie between two looks";
  const std::array<const char*, 2> names{"median", "sigma"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const ProfileInterval interval = profileInterval(likelihood, peak, i, 4);
    FittedFigure figure;
    figure.name = names[i];
    figure.unit = i == 0 ? "s" : "";
    figure.value = detExp(peak.at[i]);
    figure.lo = detExp(interval.lo);
    figure.hi = detExp(interval.hi);
    constexpr double kNormal95 = 1.959964;
    if (std::isfinite(figure.hi) && figure.lo > 0)
      figure.standardError = (figure.hi - figure.lo) / (2 * kNormal95);
    part.figures.push_back(figure);
  }
  part.law = LogNormal{detExp(peak.at[0]) * 1e9, detExp(peak.at[1])};
  if (late > 0)
    part.notes.push_back(std::to_string(late) + " calls that ended while a round was read are left out");
  return part;
}

} // namespace coldframe
