// Traces for the tests of this folder.
#pragma once

#include "sim/trace/trace.h"

namespace coldframe::test {

// Every column, values of any size, one in `missingOneIn` missing; names for functions and environments.
Trace anyTrace(std::size_t rows, unsigned seed, unsigned missingOneIn = 7);

} // namespace coldframe::test
