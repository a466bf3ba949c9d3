// Which idle environment takes a call, told from the calls that could choose: those that came while two or more
// environments were idle. Known to be idle are those that serve a later call; so the figure is about choices among
// them. Each strict order is a model with one parameter, the share ε of calls that go to one at random instead:
//
//   P(the order's own choice) = 1 − ε + ε ÷ n       P(any other) = ε ÷ n        among n idle ones
//
// against equal chances 1 ÷ n, by the smallest AIC; chance stands unless an order is better by 6, for four orders are
// tried. Orders are those of the simulator (sim/platform/faas/idle_pool.h). "Newest" and "most recently used" differ
// only where environments take turns.
#pragma once

#include "sim/base/result.h"
#include "sim/platform/faas/faas_profile.h"
#include "sim/trace/trace.h"

#include <span>
#include <vector>

namespace coldframe {

struct ReuseCandidate {
  ReuseOrder order = ReuseOrder::Random;
  double obeyed = 0;  // share of the choices that were the order's own; Random: share expected of any one order
  double strayed = 0; // ε
  double aic = 0;
};

struct ReuseFit {
  ReuseOrder order = ReuseOrder::Random;
  std::vector<ReuseCandidate> candidates; // the likeliest first
  std::uint64_t choices = 0;

  const ReuseCandidate& of(ReuseOrder which) const;
};

// Errors (Input): fewer than 10 calls with a choice.
Result<ReuseFit> fitReuseOrder(std::span<const Trace* const> traces);

} // namespace coldframe
