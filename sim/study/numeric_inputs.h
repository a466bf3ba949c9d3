// The inputs of a scenario that a study of what matters looks at when nobody names them.
#pragma once

#include "sim/scenario/catalogue.h"
#include "sim/scenario/scenario.h"

#include <string>
#include <vector>

namespace coldframe {

// Pointers of the numbers that the scenario itself states and that a run depends on: workload, platforms, client,
// external limits, front door. Not names, dates, seeds, sources and the length of the month.
std::vector<std::string> numericInputs(const Scenario& scenario, const Catalogue& catalogue);

} // namespace coldframe
