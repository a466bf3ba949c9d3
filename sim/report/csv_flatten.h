// A JSON result as CSV: one line a platform (or a point), names flattened with dots ("makespan_s.ci95.lo"), what
// belongs to the whole result repeated at the start of every line. Nothing is lost but the embedded scenario.
#pragma once

#include "sim/json/node.h"

#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

// `rows` names the member that holds an array of objects; `without` names members of the root to leave out.
std::string flattenToCsv(const JsonNode& root, std::string_view rows, const std::vector<std::string>& without = {});

} // namespace coldframe
