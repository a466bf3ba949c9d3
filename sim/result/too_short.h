// Where a study rests on too little to say: one sentence a figure, for the result's warnings. The rules:
//   interval   the 95 % interval of the month's cost, the makespan or the p95 response is wider than ± 20 % of it;
//              the sentence says how many replications would about halve it (the width goes with 1 / √n)
//   rare       the cold-start fraction rests on one to nine cold starts (ten events know a rate to about ± 60 %)
//   tail       a p99 of fewer than 1,000 calls lies among the ten largest
// A single replication has no interval; that is said once.
#pragma once

#include "sim/result/outcome.h"

#include <string>
#include <vector>

namespace coldframe {

inline constexpr double kWideInterval = 0.2;
inline constexpr std::uint64_t kFewEvents = 10;
inline constexpr std::uint64_t kFewForP99 = 1'000;

std::vector<std::string> tooShortToSay(const Comparison& comparison);

} // namespace coldframe
