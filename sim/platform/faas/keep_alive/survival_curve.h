// Keep-alive: an observed survival curve. Points (idle age, share that died by then), ages and shares rising; between
// points the share rises linearly, before the first it rises from 0 at age 0, after the last everything is dead. AWS
// Lambda in January 2021: 0.003 at 5 min, 0.41 at 6 min, 1.00 at 7 min (M. Shilkov's measurements).
#pragma once

#include "sim/units/time.h"

#include <cstddef>
#include <vector>

namespace coldframe {

struct SurvivalPoint {
  Duration age;
  double dead = 0; // share dead by this age, 0 … 1
  bool operator==(const SurvivalPoint&) const = default;
};

struct SurvivalCurveKeepAlive {
  std::vector<SurvivalPoint> curve;

  template <class Source>
  Duration drawLife(Source& source) const {
    const double u = source.uniform();
    SurvivalPoint before{};
    for (const SurvivalPoint& point : curve) {
      if (u < point.dead) {
        const double part = (u - before.dead) / (point.dead - before.dead);
        return before.age + Duration::fromSeconds(part * (point.age - before.age).inSeconds());
      }
      before = point;
    }
    return before.age;
  }
  bool operator==(const SurvivalCurveKeepAlive&) const = default;
};

} // namespace coldframe
