// "bandwidth": how fast a worker moves bytes to or from the object store, from calls that do little else: bytes ÷
// running time, lognormal. Beside it what all moved together when most ran at once, which is as much as the store is
// known to give, and, of runs of different size, whether a worker gets less of it the more there are.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"
#include "sim/units/data_size.h"

#include <span>

namespace coldframe {

inline constexpr const char* kWorkerRate = "of one worker, median";

// Bytes of a call: `moved`, else as the run says (bytes_in + bytes_out). Calls of less than a megabyte tell of
// requests, not of bandwidth, and are left out.
FitPart fitTransferRate(std::span<const Trace* const> traces, Bytes moved);

} // namespace coldframe
