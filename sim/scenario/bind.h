// Scenario → models. The only place that turns kinds ("faas", "fleet", "local", "job", "requests" …) into models.
// Errors: what a platform's profile forbids (a memory size off its step, a timeout over its cap) and what would take
// absurd time or memory, with the estimate.
#pragma once

#include "sim/base/result.h"
#include "sim/price/price_book.h"
#include "sim/run/model.h"
#include "sim/scenario/catalogue.h"
#include "sim/scenario/scenario.h"

#include <memory>
#include <string>
#include <vector>

namespace coldframe {

class BindCache;

struct BoundPlatform {
  std::string id;
  std::string label;
  std::string profileName; // resolved "aws-lambda@2017-05"; empty for machines without a profile
  std::string profileSha256;
  std::string executorName; // "pywren-0.4", "none"
  std::shared_ptr<const PriceBook> book;
  std::string bookName;
  std::string bookSha256;
  bool paidFor = false;      // on anyway: its run_marginal is 0 and it is ranked by marginal cost
  bool autoSize = false;     // its number of machines is to be found: sim/study/smallest_fleet.h
  std::int64_t minCount = 1; // of an automatic size
  Model model;
};

struct BoundScenario {
  std::string name;
  std::string sha256;
  std::uint64_t seed = 1;
  bool isJob = false;
  double monthHours = 730;
  double runsPerMonth = 1;      // of a job
  std::int64_t windowStart = 0; // ns since 1970
  bool freeGrant = false;
  double peopleUsdPerMonth = 0; // what the stated work of people costs, whatever the platform
  std::string baselineId;
  std::optional<Objective> objective;
  std::vector<BoundPlatform> platforms;
  std::vector<std::string> warnings; // price books of different dates, assumed figures that matter, …
};

Result<BoundScenario> bind(const Scenario& scenario, const Catalogue& catalogue);
// The same with profiles and books that were read already: for many scenarios that are variants of one.
Result<BoundScenario> bind(const Scenario& scenario, const Catalogue& catalogue, BindCache& cache);

} // namespace coldframe
