// What AWS Lambda Power Tuning (A. Casalboni) found: how long a function takes on average, and what a call costs, at
// each memory size it was tried with. A table, not a run: it says nothing of single calls, of cold starts or of when.
// Read from the tool's JSON result (with "stats", or with the visualization link alone) and from the link itself, whose
// fragment is base64 of little-endian arrays: SIZES as Int16 (Int32 where sizes need it); TIMES and COSTS as Float32,
// in ms and USD, joined by ";".
#pragma once

#include "sim/base/result.h"
#include "sim/units/data_size.h"
#include "sim/units/money.h"
#include "sim/units/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

struct PowerPoint {
  Memory memory;
  Duration duration;         // mean of the tool's calls, > 0
  std::optional<Money> cost; // of one call, as the tool priced it
};

struct PowerTuning {
  std::vector<PowerPoint> points;     // by memory, no size twice
  std::optional<Memory> chosen;       // what the tool recommends by its strategy
  std::optional<Money> executionCost; // of its own state machine
  std::optional<Money> lambdaCost;    // of the calls it made
  std::vector<std::string> leftOut;   // points that could not be used, a sentence each
};

bool isPowerTuning(std::string_view text);
// Errors (Input): not such a result, or no point in it. The tool's own answer without "stats" and without a link holds
// one point, which is read as such.
Result<PowerTuning> readPowerTuning(std::string_view text, const std::string& fileName);

} // namespace coldframe
