// "status_upload": how long after its end a call can be seen in the store, beyond the client's rounds of looking. The
// client sees ends in rounds, each a look that begins before the round's first stamp; so of a call that the round r was
// the first to show it is known only that the time lies between
//
//   (first stamp of round r − 1) − end   and   (first stamp of round r) − end
//
// and a lognormal is fitted to these intervals by maximum likelihood (interval censoring: Lawless, "Statistical Models
// and Methods for Lifetime Data", 2003, ch. 3). A round's first stamp is taken for its look, which is earlier by one
// request: so much (some hundredths of a second) the time is too long.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>

namespace coldframe {

// In simulated runs the interval of the median holds as often as it says, that of sigma three times in four.
//
// Not known where fewer than 20 calls were seen in rounds, or where the rounds would allow any time.
FitPart fitStatusUpload(std::span<const Trace* const> traces);

} // namespace coldframe
