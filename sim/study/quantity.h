// What a study moves: a field of the scenario, by its pointer, or what people ask about by name, which may take several
// fields at once:
//   requests     of a stream, in the month: all its rates by one factor
//   runs         of a job, in the month
//   duration     the mean running time of an item or a request as the scenario states it, CPU and waiting together:
//                both laws by one factor
//   burst        the peak rate of the arrivals ÷ their mean rate, with as many of them: shorter and denser on-periods,
//                a steeper day; steady arrivals become one burst an hour
//   utilization  of machines that are always on: expected busy ÷ paid vCPU-time, by as many requests or runs as bring
//                it about. Requests are taken to come at random (at the rate of each hour or period, where it changes,
//                to each of the machines), the tasks of a run to keep all slots busy until they are done
// Amounts are in base units: those of the field (ns, bytes, a second, USD), of requests a second, of runs in the month,
// of durations ns; burst and utilization are ratios.
#pragma once

#include "sim/study/vary.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coldframe {

struct Quantity {
  std::string name;                // as it was asked for
  std::string title;               // of an axis: "requests a month"
  double titled = 1;               // base units → what the title counts in
  std::vector<std::string> fields; // pointers of what it sets
  std::optional<double> present;
  double least = 0;
  double most = 0;
  double step = 0;            // between legal amounts; 0: any
  std::optional<double> from; // ends of the range a curve has when nobody says another
  std::optional<double> to;

  std::function<double(double)> legal; // the nearest that the scenario can have
  std::function<std::vector<Setting>(double)> settings;
  std::function<std::string(double)> shown;
  std::function<Result<double>(const std::string&)> parse; // what a person typed
};

// The names; anything else is a pointer.
std::span<const std::string_view> quantityNames();

// Keeps a reference to the scenario. `machines`: ids of platforms whose utilization may be meant; the last that is
// always on is. Usage errors: no such field, not a number, this scenario has no such quantity.
Result<Quantity> findQuantity(const Scenario& scenario, const Catalogue& catalogue, const std::string& named,
                              std::span<const std::string> machines = {});

} // namespace coldframe
