// Whether the calls of a run waited for one of a fixed number of places: Lithops on a machine that runs as many workers
// as it has cores, a container platform with so many nodes. Then most of submit → start is the wait for another call's
// end, and says nothing of how long a start takes.
//
// With p the most calls between start and end at once, the k-th call to start cannot start before the (k − p)th end:
// that frees its place. A run shared its places if
//   - at least 10 calls were submitted before their place was free, and nine in ten of those after the first p were;
//   - from there to their starts takes them times that spread less than their starts do about a constant pace, which
//     is how a platform looks that makes so many environments a second.
// All of it on the client's clock.
#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <vector>

namespace coldframe {

struct SharedPlaces {
  std::uint64_t places = 0;          // 0: the run shows no such limit
  std::uint64_t waited = 0;          // calls that waited for a place
  Duration wait;                     // their median, submit → place free
  Duration turnover;                 // their median, place free → start
  std::vector<std::int64_t> waitsNs; // by row; 0 for calls that did not wait. Empty: no limit

  std::int64_t waitNs(std::size_t row) const { return waitsNs.empty() ? 0 : waitsNs[row]; }
};

SharedPlaces sharedPlaces(const Trace& trace);

// The same run, each call submitted when its place was free.
Trace submittedWhenFree(Trace trace, const SharedPlaces& shared);

} // namespace coldframe
