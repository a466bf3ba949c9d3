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

namespace coldframe {

struct NamedBook {
  NamedHash name;
  PriceBook book;
};

struct StudyOptions {
  std::uint64_t replications = 10;
  std::optional<std::uint64_t> seed; // instead of the scenario's
  Effort effort = Effort::Normal;
  unsigned jobs = 1;                   // threads; never changes the result
  std::string only;                    // one platform's id (and the baseline's); empty: all
  std::vector<NamedBook> alsoPricedBy; // the same runs under these books too, without simulating again
  std::stop_token stop;
  std::function<void(double fraction)> progress; // called from any thread, one at a time
};

// When stopped, the result is the longest finished prefix of replications, marked partial; an error only if not even
// one ended.
Result<Comparison> compare(const BoundScenario& scenario, const StudyOptions& options);

} // namespace coldframe
