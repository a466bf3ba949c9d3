#include "sim/fit/memory_law.h"

#include <algorithm>
#include <set>

namespace coldframe {

namespace {

// How much longer than on one whole vCPU the CPU part takes, and the derivative by the parallel fraction.
struct Stretch {
  double factor = 1;
  double byParallel = 0;
};

Stretch stretchOf(double wholeOverMemory, double parallel) {
  if (wholeOverMemory >= 1)
    return {wholeOverMemory, 0};
  return {1 - parallel + parallel * wholeOverMemory, wholeOverMemory - 1};
}

double ratioOf(Memory whole, Memory memory) {
  return static_cast<double>(whole.inBytes()) / static_cast<double>(memory.inBytes());
}

} // namespace

double MemoryLaw::seconds(Memory memory) const {
  return ioSeconds.value + cpuSeconds.value * stretchOf(ratioOf(wholeVcpu, memory), parallelFraction.value).factor;
}

Result<MemoryLaw> fitMemoryLaw(std::span<const MemoryTiming> points, Memory wholeVcpu) {
  std::set<std::int64_t> sizes;
  std::vector<double> numbers; // the points by number: each is weighted by its own time
  std::vector<double> ones(points.size(), 1.0);
  double most = 0;
  bool above = false;
  for (const MemoryTiming& point : points) {
    if (!(point.seconds > 0) || point.memory.inBytes() <= 0)
      return failure(ErrorKind::Input, "a memory law is about sizes and times above 0");
    sizes.insert(point.memory.inBytes());
    numbers.push_back(static_cast<double>(numbers.size()));
    most = std::max(most, point.seconds);
    above = above || point.memory > wholeVcpu;
  }
  if (sizes.size() < 3)
    return failure(ErrorKind::Input,
                   "a memory law needs times at three different sizes at least, not " + std::to_string(sizes.size()));
  std::vector<FitParameter> parameters{{"io", most * 0.1, 0, most}, {"cpu", most * 0.5, 0, most * 100}};
  const bool fitParallel = above && sizes.size() > 3;
  if (fitParallel)
    parameters.push_back({"parallel fraction", 0.1, 0, 1});
  const auto fit = fitLeastSquares(
      numbers, ones, parameters, [&](double number, std::span<const double> p, std::span<double> derivatives) {
        const MemoryTiming& point = points[static_cast<std::size_t>(number)];
        const Stretch stretch = stretchOf(ratioOf(wholeVcpu, point.memory), fitParallel ? p[2] : 0);
        derivatives[0] = 1 / point.seconds;
        derivatives[1] = stretch.factor / point.seconds;
        if (fitParallel)
          derivatives[2] = p[1] * stretch.byParallel / point.seconds;
        return (p[0] + p[1] * stretch.factor) / point.seconds;
      });
  if (!fit)
    return failure(fit.error());
  MemoryLaw law;
  law.wholeVcpu = wholeVcpu;
  law.ioSeconds = fit->parameters[0];
  law.cpuSeconds = fit->parameters[1];
  if (fitParallel)
    law.parallelFraction = fit->parameters[2];
  law.parallelFractionFitted = fitParallel;
  law.relativeError = fit->rootMeanSquare;
  return law;
}

} // namespace coldframe
