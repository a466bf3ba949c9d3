// The JSON form of a Distribution. What it is a distribution of is said by its field (`.of`): quantities are texts with
// a unit, kept in base units (ns, bytes) and whole; numbers are JSON numbers.
//
//   "4.2 s"                                             always the same
//   {"exponential": {"mean": "3 s"}}                    {"normal": {"mean": "3 s", "sd": "1 s"}}   truncated at 0
//   {"lognormal": {"median": "4.2 s", "p95": "6 s"}}    or {"median", "sigma"} or {"mean", "sd"}
//   {"gamma": {"mean": "3 s", "shape": 2}}              or {"mean", "sd"}
//   {"weibull": {"scale": "3 s", "shape": 2}}           {"pareto": {"minimum": "1 s", "shape": 2.5}}
//   {"uniform": {"low": "1 s", "high": "3 s"}}          {"triangular": {"low": "1 s", "mode": "2 s", "high": "4 s"}}
//   {"empirical": {"values": ["1 s", "2 s"]}}           {"mixture": [{"weight": 0.9, "scalar": "1 s"}, {"weight": …}]}
//
// Written back as {"median", "sigma"} and {"mean", "shape"}; what is written reads back to the same distribution
// (mixture weights to the last bits of a double).
#pragma once

#include "sim/json/value_type.h"
#include "sim/random/distribution.h"

namespace coldframe {

template <>
struct JsonCodec<Distribution> {
  static bool read(Reader& reader, const JsonNode& node, Distribution& out, const FieldOptions& options);
  static JsonNode write(const Distribution& value, const FieldOptions& options);
  static JsonNode schema(SchemaDefinitions& definitions, const FieldOptions& options);
};

} // namespace coldframe
