// exp, log and the normal quantile from + − × ÷ and sqrt only, so that every compiler and every libm gives the same
// bits (glibc's own exp and log differ in the last bit with and without FMA). Error: below 2 units in the last place
// for detExp and detLog, relative 1e-15 for the normal quantile. Method: argument reduction by ln 2 with a two-part
// constant and a short series (Cody & Waite 1980, Software Manual for the Elementary Functions); normal quantile:
// rational approximations of Wichura (1988), Algorithm AS 241, PPND16.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace coldframe {

namespace elementary {
inline constexpr double kLn2High = 6.93147180369123816490e-01; // its low 32 bits are zero: k × kLn2High is exact
inline constexpr double kLn2Low = 1.90821492927058770002e-10;
inline constexpr double kInverseLn2 = 1.44269504088896338700;
inline constexpr double kSqrtHalf = 0.70710678118654752440;
} // namespace elementary

// e^x; 0 below −745, +infinity above 709.
constexpr double detExp(double x) {
  using namespace elementary;
  if (!(x > -708.0)) // also NaN
    return x != x ? x : 0.0;
  if (x > 709.0)
    return std::numeric_limits<double>::infinity();
  // Round x / ln 2 to the nearest whole number.
  const double scaled = x * kInverseLn2;
  const auto whole = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
  const auto k = static_cast<double>(whole);
  const double r = (x - k * kLn2High) - k * kLn2Low; // |r| <= 0.3466
  // Taylor series to r^13 (the remainder is below 1e-17 of the result), even and odd powers apart: two short
  // chains of multiplications instead of one long one.
  const double z = r * r;
  double even = 2.0876756987868099e-09; // 1/12!
  even = even * z + 2.7557319223985888e-07;
  even = even * z + 2.4801587301587302e-05;
  even = even * z + 1.3888888888888889e-03;
  even = even * z + 4.1666666666666664e-02;
  even = even * z + 0.5;
  double odd = 1.6059043836821613e-10; // 1/13!
  odd = odd * z + 2.5052108385441720e-08;
  odd = odd * z + 2.7557319223985893e-06;
  odd = odd * z + 1.9841269841269841e-04;
  odd = odd * z + 8.3333333333333332e-03;
  odd = odd * z + 1.6666666666666666e-01;
  const double value = 1.0 + (r + (z * even + r * z * odd));
  const auto exponent = static_cast<std::uint64_t>(whole + 1023) << 52;
  return value * std::bit_cast<double>(exponent);
}

// Natural logarithm of x > 0; −infinity at 0, NaN below. Denormals count as 0.
constexpr double detLog(double x) {
  using namespace elementary;
  if (!(x >= 2.2250738585072014e-308)) {
    if (x >= 0)
      return -std::numeric_limits<double>::infinity();
    return std::numeric_limits<double>::quiet_NaN();
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  if (bits == 0x7FF0000000000000ULL)
    return x;
  auto k = static_cast<double>(static_cast<std::int64_t>(bits >> 52) - 1022);
  double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FE0000000000000ULL); // [0.5, 1)
  if (m < kSqrtHalf) {
    m += m;
    k -= 1;
  }
  // log m = 2 atanh(s) with s = (m − 1)/(m + 1), |s| <= 0.1716: odd series to s^21.
  const double f = m - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double w = z * z;
  double even = 2.0 / 21.0;
  even = even * w + 2.0 / 17.0;
  even = even * w + 2.0 / 13.0;
  even = even * w + 2.0 / 9.0;
  even = even * w + 2.0 / 5.0;
  double odd = 2.0 / 19.0;
  odd = odd * w + 2.0 / 15.0;
  odd = odd * w + 2.0 / 11.0;
  odd = odd * w + 2.0 / 7.0;
  odd = odd * w + 2.0 / 3.0;
  const double p = odd + z * even;
  // log m = f − (f²/2 − s (f²/2 + z p)): the large part, f, is exact.
  const double half = 0.5 * f * f;
  return k * kLn2High - ((half - (s * (half + z * p) + k * kLn2Low)) - f);
}

// x^y for x >= 0.
inline double detPow(double x, double y) {
  if (y == 0.0 || x == 1.0)
    return 1.0;
  if (x == 0.0)
    return y > 0 ? 0.0 : std::numeric_limits<double>::infinity();
  return detExp(y * detLog(x));
}

// The z with P(N(0,1) <= z) = p, for 0 < p < 1.
inline double normalQuantile(double p) {
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q *
           (((((((r * 2509.0809287301226727 + 33430.575583588128105) * r + 67265.770927008700853) * r +
                45921.953931549871457) *
                   r +
               13731.693765509461125) *
                  r +
              1971.5909503065514427) *
                 r +
             133.14166789178437745) *
                r +
            3.387132872796366608) /
           (((((((r * 5226.495278852545925 + 28729.085735721942674) * r + 39307.89580009271061) * r +
                21213.794301586595867) *
                   r +
               5394.1960214247511077) *
                  r +
              687.1870074920579083) *
                 r +
             42.313330701600911252) *
                r +
            1.0);
  }
  double r = std::sqrt(-detLog(q < 0 ? p : 1.0 - p));
  double z;
  if (r <= 5.0) {
    r -= 1.6;
    z = (((((((r * 7.7454501427834140764e-4 + 0.0227238449892691845833) * r + 0.24178072517745061177) * r +
             1.27045825245236838258) *
                r +
            3.64784832476320460504) *
               r +
           5.7694972214606914055) *
              r +
          4.6303378461565452959) *
             r +
         1.42343711074968357734) /
        (((((((r * 1.05075007164441684324e-9 + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
             0.14810397642748007459) *
                r +
            0.68976733498510000455) *
               r +
           1.6763848301838038494) *
              r +
          2.05319162663775882187) *
             r +
         1.0);
  } else {
    r -= 5.0;
    z = (((((((r * 2.01033439929228813265e-7 + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r +
             0.026532189526576123093) *
                r +
            0.29656057182850489123) *
               r +
           1.7848265399172913358) *
              r +
          5.4637849111641143699) *
             r +
         6.6579046435011037772) /
        (((((((r * 2.04426310338993978564e-15 + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r +
             7.868691311456132591e-4) *
                r +
            0.0148753612908506148525) *
               r +
           0.13692988092273580531) *
              r +
          0.59983220655588793769) *
             r +
         1.0);
  }
  return q < 0 ? -z : z;
}

} // namespace coldframe
