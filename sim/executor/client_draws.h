// What the client draws, each from a stream of its own keyed by what it belongs to (a task, a poll) and by the run, so
// that the same job draws the same at the client whichever platform does the work.
#pragma once

#include "sim/random/generator.h"

namespace coldframe {

enum class ClientDraw : std::uint64_t { Serialise, Upload, Invoke, Poll, ReadStatus, Fetch, StatusUpload };

inline KeyedGenerator clientDraws(Seed seed, ClientDraw what, std::uint64_t index, std::uint64_t run) {
  return KeyedGenerator(seed, Cause::Client, (static_cast<std::uint64_t>(what) << 56) | index, run);
}

} // namespace coldframe
