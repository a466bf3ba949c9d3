// How the running time of a function depends on its memory size, where CPU comes in proportion to memory (AWS Lambda:
// one whole vCPU at 1,769 MB):
//
//   T(m) = io + cpu · 1769 MB ÷ m                       below one vCPU
//   T(m) = io + cpu · ((1 − p) + p · 1769 MB ÷ m)       above: only the parallel share p gets shorter
//
// io and cpu in seconds (cpu: on one whole vCPU), p between 0 and 1. Fitted by least squares on relative errors, so
// that small sizes, where the times are long, do not outweigh the others. p is fitted only where sizes above one vCPU
// were measured; else it is taken as 0 and said to be so.
#pragma once

#include "sim/fit/least_squares.h"
#include "sim/units/data_size.h"

#include <span>
#include <vector>

namespace coldframe {

struct MemoryTiming {
  Memory memory;
  double seconds = 0; // mean running time at that size, INIT not included
};

struct MemoryLaw {
  Memory wholeVcpu = Memory::mb(1769);
  FittedParameter ioSeconds;
  FittedParameter cpuSeconds;
  FittedParameter parallelFraction;
  bool parallelFractionFitted = false;
  double relativeError = 0; // root mean square, of the points fitted

  double seconds(Memory memory) const;
};

// Errors (Input): fewer than three different sizes, times that are not above 0.
Result<MemoryLaw> fitMemoryLaw(std::span<const MemoryTiming> points, Memory wholeVcpu = Memory::mb(1769));

} // namespace coldframe
