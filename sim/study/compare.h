// compare: every platform of a scenario, the same demand and draws on each, replicated; paired against the baseline.
#pragma once

#include "sim/base/result.h"
#include "sim/engine/run_context.h"
#include "sim/result/outcome.h"
#include "sim/scenario/bind.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

struct NamedBook {
  NamedHash name;
  PriceBook book;
};

struct StudyOptions {
  std::uint64_t replications = 10;
  bool exactly = false;               // so many replications whatever the effort, which then only cuts windows
  std::uint64_t firstReplication = 0; // for studies that add to what they have
  std::optional<std::uint64_t> seed;  // instead of the scenario's
  Effort effort = Effort::Normal;
  std::size_t points = 1;              // of the whole study: what a quick answer may simulate is for all of them
  unsigned jobs = 1;                   // threads; never changes the result
  std::vector<std::string> only;       // ids of platforms (the baseline is run too); empty: all
  std::vector<NamedBook> alsoPricedBy; // the same runs under these books too, without simulating again
  // Asked for: intervals at most this share of their figures either way (0.01: one per cent). More replications are
  // then made by the rule of precision.h.
  std::optional<double> precision;
  // What a study of many points leaves out. Without its month a job's monthly figures are none; without the baseline
  // there is no speedup unless the baseline is run anyway; without advice an infeasible platform's verdict does not
  // name the batch that would fit.
  bool month = true;
  bool withBaseline = true;
  bool advice = true;
  std::stop_token stop;
  std::function<void(double fraction)> progress; // called from any thread, one at a time
  // What comes of a platform, where it is known already: from another point of a study at which the platform is the
  // same (evaluate.h), with these very options. Called before anything is simulated; null: nothing is known.
  std::function<std::optional<Outcome>(const std::string& platform)> known;

  bool includes(const std::string& platform) const;
};

// When stopped, the result is the longest finished prefix of replications, marked partial; an error only if not even
// one ended.
Result<Comparison> compare(const BoundScenario& scenario, const StudyOptions& options);

} // namespace coldframe
