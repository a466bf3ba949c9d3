// Keep-alive with two clocks: one environment that no call takes lives for a random time of a given law, and when no
// call of the function ran for `quiet`, all its idle environments go at once. AWS Lambda in spring 2020: of seven logs,
// those with one environment lost it after about 640 s of silence, those with several kept an unused one for up to
// 1,454 s while the others worked (docs/validation.md).
#pragma once

#include "sim/random/distribution.h"
#include "sim/units/time.h"

namespace coldframe {

struct QuietFunctionKeepAlive {
  Distribution life; // ns, of one environment while the function is in use
  Duration quiet = Duration::minutes(10);
  template <class Source>
  Duration drawLife(Source& source) const {
    return Duration::nanoseconds(life.sample(source));
  }
  bool operator==(const QuietFunctionKeepAlive&) const = default;
};

} // namespace coldframe
