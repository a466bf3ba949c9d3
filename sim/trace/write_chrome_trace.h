// A trace as Chrome's trace-event JSON, which Perfetto and chrome://tracing open ("Trace Event Format", Google 2016):
// complete events with the call's phases nested in it, one named track an environment (a worker; where neither is
// known, as many slots as ran at once), and counters of how many calls run and how many wait. Times are µs on the
// client's clock. Phases that are negative on two clocks are left out. Calls that never started are instants.
#pragma once

#include "sim/trace/trace.h"

#include <string>

namespace coldframe {

std::string writeChromeTrace(const Trace& trace);

} // namespace coldframe
