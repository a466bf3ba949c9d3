// One thing learnt from a run: the figures it comes to, what they rest on, and the law they make up; or, where the data
// cannot support it, why not. Everything that is fitted is given in this form.
#pragma once

#include "sim/fit/least_squares.h"
#include "sim/platform/faas/keep_alive/keep_alive.h"
#include "sim/random/distribution.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

struct FittedFigure {
  std::string name; // "median"
  std::string unit; // "s", "calls/s", empty for plain numbers
  double value = 0;
  double standardError = 0; // 0: not estimated (a count, a choice)
  double lo = 0, hi = 0;    // 95 %; both the value where there is no interval
};

// A figure with an interval, kept above 0: of the mean of so many values Student's, else normal.
FittedFigure fittedFigure(std::string name, std::string unit, double value, double standardError,
                          double values = std::numeric_limits<double>::infinity());
// The median of a lognormal law: what `fittedFigure` is of a mean, of its logarithm, whose standard error is given.
FittedFigure fittedMedian(std::string name, std::string unit, double median, double logError, double values);
// A parameter that was fitted, under a name for readers; without a standard error where it has none.
FittedFigure fittedFigure(const FittedParameter& parameter, std::string name, std::string unit);
// A share of n values, between 0 and 1 (Wald).
FittedFigure fittedShare(std::string name, double share, double n);
// An exact one: a count, a share that was seen.
FittedFigure plainFigure(std::string name, std::string unit, double value);

struct FitPart {
  std::string key;     // "start_warm"
  std::string title;   // "submit → start, warm"
  std::uint64_t n = 0; // values it rests on
  std::string method;  // "lognormal, maximum likelihood"
  std::vector<FittedFigure> figures;
  std::string why;                 // not identifiable: why. Then there are no figures and no law
  std::optional<Distribution> law; // of times, in ns
  std::optional<KeepAlive> policy; // of keeping idle environments
  std::vector<double> sample;      // s, in ascending order: what a law was fitted to
  std::vector<std::string> notes;  // what to know before relying on it

  bool identified() const { return why.empty(); }
};

// The standard error of a sum or difference of two independent figures.
double jointError(double a, double b);

// A figure of a part that is known; nullptr: there is none of that name.
const FittedFigure* figureOf(const FitPart* part, std::string_view name);

// A part that says why there is none.
FitPart notIdentified(std::string key, std::string title, std::uint64_t n, std::string why);

} // namespace coldframe
