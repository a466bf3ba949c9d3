// Keep-alive: at each whole step of idle age a share of the idle environments dies. D(Δt) = D(0) · (1 − share)^⌊Δt /
// step⌋; AWS Lambda in January 2020: half of them every 380 s (Copik et al., SeBS, Middleware 2021).
#pragma once

#include "sim/random/elementary.h"
#include "sim/units/time.h"

#include <cstdint>

namespace coldframe {

struct StepDecayKeepAlive {
  Duration step = Duration::seconds(380);
  double share = 0.5; // 0 < share <= 1

  // The number of steps survived is geometric: P(more than k steps) = (1 − share)^k.
  template <class Source>
  Duration drawLife(Source& source) const {
    if (share >= 1)
      return step;
    const double steps =
        1.0 + static_cast<double>(static_cast<std::int64_t>(detLog(source.uniform()) / detLog(1.0 - share)));
    constexpr double kFarSteps = 1e6; // beyond any window
    return step * static_cast<std::int64_t>(steps < kFarSteps ? steps : kFarSteps);
  }
  bool operator==(const StepDecayKeepAlive&) const = default;
};

} // namespace coldframe
