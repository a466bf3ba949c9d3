// A scenario that simulates the run a fit learnt from: the same number of calls, each with a time drawn from the fitted
// law, on a function platform whose start latency, set-up and client are the fitted ones. What was not identified stays
// as the named profiles have it; every figure taken over has its source in "sources".
//
// Calls that a library made are a job: change "items" to ask for a larger run of the same code. Others are a stream of
// requests that come when they came: give it other "arrivals" to ask for another load.
//
// The start stamps of a run are the workers' own: what lies between submit and start (the platform's part and the
// library's imports) is put into the platform's start as one time, so that a simulated start means what the run's does.
// The fitted running time is put into the calls as time that more CPU would not shorten ("io"); say "cpu" instead, with
// "measured_at", before you ask for other memory sizes or machines.
#pragma once

#include "sim/fit/run_fit.h"
#include "sim/json/node.h"
#include "sim/trace/imported_trace.h"
#include "sim/units/data_size.h"
#include "sim/units/time.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace coldframe {

struct FittedScenarioOptions {
  std::string name;     // of the scenario
  std::string profile;  // "aws-lambda@2022-06"
  std::string executor; // "lithops-3", "pywren-0.4", "none"
  std::string prices;   // "aws-us-east-1@2022-06"
  Memory memory;        // of the function; 0: not known
  // Of the first run.
  std::uint64_t calls = 0;
  std::shared_ptr<const std::vector<std::int64_t>> arrivals; // of calls, ns from the first, ascending
  Duration horizon;                                          // from then until all have ended
  std::uint64_t warm = 0, perhapsWarm = 0;                   // environments (run_origin.h)
};

// As the runs themselves say it: profile and book of their month (the newest where they tell none), the library by the
// form of the file, the memory of the first call that has one; calls and warm environments as the first run had them.
FittedScenarioOptions fittedScenarioOptions(std::span<const ImportedTrace> runs, std::string name);

JsonNode fittedScenario(const RunFit& fit, const FittedScenarioOptions& options);

} // namespace coldframe
