// Keep-alive: a fixed time of idleness. AWS was seen to keep "precisely 10 minutes" in mid 2019 and about 640 s in
// 2020.
#pragma once

#include "sim/units/time.h"

namespace coldframe {

struct FixedKeepAlive {
  Duration idle = Duration::minutes(10);
  template <class Source>
  Duration drawLife(Source&) const {
    return idle;
  }
  bool operator==(const FixedKeepAlive&) const = default;
};

} // namespace coldframe
