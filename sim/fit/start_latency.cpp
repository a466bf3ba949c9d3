#include "sim/fit/start_latency.h"

#include "sim/fit/duration_family.h"
#include "sim/random/elementary.h"
#include "sim/trace/shared_places.h"
#include "sim/trace/trace_times.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

struct Samples {
  std::vector<double> warm, cold, unknown; // s
  bool has = false;                        // the run has both stamps
};

// Where a call's start is counted from.
Stamp handedOver(const Trace& trace) {
  return trace.has(Stamp::Submit) || hasReckonedInvokes(trace) ? Stamp::Submit : Stamp::Invoke;
}

Stamp started(const Trace&) {
  return Stamp::Start;
}

Samples samplesOf(std::span<const Trace* const> traces, Stamp (*beginning)(const Trace&), Stamp to) {
  Samples samples;
  for (const Trace* trace : traces) {
    const Stamp from = beginning(*trace);
    samples.has |= trace->has(from) && trace->has(to);
    const SharedPlaces shared = from == Stamp::Submit ? sharedPlaces(*trace) : SharedPlaces();
    for (const TimedRow& row : timedRows(*trace, from, to)) {
      const Cold cold = trace->cold(row.row);
      (cold == Cold::Yes  ? samples.cold
       : cold == Cold::No ? samples.warm
                          : samples.unknown)
          .push_back(row.seconds - static_cast<double>(shared.waitNs(row.row)) / 1e9);
    }
  }
  return samples;
}

struct Names {
  const char *warmKey, *coldKey, *warmTitle, *coldTitle;
};

// The times of calls of which nobody knows whether they were cold.
std::vector<FitPart> fitUnknown(const Names& names, std::vector<double> seconds) {
  std::vector<double> positive = seconds;
  std::erase_if(positive, [](double x) { return !(x > 0); });
  std::sort(positive.begin(), positive.end());
  const auto two = positive.size() >= kLeastForFamily ? fitLogNormals(positive, 2) : std::nullopt;
  if (two) {
    const FamilyFit one = fitLogNormal(positive);
    const auto n = static_cast<double>(positive.size());
    const double bicGain =
        (detLog(n) * one.parameters - 2 * one.logLikelihood) - (detLog(n) * two->parameters - 2 * two->logLikelihood);
    // The figures of a mixture, in their order: share of the first, then median and sigma of each part.
    const double share = two->figures[0].value;
    const double first = detLog(two->figures[1].value), second = detLog(two->figures[3].value);
    const double s1 = two->figures[2].value, s2 = two->figures[4].value;
    const double apart = std::fabs(second - first) / std::sqrt(0.5 * (s1 * s1 + s2 * s2));
    if (bicGain > 0 && apart > 2) {
      const bool firstIsWarm = first < second;
      const auto part = [&](bool isFirst, bool warm) {
        FitPart out;
        out.key = warm ? names.warmKey : names.coldKey;
        out.title = warm ? names.warmTitle : names.coldTitle;
        const double weight = isFirst ? share : 1 - share;
        out.n = static_cast<std::uint64_t>(std::llround(weight * n));
        out.method = "part of a mixture of two lognormals";
        const FittedFigure& median = two->figures[isFirst ? 1 : 3];
        const FittedFigure& sigma = two->figures[isFirst ? 2 : 4];
        out.figures = {median, sigma, plainFigure(kWarmShare, "", weight)};
        out.figures[0].name = "median";
        out.figures[1].name = "sigma";
        out.law = LogNormal{median.value * 1e9, sigma.value};
        out.sample = positive;
        out.notes.push_back("which calls were cold is not recorded; two parts are preferred by a BIC of " +
                            significant(bicGain, 3) + ", " + significant(apart, 2) + " spreads apart");
        return out;
      };
      return {part(firstIsWarm, true), part(!firstIsWarm, false)};
    }
  }
  FitPart all = fitTimes(names.warmKey, names.warmTitle, std::move(seconds));
  all.notes.push_back("which calls were cold is not recorded, and warm and cold cannot be told apart by their times");
  return {std::move(all), notIdentified(names.coldKey, names.coldTitle, 0,
                                        "which calls were cold is not recorded, and the times show no second part")};
}

void noteFew(FitPart& part) {
  constexpr std::size_t kFew = 20;
  if (part.identified() && part.n < kFew)
    part.notes.push_back("rests on " + showCounted(part.n, "call") + " only");
}

std::vector<FitPart> fitBoth(const Names& names, Samples samples, const char* missing) {
  if (!samples.has)
    return {notIdentified(names.warmKey, names.warmTitle, 0, missing),
            notIdentified(names.coldKey, names.coldTitle, 0, missing)};
  if (samples.warm.empty() && samples.cold.empty())
    return fitUnknown(names, std::move(samples.unknown));
  const std::size_t warm = samples.warm.size(), cold = samples.cold.size();
  std::vector<FitPart> parts{fitTimes(names.warmKey, names.warmTitle, std::move(samples.warm)),
                             fitTimes(names.coldKey, names.coldTitle, std::move(samples.cold))};
  if (warm == 0)
    parts[0].why = "no call found a warm environment";
  if (cold == 0)
    parts[1].why = "no call started cold";
  for (FitPart& part : parts)
    noteFew(part);
  return parts;
}

} // namespace

bool hasReckonedInvokes(const Trace& trace) {
  if (trace.has(Stamp::Submit) || !trace.has(Stamp::Invoke) || !trace.has(Stamp::End))
    return false;
  for (std::size_t row = 0; row < trace.rows(); ++row)
    if (trace.cold(row) != Cold::Yes && trace.stamp(Stamp::Invoke, row) != trace.stamp(Stamp::Start, row))
      return false;
  return true;
}

std::vector<FitPart> fitStartLatency(std::span<const Trace* const> traces) {
  return fitBoth({"start_warm", "start_cold", "submit → start, warm", "submit → start, cold"},
                 samplesOf(traces, handedOver, Stamp::Start),
                 "the run does not say when calls were submitted and when they started");
}

std::vector<FitPart> fitSetUp(std::span<const Trace* const> traces) {
  return fitBoth({"setup_warm", "setup_cold", "start → function, warm", "start → function, cold"},
                 samplesOf(traces, started, Stamp::FuncStart), "the run does not say when the user's function began");
}

FitPart fitInit(std::span<const Trace* const> traces) {
  const char* const key = "init";
  const char* const title = "INIT of cold calls";
  std::vector<double> seconds;
  bool reckoned = false;
  for (const Trace* trace : traces) {
    if (!hasReckonedInvokes(*trace))
      continue;
    reckoned = true;
    for (const TimedRow& row : timedRows(*trace, Stamp::Invoke, Stamp::Start))
      if (trace->cold(row.row) == Cold::Yes && row.seconds != 0) // an INIT that failed runs again inside the call
        seconds.push_back(row.seconds);
  }
  if (seconds.empty())
    return notIdentified(key, title, 0, reckoned ? "no call started cold" : "the run does not tell it from the start");
  FitPart part = fitTimes(key, title, std::move(seconds));
  noteFew(part);
  return part;
}

} // namespace coldframe
