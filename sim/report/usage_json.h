// A Usage as JSON: integers in base units, functions and machines as lists, in a fixed order of keys.
#pragma once

#include "sim/json/node.h"
#include "sim/usage/usage.h"

namespace coldframe {

JsonNode usageJson(const Usage& usage);

} // namespace coldframe
