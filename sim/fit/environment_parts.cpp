#include "sim/fit/environment_parts.h"

#include "sim/fit/keep_alive.h"
#include "sim/fit/places_part.h"
#include "sim/fit/reuse_order.h"
#include "sim/units/format.h"
#include "sim/usage/usage_names.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr const char* kLife = "life of an idle environment";
constexpr const char* kAge = "age at which an environment is retired";
constexpr const char* kReuse = "which idle environment takes a call";

const char* unitOf(const std::string& name) {
  return name == "share" || name.find("spread") != std::string::npos ? "" : "s";
}

FitPart lifePart(const KeepAliveFit& fit, const IdleSpells& spells) {
  FitPart part;
  part.key = "keep_alive";
  part.title = kLife;
  part.n = fit.spells;
  part.method = std::string(lawName(fit.law)) + ", maximum likelihood of censored spells";
  for (const FittedParameter& parameter : fit.parameters)
    if (parameter.name.rfind("age", 0) != 0)
      part.figures.push_back(fittedFigure(parameter, parameter.name, unitOf(parameter.name)));
  part.policy = fit.policy;
  part.notes = fit.notes;
  part.notes.push_back(showCount(spells.survived) +
                       " idle spells ended with a reuse, the longest "
                       "after " +
                       showCount(spells.longestSurvived) + " s; " + showCount(fit.ended) +
                       " environments were found gone");
  return part;
}

// Each call that took over a place found no environment there.
FitPart nothingKept(const FitPart& places) {
  FitPart part;
  part.key = "keep_alive";
  part.title = kLife;
  part.n = places.n;
  part.method = "none is kept: every call that took over a place started cold";
  part.figures = {*figureOf(&places, kColdInPlace)};
  part.policy = NoKeepAlive();
  return part;
}

FitPart agePart(const KeepAliveFit& fit) {
  if (!fit.maxAge)
    return notIdentified("max_age", kAge, fit.ended, "what ended can be explained without an age limit");
  FitPart part;
  part.key = "max_age";
  part.title = kAge;
  part.n = fit.ended;
  part.method = "a limit beside the idle life, maximum likelihood";
  for (const char* name : {"age limit", "age limit spread"})
    part.figures.push_back(fittedFigure(*fit.parameter(name), name, unitOf(name)));
  part.law = Scalar{static_cast<double>(fit.maxAge->ns())};
  return part;
}

FitPart reusePart(std::span<const Trace* const> traces) {
  const auto fit = fitReuseOrder(traces);
  if (!fit)
    return notIdentified("reuse", kReuse, 0, fit.error().text(1));
  FitPart part;
  part.key = "reuse";
  part.title = kReuse;
  part.n = fit->choices;
  part.method = nameOf(fit->order);
  const auto n = static_cast<double>(fit->choices);
  for (const ReuseOrder order :
       {ReuseOrder::Newest, ReuseOrder::Oldest, ReuseOrder::MostRecentlyUsed, ReuseOrder::LeastRecentlyUsed})
    part.figures.push_back(fittedShare(std::string(nameOf(order)), fit->of(order).obeyed, n));
  part.figures.push_back(plainFigure("any of them by chance", "", fit->of(ReuseOrder::Random).obeyed));
  return part;
}

} // namespace

std::vector<FitPart> fitEnvironments(std::span<const Trace* const> traces, const FitPart& places) {
  IdleSpells spells;
  bool named = false;
  for (const Trace* trace : traces) {
    spells.add(*trace);
    named |= trace->has(Count::Environment);
  }
  if (const FittedFigure* cold = figureOf(&places, kColdInPlace); !named && cold != nullptr && cold->value == 1)
    return {nothingKept(places)};
  if (!named)
    return {notIdentified("keep_alive", kLife, 0, "no call says which environment served it")};
  std::vector<FitPart> parts;
  if (const auto fit = fitKeepAlive(spells)) {
    parts.push_back(lifePart(*fit, spells));
    parts.push_back(agePart(*fit));
  } else {
    parts.push_back(notIdentified("keep_alive", kLife, spells.survived + spells.ended.size(), fit.error().text(1)));
  }
  parts.push_back(reusePart(traces));
  return parts;
}

} // namespace coldframe
