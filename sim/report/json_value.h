// Numbers, figures and money as every JSON result writes them: 12 significant digits, never NaN, money as an exact
// decimal beside its number.
#pragma once

#include "sim/json/node.h"
#include "sim/result/outcome.h"

#include <string>

namespace coldframe {

JsonNode jsonNumber(double x); // rounded to 12 significant digits; null when not finite

// Adds {mean, ci95, n} under `key`; where there is no estimate null, and the reason under `key` (after `path`) in
// `why`.
void addFigure(JsonNode& object, JsonNode& why, const std::string& path, const std::string& key, const Figure& figure);
// The same with "decimal" beside the mean.
void addMoneyFigure(JsonNode& object, JsonNode& why, const std::string& path, const std::string& key,
                    const Figure& figure);

// x with 12 significant digits and no exponent: "18.737", "0.0000166667".
std::string plainDecimal(double x);

} // namespace coldframe
