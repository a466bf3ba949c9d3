// The Kolmogorov–Smirnov distance: the largest vertical distance between two distribution functions, 0 … 1 (N. Smirnov,
// "Table for estimating the goodness of fit of empirical distributions", Ann. Math. Stat. 19, 1948). Ties within and
// between samples are handled. Samples need no order and are not empty; no value is NaN.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

namespace coldframe {

// Two samples.
double kolmogorovSmirnov(std::span<const double> a, std::span<const double> b);

// A sample against a continuous distribution function.
double kolmogorovSmirnov(std::span<const double> sample, const std::function<double(double)>& cdf);

// The distance that samples of one continuous distribution exceed with probability 0.001, for large samples
// (Kolmogorov's limit); m = 0 stands for an exact distribution.
double kolmogorovSmirnovLimit(std::size_t n, std::size_t m);

} // namespace coldframe
