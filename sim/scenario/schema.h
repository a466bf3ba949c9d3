// The JSON Schema (draft-07) of scenario files, for editors and other programs.
#pragma once

#include "sim/json/node.h"

namespace coldframe {

JsonNode scenarioSchema();

} // namespace coldframe
