// A recorded run as load elsewhere: a scenario whose workload is the recording, on the function it ran on, as far as
// the recording says, and on the platforms asked for. All of them do exactly the recorded work.
#pragma once

#include "sim/base/result.h"
#include "sim/json/node.h"
#include "sim/scenario/run_origin.h"
#include "sim/scenario/scenario.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

struct ReplayTarget {
  std::string name;             // of an instance type ("c6i.8xlarge") or of a function platform ("aws-lambda@2025-10")
  std::int64_t count = 1;       // machines
  std::optional<Memory> memory; // of the function; as recorded when not said
};
// "c6i.8xlarge", "c6i.large:4", "aws-lambda@2025-10:2048 MB". Usage errors.
Result<ReplayTarget> readReplayTarget(std::string_view text);

struct ReplayOptions {
  TraceWorkload recording;            // file, with, mapping, as, cpuShare, unrecorded
  std::vector<ReplayTarget> on;       // besides the function it ran on
  std::string profile = "aws-lambda"; // of that function
  std::string executor = "none";
  std::string prices = "aws-us-east-1"; // the newest of the name where it has no date
  Memory memory;                        // of the function, above 0
  std::uint64_t warm = 0;               // environments that are there when a job begins
  std::uint64_t places = 0;             // of the function it ran on: calls of the job at once; 0: as many as there are
};

// The library that made a run submits its calls as one job; logs of a function are a stream.
RecordedAs usualReplay(const RunOrigin& origin);

JsonNode replayScenario(const std::string& name, const ReplayOptions& options);

} // namespace coldframe
