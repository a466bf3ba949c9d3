// How large a batch may be on a platform, and how small it is worth making it: three different things that are easily
// taken for one another.
//   by the mean     ⌊time cap ÷ mean running time of an item⌋: no set-up, no chance; of the platform's own cap, and of
//                   the executor's where that is shorter
//   by risk         the largest batch with which the risk that any task of a run passes the cap stays within a bound,
//                   set-up and chance included: simulated, the same items and draws in every batch size
//   by one wave     ⌈items ÷ tasks at a time⌉: below it there are more tasks than run at once, and some only queue
// Memory and, without an executor, what a call may carry bound a batch too, where every item brings input.
#pragma once

#include "sim/run/model.h"
#include "sim/stats/proportion.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

namespace coldframe {

struct RiskOptions {
  double risk = 0.05;
  std::uint64_t mostReplications = 1'000; // of a batch whose risk is near the bound
  unsigned jobs = 1;
  std::stop_token stop;
  std::function<void(double)> progress; // a fraction, by how many batches are still in question
};

// Replications after which a risk near the bound is looked at again.
inline constexpr std::uint64_t kRiskLook = 80;

struct BatchBounds {
  double itemS = 0;               // mean running time of an item there, alone
  std::optional<double> timeCapS; // that decides: the shorter of the platform's and the executor's
  std::optional<std::int64_t> byMean;
  std::optional<double> platformCapS; // without an executor
  std::optional<std::int64_t> byPlatformCap;
  // The largest batch within the risk, its risk, and that of the next larger one. 0: not even one item a batch. Empty:
  // there is no time cap, or the search was stopped.
  std::optional<std::int64_t> byRisk;
  Proportion riskThere;
  Proportion riskNext;
  std::optional<std::int64_t> oneWave; // empty: no limit to what runs at once
  std::int64_t atOnce = 0;             // tasks
  std::optional<std::int64_t> byMemory;
  std::optional<std::int64_t> byPayload;
};

// Of a job. `batch` of the model is not looked at. `platformCapS`: of the platform without its executor.
BatchBounds batchBounds(const Model& model, std::optional<double> platformCapS, std::uint64_t seed,
                        const RiskOptions& options);

// The time cap that a task of this model has, in seconds.
std::optional<double> timeCapOf(const Model& model);

// The share of runs in which any task passes the time cap with this batch, as far as `replications` runs tell.
Proportion capRisk(const Model& model, std::int64_t batch, std::uint64_t seed, std::uint64_t replications,
                   const RiskOptions& options);

// The same job in batches of `batch`.
Model withBatch(const Model& model, std::int64_t batch);

} // namespace coldframe
