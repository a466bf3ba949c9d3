// What a longer window of the same kind would use, from the usage of a shorter one: for provisional answers only.
// Whatever was on for the whole of the short window (an always-on machine) is on for the whole of the long one; all
// else grows in proportion, each whole number rounded half up.
#pragma once

#include "sim/usage/usage.h"

namespace coldframe {

// `from` and `to` positive.
Usage stretched(const Usage& usage, Duration from, Duration to);

} // namespace coldframe
