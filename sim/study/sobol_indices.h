// How much of an output's variance each input explains: Sobol indices by Saltelli's design of n (k + 2) evaluations.
//   first order  S_i = mean f(B)·(f(AB_i) − f(A)) ÷ V      (A. Saltelli et al., Comput. Phys. Commun. 181, 2010, eq. b)
//   total        T_i = mean (f(A) − f(AB_i))² ÷ 2V         (M. Jansen, Comput. Phys. Commun. 117, 1999)
// A and B are independent samples of the inputs, AB_i is A with the i-th input of B; V is the variance of f over A and
// B. S_i is what knowing the i-th input alone would take away; T_i what would be left if only it stayed unknown. Their
// 95 % intervals are percentiles of 400 bootstrap resamples of the rows, drawn from `seed`.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace coldframe {

struct SobolIndex {
  double value = 0;
  double lo = 0;
  double hi = 0;
};

struct SobolIndices {
  std::vector<SobolIndex> first; // by input
  std::vector<SobolIndex> total;
  double variance = 0; // of the output; where it is zero all indices are
};

// Where the k inputs of row `row` lie in the unit cube: of sample A, or of B. Every row is a draw of its own, so a
// longer design begins with a shorter one.
std::vector<double> sobolRow(std::uint64_t seed, std::uint64_t row, std::size_t inputs, bool sampleB);

// Equal lengths; fAB[i] is of input i.
SobolIndices sobolIndices(std::span<const double> fA, std::span<const double> fB,
                          const std::vector<std::vector<double>>& fAB, std::uint64_t seed);

} // namespace coldframe
