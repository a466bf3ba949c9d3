// The named quantities, one function each. Internal to sim/study; what they are: quantity.h.
#pragma once

#include "sim/study/quantity.h"

namespace coldframe {

inline constexpr double kCurveSpan = 100; // of a curve, either way, when nobody says another

Result<Quantity> fieldQuantity(const Scenario& scenario, const Catalogue& catalogue, const std::string& pointer);
Result<Quantity> requestsQuantity(const Scenario& scenario);
Result<Quantity> runsQuantity(const Scenario& scenario, const Catalogue& catalogue);
Result<Quantity> durationQuantity(const Scenario& scenario);
Result<Quantity> burstQuantity(const Scenario& scenario);
Result<Quantity> utilizationQuantity(const Scenario& scenario, const Catalogue& catalogue,
                                     std::span<const std::string> machines);

// A month's arrivals as people write them: "2,390,000 requests a month (0.91 /s)".
std::string arrivalsText(const Scenario& scenario, double perSecond, const std::string& what);
// "a month", or how long the scenario's month is: "in 1 h".
std::string aMonth(const Scenario& scenario);

// Where a rising function reaches `value`, from 0 on; `hint` is about where, and from `most` on nobody looks.
double reaches(const std::function<double(double)>& rising, double value, double hint, double most);

// "4", "4.5"; of what is typed with a sign behind it ("12 %", "4×") also without.
std::optional<double> typedNumber(const std::string& text, std::string_view sign = {});

} // namespace coldframe
