// What a sensitivity study watches of an outcome: its cost, its time, and which platform is the answer.
#pragma once

#include "sim/study/sensitivity.h"

namespace coldframe {

inline const Figure& costOf(const Comparison& comparison, const Outcome& outcome) {
  return comparison.freeGrant ? outcome.month.costWithFreeGrantUsd : outcome.month.costUsd;
}
inline const Figure& timeOf(const Comparison& comparison, const Outcome& outcome) {
  return comparison.isJob ? outcome.makespanS : outcome.responseS.p95;
}

// The platform that is the answer; null: none is feasible.
const Outcome* answerOf(const Comparison& comparison, DecideBy decideBy);

} // namespace coldframe
