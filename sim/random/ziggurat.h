// Standard exponential and normal draws by the ziggurat of Marsaglia & Tsang (2000, J. Stat. Software 5:8) with 256
// layers: 99 draws of 100 cost one table look-up and one multiplication. The tables are made at compile time from
// detExp and detLog, so they are the same bits everywhere.
#pragma once

#include "sim/random/elementary.h"
#include "sim/random/generator.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace coldframe {

namespace ziggurat {

inline constexpr std::size_t kLayers = 256;

// Layer edges x[0] > x[1] = r > … > x[256] = 0 (x[0]: width of the base layer with its tail squared off) and f(x).
struct Table {
  std::array<double, kLayers + 1> x{};
  std::array<double, kLayers + 1> density{};
};

constexpr double squareRoot(double a) { // Newton: a fixed number of steps from above
  double x = a > 1 ? a : 1;
  for (int i = 0; i < 64; ++i)
    x = 0.5 * (x + a / x);
  return x;
}
constexpr double exponentialDensity(double x) {
  return detExp(-x);
}
constexpr double exponentialInverse(double y) {
  return -detLog(y);
}
constexpr double normalDensity(double x) {
  return detExp(-0.5 * x * x);
}
constexpr double normalInverse(double y) {
  return squareRoot(-2.0 * detLog(y));
}

template <class Density, class Inverse>
constexpr Table makeTable(double r, double area, Density density, Inverse inverse) {
  Table table;
  table.x[0] = area / density(r);
  table.x[1] = r;
  for (std::size_t i = 1; i + 1 < kLayers; ++i)
    table.x[i + 1] = inverse(area / table.x[i] + density(table.x[i]));
  table.x[kLayers] = 0;
  for (std::size_t i = 0; i <= kLayers; ++i)
    table.density[i] = density(table.x[i]);
  return table;
}

inline constexpr double kExponentialR = 7.69711747013104972;
inline constexpr Table kExponential =
    makeTable(kExponentialR, 0.0039496598225815571993, exponentialDensity, exponentialInverse);
inline constexpr double kNormalR = 3.6541528853610088;
inline constexpr Table kNormal = makeTable(kNormalR, 0.00492867323399, normalDensity, normalInverse);

} // namespace ziggurat

// What a draw that missed the rectangle of its layer goes on with: one in a hundred.
template <class Source>
[[gnu::noinline]] double sampleExponentialOn(Source& source, std::size_t layer, double x) {
  using namespace ziggurat;
  double tail = 0;
  for (;;) {
    if (layer == 0) { // beyond r the law starts again
      tail += kExponentialR;
    } else {
      const double low = kExponential.density[layer];
      const double high = kExponential.density[layer + 1];
      if (low + source.uniform() * (high - low) < detExp(-x))
        return tail + x;
    }
    const std::uint64_t bits = source.bits();
    layer = bits & (kLayers - 1);
    x = openUnit(bits) * kExponential.x[layer];
    if (x < kExponential.x[layer + 1])
      return tail + x;
  }
}

// Exponential with mean 1.
template <class Source>
double sampleExponential(Source& source) {
  using namespace ziggurat;
  const std::uint64_t bits = source.bits();
  const std::size_t layer = bits & (kLayers - 1); // the low bits; openUnit uses the high ones
  const double x = openUnit(bits) * kExponential.x[layer];
  if (x < kExponential.x[layer + 1]) [[likely]]
    return x;
  return sampleExponentialOn(source, layer, x);
}

// Normal with mean 0 and standard deviation 1.
template <class Source>
double sampleNormal(Source& source) {
  using namespace ziggurat;
  for (;;) {
    const std::uint64_t bits = source.bits();
    const std::size_t layer = bits & (kLayers - 1);
    const double x = (2.0 * openUnit(bits) - 1.0) * kNormal.x[layer];
    const double size = x < 0 ? -x : x;
    if (size < kNormal.x[layer + 1]) [[likely]]
      return x;
    if (layer == 0) { // the tail beyond r, after Marsaglia (1964)
      for (;;) {
        const double a = sampleExponential(source) / kNormalR;
        const double b = sampleExponential(source);
        if (2.0 * b > a * a)
          return x < 0 ? -(kNormalR + a) : kNormalR + a;
      }
    }
    const double low = kNormal.density[layer];
    const double high = kNormal.density[layer + 1];
    if (low + source.uniform() * (high - low) < detExp(-0.5 * x * x))
      return x;
  }
}

} // namespace coldframe
