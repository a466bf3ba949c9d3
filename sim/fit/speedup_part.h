// "speedup": how the speedup of a job grows with its workers, from runs of different size.
#pragma once

#include "sim/fit/fit_part.h"
#include "sim/trace/trace.h"

#include <span>

namespace coldframe {

// Of each run that is a job (its last call was submitted before half of its calls had ended): workers = the most calls
// that ran at once, speedup = running time of all calls ÷ time from the first start to the last end. The law is that of
// speedup_law.h with the smallest AIC. Fewer than three different numbers of workers identify none. The running times
// are those of the run itself: where many workers slow each other down, that is not part of this speedup.
FitPart fitSpeedup(std::span<const Trace* const> traces);

} // namespace coldframe
