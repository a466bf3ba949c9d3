// Keep-alive: each idle spell ends after a random time of a given law. With an exponential law the environment pool is
// a Markov chain with an exact solution, the strongest check there is of the pool's bookkeeping.
#pragma once

#include "sim/random/distribution.h"
#include "sim/units/time.h"

namespace coldframe {

struct RandomLifeKeepAlive {
  Distribution life; // ns
  template <class Source>
  Duration drawLife(Source& source) const {
    return Duration::nanoseconds(life.sample(source));
  }
  bool operator==(const RandomLifeKeepAlive&) const = default;
};

} // namespace coldframe
