// How a study names a field of the scenario and its values: rates of a stream as requests a month, runs as runs a
// month, everything else as the scenario writes it.
#pragma once

#include "sim/base/result.h"
#include "sim/study/vary_field.h"

#include <string>

namespace coldframe {

// "requests" and "runs" stand for the fields that say how many come in a month; anything else is a pointer already.
// Usage: this scenario has no such quantity.
Result<std::string> quantityPointer(const Scenario& scenario, const std::string& named);

class QuantityText {
public:
  // `named` as it was asked for: of "requests", typed values are counts a month.
  QuantityText(const Scenario& scenario, const VaryField& field, const std::string& named = {});

  std::string shown(double base) const; // "2,390,000 requests a month (0.91 /s)", "256 MB", "3.1 s"
  Result<double> parse(const std::string& typed) const;

private:
  std::string aMonth() const; // "a month", or how long the scenario's month is: "in 1 h"

  const VaryField& m_field;
  double m_monthSeconds;
  bool m_countsAMonth; // typed as such
};

} // namespace coldframe
