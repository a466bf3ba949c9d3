// From submit to start, and from start to the user's function, of warm and of cold environments. Where the run says
// which calls were cold, each has its own law. Where it does not, a mixture of two lognormals is fitted to all: it is
// taken for warm and cold if its BIC is smaller than that of one lognormal (Schwarz 1978) and its two parts are apart,
// by more than twice their spread (D of Ashman, Bird & Zepf, "Detecting bimodality", 1994). Else they cannot be told
// apart, and it says so. Where calls waited for one of so many places (shared_places.h), submit → start is counted from
// when theirs was free. A run without submits that a platform recorded itself tells it from invoke on.
//
// Readers of logs, which do not say when a call came, reckon invoke back from start by the INIT of cold calls. There
// invoke → start is that INIT: what the platform does before it, and how long a warm call takes to start, are in no
// log.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>
#include <vector>

namespace coldframe {

std::vector<FitPart> fitStartLatency(std::span<const Trace* const> traces); // "start_warm", "start_cold"
std::vector<FitPart> fitSetUp(std::span<const Trace* const> traces);        // "setup_warm", "setup_cold"
FitPart fitInit(std::span<const Trace* const> traces);                      // "init"

// Whether a trace's invokes are reckoned so: there are no submits, and no call but cold ones starts after its invoke.
// (A table of cold starts alone, without ends, is no log of calls.)
bool hasReckonedInvokes(const Trace& trace);

inline constexpr const char* kWarmShare = "share of the calls"; // where warm and cold were told apart by their times

} // namespace coldframe
